"""A small canvas: filled shapes with soft edges, stroke letters, tiling noise, PNG output."""

import math
import random
import struct
import zlib


def rgb(srgb_hex):
    return tuple(int(srgb_hex[i:i + 2], 16) for i in (1, 3, 5))


def png(width, height, rows, channels):
    """PNG bytes of 8-bit rows (bytes, `channels` per pixel: 1 grey, 3 RGB, 4 RGBA).

    RGB pictures of at most 256 colours are stored with a palette.
    """
    kind = {1: 0, 3: 2, 4: 6}[channels]
    palette = b""
    if channels == 3:
        rows, palette, kind = _with_palette(rows, kind)
    step = {0: 1, 2: 3, 3: 1, 6: 4}[kind]
    raw = bytearray()
    previous = bytes(width * step)
    for row in rows:
        raw += _filtered(row, previous, step, plain=kind == 3)
        previous = row
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))]
    if palette:
        chunks.append((b"PLTE", palette))
    chunks += [(b"IDAT", zlib.compress(bytes(raw), 9)), (b"IEND", b"")]
    out = b"\x89PNG\r\n\x1a\n"
    for name, data in chunks:
        check = zlib.crc32(name + data)
        out += struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
    return out


def _with_palette(rows, kind):
    colors = {}
    for row in rows:
        for i in range(0, len(row), 3):
            colors.setdefault(row[i:i + 3], None)
            if len(colors) > 256:
                return rows, b"", kind
    ordered = sorted(colors)
    number = {color: i for i, color in enumerate(ordered)}
    indexed = [bytes(number[row[i:i + 3]] for i in range(0, len(row), 3)) for row in rows]
    return indexed, b"".join(ordered), 3


def _filtered(row, previous, step, plain):
    """The row with whichever of the filters none, sub and up makes it smoothest."""
    candidates = [bytes([0]) + row]
    if not plain:
        shifted = bytes(step) + row[:-step]
        candidates.append(bytes([1]) + bytes((a - b) & 255 for a, b in zip(row, shifted)))
        candidates.append(bytes([2]) + bytes((a - b) & 255 for a, b in zip(row, previous)))
    return min(candidates, key=lambda c: sum(min(v, 256 - v) for v in c[1:]))


class Noise:
    """Value noise that repeats after `cells` cells in both directions; values in -1..1."""

    def __init__(self, seed, cells):
        source = random.Random(seed)
        self.cells = cells
        self.grid = [[source.uniform(-1, 1) for _ in range(cells)] for _ in range(cells)]

    def rows(self, size):
        """A size x size field."""
        cells = self.cells
        weights = []
        for i in range(size):
            position = i * cells / size
            cell = int(position)
            t = position - cell
            weights.append((cell, (cell + 1) % cells, t * t * (3 - 2 * t)))
        across = [[line[a] + (line[b] - line[a]) * t for a, b, t in weights]
                  for line in self.grid]
        return [[u + (v - u) * t for u, v in zip(across[a], across[b])] for a, b, t in weights]


def noise_field(size, octaves):
    """Sum of tiling octaves [(seed, cells, strength)]."""
    total = [[0.0] * size for _ in range(size)]
    for seed, cells, strength in octaves:
        for row, more in zip(total, Noise(seed, cells).rows(size)):
            for i, value in enumerate(more):
                row[i] += strength * value
    return total


