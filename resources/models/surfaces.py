"""The materials of the cell, and the pictures on them."""

import math
import random

from gltf import Material, Texture
from paint import Canvas, noise_field, png

CELL_FLOOR_M = 5.5  # one concrete slab, and one repeat of its texture


def _grey_rows(field, middle, strength, levels):
    rows = []
    for line in field:
        rows.append(bytes(min(255, max(0, int(middle + strength * round(v * levels) / levels)))
                          for v in line))
    return rows


def concrete():
    """Power-floated concrete: clouds, fine grain, a sawn joint round each slab."""
    size = 512
    field = noise_field(size, [(1, 4, 0.5), (2, 9, 0.35), (3, 31, 0.22), (4, 128, 0.16),
                               (5, 256, 0.10)])
    for row_number, row in enumerate(field):
        for column in range(size):
            gap = min(row_number, column)
            if gap < 2:
                row[column] -= 1.5 - 0.4 * gap
    rows = _grey_rows(field, 200, 30, 26)
    return Texture("concrete", png(size, size, rows, 1))


def rubber():
    """Woven belt rubber, 0.25 m a repeat."""
    size = 128
    field = noise_field(size, [(11, 32, 0.35), (12, 128, 0.5)])
    for y, row in enumerate(field):
        for x in range(size):
            row[x] += 0.8 * (math.sin(2 * math.pi * 16 * x / size)
                             * math.sin(2 * math.pi * 16 * y / size))
    return Texture("belt rubber", png(size, size, _grey_rows(field, 200, 26, 10), 1))


def hazard():
    """Yellow and black stripes at 45 degrees, 0.2 m a repeat."""
    size = 64
    canvas = Canvas(size, size, "#f2b705", scale=size)
    for k in (-0.5, 0.5, 1.5):
        canvas.polygon([(k - 1, 1.5), (k - 0.5, 1.5), (k + 1.5, -0.5), (k + 1, -0.5)], "#1b1b1d")
    return Texture("hazard stripes", canvas.png())


