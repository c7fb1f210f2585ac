"""Solids and surfaces as triangles with normals and texture coordinates. Metres, +Z up."""

import math

AXES = {"x": 0, "y": 1, "z": 2}


def sub(a, b):
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(v):
    length = math.sqrt(v[0] ** 2 + v[1] ** 2 + v[2] ** 2)
    return (v[0] / length, v[1] / length, v[2] / length) if length > 1e-12 else (0.0, 0.0, 1.0)


class Shape:
    """Triangles that wind counter-clockwise seen from outside."""

    def __init__(self):
        self.points, self.normals, self.uvs, self.triangles = [], [], [], []

    def append(self, other):
        base = len(self.points)
        self.points += other.points
        self.normals += other.normals
        self.uvs += other.uvs
        self.triangles += [(a + base, b + base, c + base) for a, b, c in other.triangles]
        return self

    def vertex(self, point, normal, uv=(0.0, 0.0)):
        self.points.append(point)
        self.normals.append(normal)
        self.uvs.append(uv)
        return len(self.points) - 1

    def face(self, corners, normals, uvs):
        """A convex polygon, counter-clockwise from outside, as a fan."""
        first = [self.vertex(*each) for each in zip(corners, normals, uvs)]
        for i in range(1, len(first) - 1):
            self.triangles.append((first[0], first[i], first[i + 1]))

    def _mapped(self, of_point, of_normal):
        result = Shape()
        result.points = [of_point(p) for p in self.points]
        result.normals = [of_normal(n) for n in self.normals]
        result.uvs = list(self.uvs)
        result.triangles = list(self.triangles)
        return result

    def at(self, x=0.0, y=0.0, z=0.0):
        return self._mapped(lambda p: (p[0] + x, p[1] + y, p[2] + z), lambda n: n)

    def turned(self, axis, degrees):
        """Turned about an axis through the origin, right-handed."""
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        i = AXES[axis]
        j, k = (i + 1) % 3, (i + 2) % 3

        def turn(v):
            out = [0.0, 0.0, 0.0]
            out[i] = v[i]
            out[j] = c * v[j] - s * v[k]
            out[k] = s * v[j] + c * v[k]
            return tuple(out)

        return self._mapped(turn, turn)

    def mirrored_y(self):
        result = self._mapped(lambda p: (p[0], -p[1], p[2]), lambda n: (n[0], -n[1], n[2]))
        result.triangles = [(a, c, b) for a, b, c in result.triangles]
        return result

    def uv_scaled(self, u, v):
        self.uvs = [(a * u, b * v) for a, b in self.uvs]
        return self


def joined(*shapes):
    result = Shape()
    for shape in shapes:
        result.append(shape)
    return result


# Each face: its normal, and the directions in which u and v grow over it (v grows downwards).
BOX_FACES = {
    "+x": ((1, 0, 0), (0, 1, 0), (0, 0, -1)),
    "-x": ((-1, 0, 0), (0, -1, 0), (0, 0, -1)),
    "+y": ((0, 1, 0), (-1, 0, 0), (0, 0, -1)),
    "-y": ((0, -1, 0), (1, 0, 0), (0, 0, -1)),
    "+z": ((0, 0, 1), (1, 0, 0), (0, -1, 0)),
    "-z": ((0, 0, -1), (1, 0, 0), (0, 1, 0)),
}


def block(size, bevel=0.0, center=(0.0, 0.0, 0.0), skip=(), face_uv=None, uv_per_m=1.0):
    """A box with rounded-looking edges: a chamfer shaded from one face's normal to the other's.

    `face_uv` gives a face a rectangle (u0, v0, u1, v1); other faces map by metres. `skip` leaves
    out faces that nobody can see (only without a bevel).
    """
    half = [s / 2 for s in size]
    bevel = min(bevel, *(0.49 * s for s in size)) if bevel else 0.0
    shape = Shape()
    corner_of = {}
    for name, (n, u, v) in BOX_FACES.items():
        if name in skip:
            continue
        _block_face(shape, name, (n, u, v), half, bevel, (face_uv or {}).get(name), uv_per_m,
                    corner_of)
    if bevel:
        _block_edges(shape, corner_of)
        _block_corners(shape, corner_of)
    return shape.at(*center)


def _block_face(shape, name, axes, half, bevel, rect, uv_per_m, corner_of):
    n, u, v = axes
    index = []
    for su, sv in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
        point, signs = [], []
        for k in range(3):
            sign = n[k] + su * u[k] + sv * v[k]
            inset = 0.0 if n[k] else bevel
            point.append(sign * (half[k] - inset))
            signs.append(int(sign))
        fu, fv = (su + 1) / 2, (sv + 1) / 2
        if rect:
            uv = (rect[0] + fu * (rect[2] - rect[0]), rect[1] + fv * (rect[3] - rect[1]))
        else:
            along_u = 2 * half[next(k for k in range(3) if u[k])]
            along_v = 2 * half[next(k for k in range(3) if v[k])]
            uv = (fu * along_u * uv_per_m, fv * along_v * uv_per_m)
        number = shape.vertex(tuple(point), tuple(float(c) for c in n), uv)
        index.append(number)
        corner_of[(name, tuple(signs))] = number
    shape.triangles += [(index[0], index[1], index[2]), (index[0], index[2], index[3])]