class Canvas:
    """RGB or RGBA floats 0..255, drawn in a unit of our choice: `scale` pixels a unit."""

    def __init__(self, width, height, color="#ffffff", scale=1.0, alpha=False):
        self.width, self.height, self.scale = width, height, scale
        self.alpha = alpha
        first = [float(c) for c in rgb(color)] + [0.0 if alpha else 255.0]
        self.pixels = [[list(first) for _ in range(width)] for _ in range(height)]

    def speckle(self, field, strength, levels=None):
        """Lightens and darkens by a noise field of at least the canvas' size."""
        for row, noise in zip(self.pixels, field):
            for pixel, value in zip(row, noise):
                if levels:
                    value = round(value * levels) / levels
                for k in range(3):
                    pixel[k] = max(0.0, min(255.0, pixel[k] + strength * value))

    def _blend(self, x, y, color, cover):
        pixel = self.pixels[y][x]
        if not self.alpha:
            for k in range(3):
                pixel[k] += (color[k] - pixel[k]) * cover
            return
        under = pixel[3] / 255.0
        total = cover + under * (1 - cover)
        if total > 0:
            for k in range(3):
                pixel[k] = (color[k] * cover + pixel[k] * under * (1 - cover)) / total
        pixel[3] = 255.0 * total

    def fill(self, bounds, distance, color, opacity=1.0):
        """Colours where distance(x, y) <= 0; the edge is one pixel soft. Everything in units."""
        color = rgb(color)
        s = self.scale
        x0, x1 = max(0, int(bounds[0] * s) - 1), min(self.width, int(bounds[2] * s) + 2)
        y0, y1 = max(0, int(bounds[1] * s) - 1), min(self.height, int(bounds[3] * s) + 2)
        for py in range(y0, y1):
            for px in range(x0, x1):
                d = distance((px + 0.5) / s, (py + 0.5) / s) * s
                cover = min(1.0, max(0.0, 0.5 - d)) * opacity
                if cover > 0.0:
                    self._blend(px, py, color, cover)

    def rect(self, x0, y0, x1, y1, color, radius=0.0, opacity=1.0):
        self.fill((x0, y0, x1, y1), _to_rect(x0, y0, x1, y1, radius), color, opacity)

    def frame(self, x0, y0, x1, y1, color, radius, width):
        """The outline of a rectangle, drawn inside its bounds."""
        outer = _to_rect(x0, y0, x1, y1, radius)
        inner = _to_rect(x0 + width, y0 + width, x1 - width, y1 - width,
                         max(0.0, radius - width))
        self.fill((x0, y0, x1, y1), lambda x, y: max(outer(x, y), -inner(x, y)), color)

    def disc(self, cx, cy, radius, color, opacity=1.0):
        self.fill((cx - radius, cy - radius, cx + radius, cy + radius),
                  lambda x, y: math.hypot(x - cx, y - cy) - radius, color, opacity)

    def stroke(self, points, width, color, opacity=1.0, closed=False):
        """A polyline with round ends."""
        pairs = list(zip(points, points[1:])) + ([(points[-1], points[0])] if closed else [])
        xs, ys = [p[0] for p in points], [p[1] for p in points]

        def distance(x, y):
            return min(_to_segment(x, y, a, b) for a, b in pairs) - width / 2

        self.fill((min(xs) - width, min(ys) - width, max(xs) + width, max(ys) + width),
                  distance, color, opacity)

    def polygon(self, points, color, opacity=1.0):
        """Any simple polygon."""
        pairs = list(zip(points, points[1:] + points[:1]))
        xs, ys = [p[0] for p in points], [p[1] for p in points]

        def distance(x, y):
            inside = False
            for (xa, ya), (xb, yb) in pairs:
                if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
                    inside = not inside
            edge = min(_to_segment(x, y, a, b) for a, b in pairs)
            return -edge if inside else edge

        self.fill((min(xs), min(ys), max(xs), max(ys)), distance, color, opacity)

    def text(self, x, y, height, words, color, weight=0.14, opacity=1.0):
        """Capitals and figures; (x, y) is the top left. Returns the width."""
        size = height / 6.0
        pen = x
        for letter in words:
            for line in STROKES.get(letter, ()):
                points = [(pen + px * size, y + py * size) for px, py in line]
                self.stroke(points, weight * height, color, opacity)
            pen += (2.5 if letter in " .:-/'" else 5.4) * size
        return pen - x

    def png(self):
        channels = 4 if self.alpha else 3
        rows = [bytes(min(255, max(0, int(c + 0.5))) for pixel in row for c in pixel[:channels])
                for row in self.pixels]
        return png(self.width, self.height, rows, channels)


def _to_rect(x0, y0, x1, y1, radius):
    """Signed distance to a rectangle with round corners."""
    cx, cy, hx, hy = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2

    def distance(x, y):
        dx, dy = abs(x - cx) - hx + radius, abs(y - cy) - hy + radius
        return math.hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius

    return distance


def _to_segment(x, y, a, b):
    ax, ay = x - a[0], y - a[1]
    bx, by = b[0] - a[0], b[1] - a[1]
    length = bx * bx + by * by
    t = max(0.0, min(1.0, (ax * bx + ay * by) / length)) if length else 0.0
    return math.hypot(ax - t * bx, ay - t * by)


