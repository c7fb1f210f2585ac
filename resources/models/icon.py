"""The program's icon: a carton where the plant has it, and its outline where the model does.

One list of shapes in a square of 256 units makes both the SVG and the PNGs.
"""

import os

from paint import Canvas

SIZES = (256, 128, 64, 48)
UNITS = 256

# (kind, numbers, colour). rect = x0 y0 x1 y1 radius; frame = the same and a line width;
# disc = x y radius.
SHAPES = (
    ("rect", (8, 8, 248, 248, 54), "#12313f"),
    ("rect", (30, 160, 226, 204, 22), "#dfe9ed"),
    ("rect", (40, 170, 216, 194, 12), "#1b4252"),
    ("disc", (52, 182, 7), "#dfe9ed"),
    ("disc", (128, 182, 7), "#dfe9ed"),
    ("disc", (204, 182, 7), "#dfe9ed"),
    ("rect", (48, 56, 152, 160, 10), "#f0a63a"),
    ("rect", (90, 56, 110, 96, 0), "#c97f1b"),
    ("rect", (62, 112, 110, 144, 4), "#fff6e6"),
    ("rect", (69, 121, 103, 126, 2), "#8a6a3c"),
    ("rect", (69, 131, 91, 136, 2), "#8a6a3c"),
    ("frame", (104, 56, 208, 160, 10, 11), "#57d4f4"),
)


def _svg():
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {UNITS} {UNITS}" '
             f'width="{UNITS}" height="{UNITS}">',
             "  <title>Gemba</title>"]
    for kind, numbers, color in SHAPES:
        if kind == "disc":
            x, y, r = numbers
            lines.append(f'  <circle cx="{x}" cy="{y}" r="{r}" fill="{color}"/>')
            continue
        x0, y0, x1, y1, radius = numbers[:5]
        style = f'fill="{color}"'
        if kind == "frame":
            # A stroke lies half on either side of its path: draw it inside.
            w = numbers[5]
            x0, y0, x1, y1 = x0 + w / 2, y0 + w / 2, x1 - w / 2, y1 - w / 2
            radius -= w / 2
            style = f'fill="none" stroke="{color}" stroke-width="{w}"'
        lines.append(f'  <rect x="{x0:g}" y="{y0:g}" width="{x1 - x0:g}" height="{y1 - y0:g}" '
                     f'rx="{radius:g}" {style}/>')
    return "\n".join(lines + ["</svg>", ""])


def _picture(size):
    canvas = Canvas(size, size, "#12313f", scale=size / UNITS, alpha=True)
    for kind, numbers, color in SHAPES:
        if kind == "disc":
            canvas.disc(*numbers, color)
        elif kind == "rect":
            canvas.rect(*numbers[:4], color, radius=numbers[4])
        else:
            canvas.frame(*numbers[:4], color, radius=numbers[4], width=numbers[5])
    return canvas.png()


def write(folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "gemba.svg"), "w", encoding="utf-8") as file:
        file.write(_svg())
    for size in SIZES:
        with open(os.path.join(folder, f"gemba-{size}.png"), "wb") as file:
            file.write(_picture(size))