def _outward(shape, triangle, direction):
    a, b, c = (shape.points[i] for i in triangle)
    normal = cross(sub(b, a), sub(c, a))
    good = sum(x * y for x, y in zip(normal, direction)) > 0
    return triangle if good else (triangle[0], triangle[2], triangle[1])


def _block_edges(shape, corner_of):
    names = list(BOX_FACES)
    for i, first in enumerate(names):
        for second in names[i + 1:]:
            if first[1] == second[1]:
                continue
            free = ({0, 1, 2} - {AXES[first[1]], AXES[second[1]]}).pop()
            signs = [0, 0, 0]
            signs[AXES[first[1]]] = 1 if first[0] == "+" else -1
            signs[AXES[second[1]]] = 1 if second[0] == "+" else -1
            out = tuple(signs)
            low, high = list(signs), list(signs)
            low[free], high[free] = -1, 1
            a, b = corner_of[(first, tuple(low))], corner_of[(first, tuple(high))]
            c, d = corner_of[(second, tuple(high))], corner_of[(second, tuple(low))]
            shape.triangles += [_outward(shape, (a, b, c), out), _outward(shape, (a, c, d), out)]


def _block_corners(shape, corner_of):
    for sx in (-1, 1):
        for sy in (-1, 1):
            for sz in (-1, 1):
                signs = (sx, sy, sz)
                trio = tuple(corner_of[(("+" if s > 0 else "-") + axis, signs)]
                             for s, axis in zip(signs, "xyz"))
                shape.triangles.append(_outward(shape, trio, signs))


def span(x0, x1, y0, y1, z0, z1, bevel=0.0, **more):
    """A block given by its bounds."""
    return block((x1 - x0, y1 - y0, z1 - z0), bevel,
                 ((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2), **more)


def lathe(profile, segments, sharp_deg=35.0, share=360.0):
    """Turns (radius, z) points about Z. The profile runs so that its outside is on its right
    (upwards for an outer wall); corners sharper than `sharp_deg` get a hard edge."""
    shape = Shape()
    slopes = []
    for (r0, z0), (r1, z1) in zip(profile, profile[1:]):
        length = math.hypot(r1 - r0, z1 - z0) or 1.0
        slopes.append(((z1 - z0) / length, -(r1 - r0) / length))
    limit = math.cos(math.radians(sharp_deg))
    for i, ((r0, z0), (r1, z1)) in enumerate(zip(profile, profile[1:])):
        starts = _blend(slopes, i, i - 1, limit)
        ends = _blend(slopes, i, i + 1, limit)
        _band(shape, (r0, z0, starts), (r1, z1, ends), segments, share)
    return shape


def _blend(slopes, own, other, limit):
    a = slopes[own]
    if 0 <= other < len(slopes):
        b = slopes[other]
        if a[0] * b[0] + a[1] * b[1] > limit:
            x, y = a[0] + b[0], a[1] + b[1]
            length = math.hypot(x, y)
            return (x / length, y / length)
    return a


def _band(shape, low, high, segments, share):
    rows = []
    for radius, z, (out, up) in (low, high):
        row = []
        for k in range(segments + 1):
            angle = math.radians(share) * k / segments
            c, s = math.cos(angle), math.sin(angle)
            row.append(shape.vertex((radius * c, radius * s, z), (out * c, out * s, up),
                                    (k / segments, z)))
        rows.append(row)
    for k in range(segments):
        a, b = rows[0][k], rows[0][k + 1]
        d, c = rows[1][k], rows[1][k + 1]
        if low[0] > 1e-9:
            shape.triangles.append((a, b, c))
        if high[0] > 1e-9:
            shape.triangles.append((a, c, d))


def cylinder(radius, length, segments=16, axis="z", caps=True, bevel=0.0):
    """Centred at the origin, along an axis."""
    h = length / 2
    if caps and bevel:
        profile = [(0, -h), (radius - bevel, -h), (radius, -h + bevel), (radius, h - bevel),
                   (radius - bevel, h), (0, h)]
        shape = lathe(profile, segments, sharp_deg=50.0)
    elif caps:
        shape = lathe([(0, -h), (radius, -h), (radius, h), (0, h)], segments)
    else:
        shape = lathe([(radius, -h), (radius, h)], segments)
    if axis == "x":
        return shape.turned("y", 90)
    if axis == "y":
        return shape.turned("x", -90)
    return shape


def rod(start, end, radius, segments=8, caps=False):
    """A round bar between two points."""
    way = sub(end, start)
    length = math.sqrt(sum(c * c for c in way))
    shape = cylinder(radius, length, segments, caps=caps).at(0, 0, length / 2)
    tilt = math.degrees(math.acos(max(-1.0, min(1.0, way[2] / length))))
    heading = math.degrees(math.atan2(way[1], way[0]))
    return shape.turned("y", tilt).turned("z", heading).at(*start)


def bar(start, end, width, height):
    """A square bar between two points; `height` lies across the vertical plane of the bar."""
    way = sub(end, start)
    length = math.sqrt(sum(c * c for c in way))
    shape = block((width, height, length)).at(0, 0, length / 2)
    tilt = math.degrees(math.acos(max(-1.0, min(1.0, way[2] / length))))
    heading = math.degrees(math.atan2(way[1], way[0]))
    return shape.turned("y", tilt).turned("z", heading).at(*start)


def quad(corners, uv=(0.0, 0.0, 1.0, 1.0)):
    """A flat four-cornered surface, counter-clockwise; uv runs from corner 0 (bottom left)."""
    normal = unit(cross(sub(corners[1], corners[0]), sub(corners[3], corners[0])))
    u0, v0, u1, v1 = uv
    shape = Shape()
    shape.face(corners, [normal] * 4, [(u0, v1), (u1, v1), (u1, v0), (u0, v0)])
    return shape


def flat(corners):
    """A flat convex polygon, counter-clockwise, without a picture on it."""
    normal = unit(cross(sub(corners[1], corners[0]), sub(corners[2], corners[0])))
    shape = Shape()
    shape.face(corners, [normal] * len(corners), [(0.0, 0.0)] * len(corners))
    return shape


def floor_patch(x0, x1, y0, y1, z=0.0, uv_per_m=1.0):
    """A horizontal rectangle, mapped by metres."""
    return quad([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)],
                (x0 * uv_per_m, -y1 * uv_per_m, x1 * uv_per_m, -y0 * uv_per_m))