# Our own stroke letters on a grid 4 wide and 6 high, y downwards.
STROKES = {
    "A": [[(0, 6), (2, 0), (4, 6)], [(0.8, 4), (3.2, 4)]],
    "B": [[(0, 0), (0, 6), (3, 6), (4, 5), (4, 4), (3, 3), (0, 3)],
          [(3, 3), (3.7, 2), (3.7, 1), (3, 0), (0, 0)]],
    "C": [[(4, 1), (3, 0), (1, 0), (0, 1), (0, 5), (1, 6), (3, 6), (4, 5)]],
    "D": [[(0, 0), (0, 6), (2.5, 6), (4, 4.5), (4, 1.5), (2.5, 0), (0, 0)]],
    "E": [[(4, 0), (0, 0), (0, 6), (4, 6)], [(0, 3), (3, 3)]],
    "F": [[(4, 0), (0, 0), (0, 6)], [(0, 3), (3, 3)]],
    "G": [[(4, 1), (3, 0), (1, 0), (0, 1), (0, 5), (1, 6), (3, 6), (4, 5), (4, 3.2), (2.4, 3.2)]],
    "H": [[(0, 0), (0, 6)], [(4, 0), (4, 6)], [(0, 3), (4, 3)]],
    "I": [[(2, 0), (2, 6)]],
    "J": [[(4, 0), (4, 5), (3, 6), (1, 6), (0, 5)]],
    "K": [[(0, 0), (0, 6)], [(4, 0), (0, 3.4)], [(1.5, 2.4), (4, 6)]],
    "L": [[(0, 0), (0, 6), (4, 6)]],
    "M": [[(0, 6), (0, 0), (2, 3.4), (4, 0), (4, 6)]],
    "N": [[(0, 6), (0, 0), (4, 6), (4, 0)]],
    "O": [[(1, 0), (3, 0), (4, 1), (4, 5), (3, 6), (1, 6), (0, 5), (0, 1), (1, 0)]],
    "P": [[(0, 6), (0, 0), (3, 0), (4, 1), (4, 2.2), (3, 3.2), (0, 3.2)]],
    "Q": [[(1, 0), (3, 0), (4, 1), (4, 5), (3, 6), (1, 6), (0, 5), (0, 1), (1, 0)],
          [(2.6, 4.4), (4, 6)]],
    "R": [[(0, 6), (0, 0), (3, 0), (4, 1), (4, 2.2), (3, 3.2), (0, 3.2)], [(2, 3.2), (4, 6)]],
    "S": [[(4, 1), (3, 0), (1, 0), (0, 1), (0, 2), (1, 3), (3, 3), (4, 4), (4, 5), (3, 6), (1, 6),
           (0, 5)]],
    "T": [[(0, 0), (4, 0)], [(2, 0), (2, 6)]],
    "U": [[(0, 0), (0, 5), (1, 6), (3, 6), (4, 5), (4, 0)]],
    "V": [[(0, 0), (2, 6), (4, 0)]],
    "W": [[(0, 0), (1, 6), (2, 2.4), (3, 6), (4, 0)]],
    "X": [[(0, 0), (4, 6)], [(4, 0), (0, 6)]],
    "Y": [[(0, 0), (2, 3), (4, 0)], [(2, 3), (2, 6)]],
    "Z": [[(0, 0), (4, 0), (0, 6), (4, 6)]],
    "0": [[(1, 0), (3, 0), (4, 1), (4, 5), (3, 6), (1, 6), (0, 5), (0, 1), (1, 0)]],
    "1": [[(0.8, 1.4), (2.2, 0), (2.2, 6)]],
    "2": [[(0, 1), (1, 0), (3, 0), (4, 1), (4, 2.2), (0, 6), (4, 6)]],
    "3": [[(0, 0), (4, 0), (2, 2.4), (3, 2.4), (4, 3.4), (4, 5), (3, 6), (1, 6), (0, 5)]],
    "4": [[(3, 6), (3, 0), (0, 4.2), (4, 4.2)]],
    "5": [[(4, 0), (0.3, 0), (0, 2.6), (3, 2.6), (4, 3.6), (4, 5), (3, 6), (1, 6), (0, 5.2)]],
    "6": [[(3.4, 0), (1.6, 0), (0, 2.4), (0, 5), (1, 6), (3, 6), (4, 5), (4, 3.6), (3, 2.7),
           (0.2, 2.9)]],
    "7": [[(0, 0), (4, 0), (1.4, 6)]],
    "8": [[(1, 0), (3, 0), (3.7, 1), (3.7, 2), (3, 2.9), (1, 2.9), (0.3, 2), (0.3, 1), (1, 0)],
          [(1, 2.9), (0, 4), (0, 5), (1, 6), (3, 6), (4, 5), (4, 4), (3, 2.9)]],
    "9": [[(0.6, 6), (2.4, 6), (4, 3.6), (4, 1), (3, 0), (1, 0), (0, 1), (0, 2.4), (1, 3.3),
           (3.8, 3.1)]],
    ".": [[(0.4, 5.8), (0.4, 6)]],
    ":": [[(0.4, 1.8), (0.4, 2)], [(0.4, 4.8), (0.4, 5)]],
    "-": [[(0.1, 3), (1.4, 3)]],
    "/": [[(0, 6), (1.6, 0)]],
}
