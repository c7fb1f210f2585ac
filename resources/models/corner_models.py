"""The maintenance corner along the back wall: bench, lockers, board, pallet jack."""

from gltf import Part
from shapes import bar, block, cylinder, picture, rod, span


def workbench(s):
    """1.9 m wide, back at y = 0, front towards -Y. Origin on the floor."""
    part = Part("workbench")
    part.add(s.wood, span(-0.95, 0.95, -0.70, -0.02, 0.86, 0.91, 0.006))
    for x in (-0.88, 0.88):
        for y in (-0.64, -0.10):
            part.add(s.rack_blue, span(x - 0.03, x + 0.03, y - 0.03, y + 0.03, 0, 0.86, 0.004))
    part.add(s.rack_blue, span(-0.88, 0.88, -0.62, -0.10, 0.22, 0.25))
    part.add(s.rack_blue, span(0.20, 0.84, -0.66, -0.12, 0.40, 0.85, 0.008))
    for k in range(3):
        z = 0.44 + 0.137 * k
        part.add(s.frame, span(0.23, 0.81, -0.672, -0.655, z, z + 0.12, 0.004))
        part.add(s.steel, span(0.42, 0.62, -0.69, -0.672, z + 0.085, z + 0.097))
    # Vice, tool box, tins below.
    part.add(s.motor, block((0.14, 0.20, 0.10), 0.015, (-0.70, -0.62, 0.96)))
    part.add(s.steel, rod((-0.82, -0.74, 0.95), (-0.58, -0.74, 0.95), 0.009, 8))
    part.add(s.red, block((0.42, 0.20, 0.18), 0.015, (0.05, -0.30, 1.0)))
    part.add(s.steel, rod((-0.08, -0.30, 1.115), (0.18, -0.30, 1.115), 0.010, 8))
    for k, colour in enumerate((s.yellow, s.film, s.frame, s.film)):
        part.add(colour, block((0.20, 0.32, 0.16), 0.012, (-0.70 + 0.23 * k, -0.36, 0.33)))
    _tool_wall(s, part)
    return part


def _tool_wall(s, part):
    part.add(s.frame, span(-0.95, 0.95, -0.03, 0.0, 1.05, 1.95, 0.006))
    # Spanners by size, hammers, a coil of hose: each a few bars.
    for k in range(7):
        x, length = -0.82 + 0.095 * k, 0.34 - 0.028 * k
        part.add(s.steel, span(x - 0.011, x + 0.011, -0.045, -0.03, 1.80 - length, 1.80))
        part.add(s.steel, span(x - 0.024, x + 0.024, -0.045, -0.03, 1.78, 1.83))
    for k in range(3):
        x = 0.0 + 0.16 * k
        part.add(s.wood, span(x - 0.014, x + 0.014, -0.055, -0.03, 1.42, 1.74))
        part.add(s.dark, span(x - 0.06, x + 0.06, -0.065, -0.03, 1.73, 1.79, 0.006))
    for k in range(5):
        x = -0.80 + 0.13 * k
        part.add(s.red if k % 2 else s.orange, span(x - 0.013, x + 0.013, -0.06, -0.03, 1.27, 1.38,
                                                    0.004))
        part.add(s.steel, span(x - 0.004, x + 0.004, -0.05, -0.04, 1.12, 1.27))
    part.add(s.hose, cylinder(0.17, 0.05, 20, "y").at(0.68, -0.055, 1.55))
    part.add(s.frame, cylinder(0.11, 0.054, 20, "y").at(0.68, -0.055, 1.55))


def lockers(s):
    """Four of 0.4 m, back at y = 0. Origin on the floor."""
    part = Part("lockers")
    part.add(s.dark, span(-0.80, 0.80, -0.46, 0.0, 0.0, 0.10))
    part.add(s.column, span(-0.80, 0.80, -0.48, 0.0, 0.10, 1.85, 0.006))
    for k in range(4):
        x = -0.60 + 0.40 * k
        part.add(s.cladding, span(x - 0.188, x + 0.188, -0.495, -0.47, 0.13, 1.82, 0.006))
        for n in range(3):
            part.add(s.dark, span(x - 0.09, x + 0.09, -0.4965, -0.49, 1.56 + 0.06 * n,
                                  1.575 + 0.06 * n))
        part.add(s.dark, span(x + 0.13, x + 0.155, -0.515, -0.49, 0.95, 1.07, 0.004))
    return part


def notice_board(s):
    """The shift's figures, 1.7 x 1.05 m, on a wall at y = 0."""
    part = Part("notice board")
    part.add(s.aluminium, span(-0.87, 0.87, -0.03, 0.0, -0.54, 0.54, 0.006))
    part.add(s.board, picture(-0.84, 0.84, -0.51, 0.51, -0.032))
    return part


def pallet_jack(s):
    """A hand pallet truck; forks along +X from the origin on the floor."""
    part = Part("pallet jack")
    for y in (-0.19, 0.19):
        part.add(s.orange, span(0.0, 1.15, y - 0.08, y + 0.08, 0.075, 0.125, 0.015))
        part.add(s.black, cylinder(0.035, 0.10, 12, "y").at(1.02, y, 0.036))
    part.add(s.orange, span(-0.12, 0.06, -0.27, 0.27, 0.075, 0.22, 0.02))
    part.add(s.orange, span(-0.02, 0.06, -0.22, 0.22, 0.20, 0.52, 0.02))
    part.add(s.dark, cylinder(0.05, 0.34, 14).at(-0.10, 0, 0.36))
    for y in (-0.06, 0.06):
        part.add(s.black, cylinder(0.09, 0.05, 18, "y", bevel=0.01).at(-0.10, y, 0.09))
    part.add(s.dark, bar((-0.10, 0, 0.30), (-0.36, 0, 1.10), 0.045, 0.045))
    for y in (-0.15, 0.15):
        part.add(s.dark, rod((-0.36, 0, 1.08), (-0.39, y, 1.18), 0.014, 8))
        part.add(s.black, rod((-0.39, y, 1.17), (-0.41, y * 0.75, 1.25), 0.018, 8, caps=True))
    part.add(s.black, rod((-0.41, -0.12, 1.25), (-0.41, 0.12, 1.25), 0.016, 8, caps=True))
    return part