def picture(x0, x1, z0, z1, y=0.0, uv=(0.0, 0.0, 1.0, 1.0)):
    """An upright rectangle that faces -Y and shows a texture once."""
    return quad([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], uv)


def ribbon(line, width, closed=False, smooth_deg=30.0, thickness=0.0):
    """Sweeps a polyline in XZ along Y: a bent sheet of the given width, seen from its left side
    (above, when the line runs along +X). With a thickness the other side and rims are closed."""
    shape = Shape()
    pairs = list(zip(line, line[1:] + line[:1] if closed else line[1:]))
    if not closed:
        pairs = pairs[:len(line) - 1]
    slopes = []
    for (xa, za), (xb, zb) in pairs:
        length = math.hypot(xb - xa, zb - za)
        slopes.append((-(zb - za) / length, (xb - xa) / length))
    limit = math.cos(math.radians(smooth_deg))
    count, way = len(pairs), 0.0
    for i, ((xa, za), (xb, zb)) in enumerate(pairs):
        before = (i - 1) % count if closed else i - 1
        after = (i + 1) % count if closed else i + 1
        na, nb = _blend(slopes, i, before, limit), _blend(slopes, i, after, limit)
        length = math.hypot(xb - xa, zb - za)
        corners = [(xa, -width / 2, za), (xb, -width / 2, zb), (xb, width / 2, zb),
                   (xa, width / 2, za)]
        normals = [(na[0], 0.0, na[1]), (nb[0], 0.0, nb[1]), (nb[0], 0.0, nb[1]),
                   (na[0], 0.0, na[1])]
        uvs = [(way, width), (way + length, width), (way + length, 0.0), (way, 0.0)]
        shape.face(corners, normals, uvs)
        way += length
    if thickness:
        back = [(x, z - thickness) for x, z in line]
        shape.append(ribbon(back[::-1], width, False, smooth_deg))
        _rims(shape, line, back, width)
    return shape


def _rims(shape, line, back, width):
    for (a, b), (c, d) in zip(zip(line, line[1:]), zip(back, back[1:])):
        for side in (-1, 1):
            y = side * width / 2
            corners = [(c[0], y, c[1]), (d[0], y, d[1]), (b[0], y, b[1]), (a[0], y, a[1])]
            if side > 0:
                corners.reverse()
            shape.append(quad(corners))
    for (a, b), sign in (((line[0], back[0]), 1), ((line[-1], back[-1]), -1)):
        corners = [(b[0], sign * width / 2, b[1]), (b[0], -sign * width / 2, b[1]),
                   (a[0], -sign * width / 2, a[1]), (a[0], sign * width / 2, a[1])]
        shape.append(quad(corners))