def wood():
    """Planed spruce, grain along u."""
    size = 128
    canvas = Canvas(size, size, "#c9a26b")
    fibres = noise_field(size, [(21, 8, 0.4), (22, 32, 0.6)])
    stretched = [[fibres[y][(x // 8) % size] for x in range(size)] for y in range(size)]
    canvas.speckle(stretched, 26, levels=8)
    return Texture("spruce", canvas.png())


# The carton's atlas: rectangles (u0, v0, u1, v1), each with the metres of its face.
CARTON_TOP = (0.0, 0.0, 0.5, 0.375)
CARTON_SIDE = (0.5, 0.0, 1.0, 0.375)
CARTON_END = (0.0, 0.5, 0.375, 0.875)
CARTON_BOTTOM = (0.5, 0.5, 1.0, 0.875)
ATLAS_M = 0.8  # the whole atlas is 0.8 m square


def carton_atlas(name, board, tape, accent, size=512, label=True):
    """Board with fluting, tape, flaps, printed marks, and white labels for the running number."""
    canvas = Canvas(size, size, board, scale=size / ATLAS_M)
    field = noise_field(size, [(31, 6, 0.4), (32, 24, 0.25), (33, size // 2, 0.55)])
    canvas.speckle(field, 7, levels=6)
    _flaps(canvas, 0.0, 0.0, tape)
    _flaps(canvas, 0.4, 0.4, tape)
    _side(canvas, 0.4, 0.0, 0.4, accent, tape)
    _side(canvas, 0.0, 0.4, 0.3, accent, tape)
    if label:
        _label(canvas, 0.2, 0.15, 0.20, 0.11)
        _label(canvas, 0.6, 0.13, 0.18, 0.10)
        _label(canvas, 0.15, 0.53, 0.18, 0.10)
    return Texture(name, canvas.png())


def _flaps(canvas, x, y, tape):
    """Closed flaps, 0.4 x 0.3, with tape along the seam."""
    for edge in (0.002, 0.298):
        canvas.rect(x, y + edge - 0.002, x + 0.4, y + edge + 0.002, "#5a4022", opacity=0.35)
    canvas.rect(x, y + 0.1485, x + 0.4, y + 0.1515, "#3a2a16", opacity=0.8)
    canvas.rect(x, y + 0.125, x + 0.4, y + 0.175, tape, opacity=0.62)
    for rim in (0.125, 0.175):
        canvas.rect(x, y + rim - 0.0008, x + 0.4, y + rim + 0.0008, "#6b5230", opacity=0.5)
    canvas.rect(x, y + 0.128, x + 0.4, y + 0.132, "#ffffff", opacity=0.20)


def _side(canvas, x, y, width, accent, tape):
    """A side: printed band, arrows and a glass; on the ends the tape comes down from the seam."""
    canvas.rect(x, y + 0.255, x + width, y + 0.275, accent, opacity=0.85)
    canvas.rect(x, y + 0.281, x + width, y + 0.284, accent, opacity=0.85)
    if width < 0.35:
        canvas.rect(x + 0.125, y, x + 0.175, y + 0.07, tape, opacity=0.62)
    for k in (0, 1):
        _arrow(canvas, x + width - 0.075 + 0.032 * k, y + 0.205, accent)
    canvas.rect(x + width - 0.089, y + 0.240, x + width - 0.029, y + 0.244, accent)
    _glass(canvas, x + 0.045, y + 0.205, accent)
    canvas.rect(x, y + 0.296, x + width, y + 0.3, "#3a2a16", opacity=0.25)


def _arrow(canvas, x, y, color):
    canvas.polygon([(x, y - 0.007), (x + 0.011, y + 0.007), (x - 0.011, y + 0.007)], color)
    canvas.rect(x - 0.004, y + 0.006, x + 0.004, y + 0.028, color)


def _glass(canvas, x, y, color):
    canvas.polygon([(x - 0.012, y - 0.004), (x + 0.012, y - 0.004), (x + 0.006, y + 0.016),
                    (x - 0.006, y + 0.016)], color)
    canvas.rect(x - 0.0015, y + 0.015, x + 0.0015, y + 0.034, color)
    canvas.rect(x - 0.009, y + 0.033, x + 0.009, y + 0.037, color)


def _label(canvas, cx, cy, width, height):
    x0, x1, y0, y1 = cx - width / 2, cx + width / 2, cy - height / 2, cy + height / 2
    canvas.rect(x0 - 0.001, y0 - 0.001, x1 + 0.0015, y1 + 0.002, "#4a3a22", opacity=0.35)
    canvas.rect(x0, y0, x1, y1, "#f7f6f1", radius=0.003)
    _barcode(canvas, x0 + 0.008, y1 - 0.020, width - 0.016, 0.013)


def _barcode(canvas, x, y, width, height):
    source = random.Random(77)
    pen = 0.0
    while pen < width - 0.006:
        stripe = source.choice((0.0016, 0.0016, 0.0032))
        canvas.rect(x + pen, y, x + pen + stripe, y + height, "#202020")
        pen += stripe + source.choice((0.0018, 0.0018, 0.0036))


def screen():
    """The operator's screen: two curves, a list of lamps, figures."""
    canvas = Canvas(256, 160, "#10202b", scale=160)
    canvas.rect(0, 0, 1.6, 0.12, "#17384a")
    canvas.text(0.04, 0.035, 0.055, "LINE 3", "#d8f1fb")
    canvas.disc(1.52, 0.06, 0.025, "#5ad17a")
    for k in range(1, 5):
        canvas.rect(0.06, 0.12 + 0.13 * k, 1.06, 0.124 + 0.13 * k, "#21465a")
    canvas.stroke([(0.06 + 0.05 * i, 0.42 + 0.12 * math.sin(0.7 * i)) for i in range(21)], 0.014,
                  "#4fc3f7")
    canvas.stroke([(0.06 + 0.05 * i, 0.46 + 0.11 * math.sin(0.7 * i - 0.35)) for i in range(21)],
                  0.014, "#ffb74d")
    for k, color in enumerate(("#5ad17a", "#5ad17a", "#ffb74d", "#5ad17a")):
        canvas.disc(1.18, 0.24 + 0.13 * k, 0.025, color)
        canvas.rect(1.24, 0.225 + 0.13 * k, 1.50 - 0.05 * (k % 2), 0.255 + 0.13 * k, "#8fb4c4")
    for k in range(3):
        canvas.rect(0.06 + 0.35 * k, 0.76, 0.36 + 0.35 * k, 0.93, "#17384a", radius=0.02)
    canvas.text(0.10, 0.81, 0.075, "0.40", "#d8f1fb")
    canvas.text(0.45, 0.81, 0.075, "12.4", "#d8f1fb")
    canvas.text(0.80, 0.81, 0.075, "1440", "#d8f1fb")
    return Texture("screen", canvas.png())


def scale_display():
    canvas = Canvas(128, 64, "#0b1a12", scale=64)
    canvas.text(0.22, 0.26, 0.46, "2.00", "#6dff9a", weight=0.13)
    canvas.text(1.62, 0.52, 0.20, "KG", "#6dff9a")
    return Texture("scale display", canvas.png())


def cell_sign():
    """The hanging sign over the line: white on blue."""
    canvas = Canvas(384, 96, "#0f4c75", scale=96)
    canvas.rect(0.06, 0.06, 3.94, 0.94, "#ffffff", radius=0.06)
    canvas.rect(0.09, 0.09, 3.91, 0.91, "#0f4c75", radius=0.05)
    canvas.text(0.24, 0.33, 0.34, "HALL 2", "#ffffff")
    canvas.rect(2.06, 0.24, 2.09, 0.76, "#ffffff")
    canvas.text(2.24, 0.33, 0.34, "LINE 3", "#ffffff")
    return Texture("cell sign", canvas.png())


def board():
    """The shift's figures: bars, a curve, a plan with magnets."""
    canvas = Canvas(256, 160, "#f4f5f3", scale=160)
    canvas.rect(0.05, 0.05, 1.55, 0.16, "#1f7a8c")
    canvas.text(0.09, 0.075, 0.06, "LINE 3 - SHIFT BOARD", "#ffffff")
    for k, height in enumerate((0.20, 0.27, 0.24, 0.31, 0.29, 0.34)):
        canvas.rect(0.10 + 0.09 * k, 0.60 - height, 0.16 + 0.09 * k, 0.60, "#4f9d69")
    canvas.rect(0.08, 0.60, 0.66, 0.607, "#30363a")
    canvas.rect(0.08, 0.34, 0.66, 0.344, "#c62828")
    canvas.stroke([(0.76, 0.52), (0.90, 0.44), (1.04, 0.47), (1.18, 0.36), (1.32, 0.33),
                   (1.48, 0.27)], 0.014, "#2b5f8f")
    canvas.rect(0.74, 0.60, 1.50, 0.607, "#30363a")
    canvas.rect(0.74, 0.24, 0.747, 0.60, "#30363a")
    for row in range(3):
        for column in range(7):
            x, y = 0.08 + 0.21 * column, 0.68 + 0.09 * row
            color = ("#8fc9a3", "#8fc9a3", "#f2d16b", "#8fc9a3", "#d9dde0")[(3 * row + column) % 5]
            canvas.rect(x, y, x + 0.19, y + 0.07, color, radius=0.01)
    return Texture("shift board", canvas.png())


def bay_sign(words):
    canvas = Canvas(96, 96, "#f2b705", scale=96)
    canvas.text(0.5 - len(words) * 0.255 + 0.03, 0.2, 0.6, words, "#1b1b1d", weight=0.16)
    return Texture("dock sign", canvas.png())


def warning_sign():
    """A triangle with a flash, as on every cabinet."""
    canvas = Canvas(64, 64, "#dfe3e6", scale=64)
    canvas.polygon([(0.5, 0.06), (0.96, 0.88), (0.04, 0.88)], "#1b1b1d")
    canvas.polygon([(0.5, 0.17), (0.88, 0.83), (0.12, 0.83)], "#f2b705")
    canvas.polygon([(0.56, 0.30), (0.40, 0.58), (0.50, 0.58), (0.44, 0.78), (0.62, 0.50),
                    (0.52, 0.50)], "#1b1b1d")
    return Texture("warning sign", canvas.png())


def floor_walker():
    """The painted figure on the walkway."""
    canvas = Canvas(96, 96, "#3f8f6b", scale=96)
    paint = "#eef3ef"
    canvas.disc(0.52, 0.16, 0.085, paint)
    canvas.stroke([(0.52, 0.30), (0.48, 0.56)], 0.13, paint)
    canvas.stroke([(0.48, 0.56), (0.62, 0.72), (0.62, 0.92)], 0.085, paint)
    canvas.stroke([(0.47, 0.56), (0.40, 0.76), (0.24, 0.88)], 0.085, paint)
    canvas.stroke([(0.54, 0.30), (0.70, 0.42), (0.80, 0.40)], 0.065, paint)
    canvas.stroke([(0.50, 0.30), (0.34, 0.42), (0.30, 0.54)], 0.065, paint)
    return Texture("walkway mark", canvas.png())


class Surfaces:
    """One instance of each material, so that parts of a model share them."""

    def __init__(self):
        # The building.
        self.concrete = Material("concrete floor", "#dedcd6", roughness=0.78, texture=concrete())
        self.plinth = Material("plinth", "#8d9194", roughness=0.9)
        self.cladding = Material("cladding", "#d3d9dc", metallic=0.1, roughness=0.6)
        self.cladding_dark = Material("cladding band", "#4c6a7d", metallic=0.1, roughness=0.6)
        self.column = Material("column steel", "#5d7280", metallic=0.3, roughness=0.55)
        self.crane = Material("crane yellow", "#eab308", roughness=0.5)
        self.window = Material("window light", "#cfe6f2", roughness=0.15, glow="#9dc3d6")
        self.window_frame = Material("window frame", "#3d464c", roughness=0.5)
        self.shutter = Material("roller shutter", "#aeb7bd", metallic=0.5, roughness=0.45)
        self.galvanised = Material("galvanised", "#a9b0b4", metallic=0.7, roughness=0.45)
        # Paint on the floor.
        self.line_yellow = Material("floor yellow", "#e9b10c", roughness=0.7)
        self.line_white = Material("floor white", "#e6e8e6", roughness=0.7)
        self.walkway = Material("walkway green", "#3f8f6b", roughness=0.75)
        self.zone = Material("work zone", "#a9b6c1", roughness=0.72, texture=self.concrete.texture)
        self.walker = Material("walkway mark", roughness=0.75, texture=floor_walker())
        self.hazard = Material("hazard stripes", roughness=0.6, texture=hazard())
        # Machines.
        self.frame = Material("machine frame", "#d5dade", metallic=0.15, roughness=0.42)
        self.accent = Material("machine accent", "#1f7a8c", metallic=0.1, roughness=0.42)
        self.dark = Material("dark housing", "#32383d", metallic=0.2, roughness=0.5)
        self.black = Material("black plastic", "#17181a", roughness=0.5)
        self.steel = Material("brushed steel", "#c3c8cb", metallic=0.9, roughness=0.32)
        self.aluminium = Material("aluminium", "#c9ced1", metallic=0.75, roughness=0.38)
        self.zinc = Material("roller zinc", "#b7bdc1", metallic=0.85, roughness=0.3)
        self.belt = Material("belt rubber", "#3a3d40", roughness=0.85, texture=rubber())
        self.motor = Material("motor blue", "#2b5f8f", metallic=0.2, roughness=0.4)
        self.brass = Material("brass", "#c9a34a", metallic=0.9, roughness=0.3)
        self.hose = Material("air hose", "#2f7fd1", roughness=0.4)
        self.yellow = Material("safety yellow", "#f2b705", roughness=0.45)
        self.red = Material("signal red", "#c62828", roughness=0.4)
        self.orange = Material("sensor orange", "#ef6c00", roughness=0.4)
        self.glass = Material("tinted glass", "#1c2b33", metallic=0.1, roughness=0.12)
        self.lens = Material("lens", "#300808", roughness=0.1, glow="#ff3b30")
        self.led_green = Material("green led", "#1b5e20", roughness=0.2, glow="#46e06a")
        # Lamps of the stack light.
        self.lamp_red = Material("lamp red", "#c1121f", roughness=0.2, glow="#4a0508")
        self.lamp_amber = Material("lamp amber", "#f59e0b", roughness=0.2, glow="#5a3502")
        self.lamp_green = Material("lamp green", "#22c55e", roughness=0.2, glow="#1fae52")
        # Goods.
        self.wood = Material("spruce", "#f0e6d8", roughness=0.85, texture=wood())
        self.carton = Material("carton", roughness=0.85, texture=carton_atlas(
            "carton board", "#b98a55", "#d8bd8c", "#4b2f14"))
        self.light_carton = Material("light carton", roughness=0.85, texture=carton_atlas(
            "light carton board", "#d3b68c", "#e9dcc0", "#1f5f6b"))
        self.stored = Material("stored carton", "#f4ece2", roughness=0.88, texture=carton_atlas(
            "stored board", "#b08252", "#cdb284", "#4b2f14", size=256))
        self.stored_pale = Material("stored carton, pale", "#ffffff", roughness=0.88,
                                    texture=self.light_carton.texture)
        self.film = Material("blue crate", "#2f6db0", roughness=0.5)
        self.bin_red = Material("reject bin", "#b3322c", roughness=0.5)
        self.kraft = Material("gaylord board", "#a67c4e", roughness=0.9)
        # Rack and furniture.
        self.rack_blue = Material("rack upright", "#1d4e89", metallic=0.2, roughness=0.5)
        self.rack_orange = Material("rack beam", "#e0611f", metallic=0.1, roughness=0.5)
        self.desk_top = Material("desk top", "#d9d2c5", roughness=0.6)
        self.cloth = Material("chair cloth", "#2a3a4a", roughness=0.95)
        # Lit and glowing alike, so that they read in any light.
        lit, weight = screen(), scale_display()
        self.screen = Material("screen", "#9a9a9a", roughness=0.2, texture=lit, glow="#d8d8d8",
                               glow_texture=lit)
        self.scale_display = Material("scale display", "#9a9a9a", roughness=0.2, texture=weight,
                                      glow="#d8d8d8", glow_texture=weight)
        self.board = Material("shift board", roughness=0.5, texture=board())
        self.cell_sign = Material("cell sign", roughness=0.5, texture=cell_sign())
        self.dock_sign = Material("dock sign", roughness=0.5, texture=bay_sign("D3"))
        self.warning = Material("warning sign", roughness=0.5, texture=warning_sign())
