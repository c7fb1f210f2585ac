"""The hall: floor with its paint, two walls, columns, crane rail, rack wall, door and lights.

Origin: middle of the line, on the floor. The line runs along X; walls stand at +Y and +X only, so
that one looks in from the front.
"""

from cargo_models import loaded_pallet, stored_load
from corner_models import lockers, notice_board, pallet_jack, workbench
from gltf import Model, Part
from shapes import bar, block, cylinder, flat, floor_patch, joined, picture, quad, rod, span
from surfaces import CELL_FLOOR_M

X0, X1 = -11.0, 11.0
Y0, Y1 = -7.0, 7.0
WALL_TOP = 5.6
PLINTH = 1.1
PAINT = 0.003  # how far a coat of paint lies above the one below: never coplanar


def hall(s):
    model = Model("hall")
    model.place(_floor(s))
    model.place(_zones(s))
    model.place(_lines(s))
    model.place(_marks(s))
    wall_back, wall_side = _wall(s, "back wall", X1 - X0), _wall(s, "side wall", Y1 - Y0)
    model.place(wall_back, at=(X0, Y1, 0))
    model.place(wall_side, at=(X1, Y1, 0), yaw=-90)
    _columns(s, model)
    _windows(s, model)
    model.place(_crane_rail(s))
    model.place(_services(s))
    model.place(_shutter(s), at=(X1 - 0.02, 3.4, 0), yaw=-90)
    model.place(_signs(s))
    _racks(s, model)
    _pallet_bays(s, model)
    model.place(workbench(s), at=(3.0, Y1 - 0.12, 0))
    model.place(lockers(s), at=(7.1, Y1 - 0.10, 0))
    model.place(notice_board(s), at=(9.15, Y1 - 0.06, 1.75))
    model.place(pallet_jack(s), at=(6.3, 4.6, 0), yaw=25)
    return model


def _floor(s):
    part = Part("floor slab")
    part.add(s.concrete, floor_patch(X0, X1, Y0, Y1, 0.0, 1.0 / CELL_FLOOR_M))
    part.add(s.plinth, span(X0, X1, Y0, Y1, -0.25, -0.001, skip=("+z", "-z")))
    return part


def _zones(s):
    """Coats of paint: the line's work zone and the walkway in front of it."""
    part = Part("floor zones")
    part.add(s.zone, floor_patch(-8.0, 8.6, -1.75, 2.95, PAINT, 1.0 / CELL_FLOOR_M))
    part.add(s.walkway, floor_patch(X0, X1, -4.05, -2.75, PAINT))
    return part


def _frame_lines(x0, x1, y0, y1, width, z):
    return joined(floor_patch(x0, x1, y0, y0 + width, z), floor_patch(x0, x1, y1 - width, y1, z),
                  floor_patch(x0, x0 + width, y0 + width, y1 - width, z),
                  floor_patch(x1 - width, x1, y0 + width, y1 - width, z))


def _lines(s):
    part, z = Part("floor lines"), 2 * PAINT
    part.add(s.line_yellow, _frame_lines(-8.0, 8.6, -1.75, 2.95, 0.10, z))
    for y in (-4.05, -2.83):
        part.add(s.line_white, floor_patch(X0, X1, y, y + 0.08, z))
    # Forklift aisle before the racks: dashed, with arrows.
    for y in (3.25, 5.15):
        for k in range(15):
            x = X0 + 0.3 + 1.5 * k
            part.add(s.line_yellow, floor_patch(x, min(x + 0.9, X1), y, y + 0.09, z))
    for x in (-6.5, 0.0, 6.5):
        part.add(s.line_yellow, floor_patch(x, x + 0.8, 4.13, 4.27, z))
        part.add(s.line_yellow, flat([(x + 0.8, 3.95, z), (x + 1.25, 4.2, z), (x + 0.8, 4.45, z)]))
    # Pallet bays: corners only.
    for x, y in ((-9.6, -0.75), (-9.6, 1.05), (9.05, 0.55), (9.05, -1.25)):
        for sx, sy in ((0, 0), (1, 0), (1, 1), (0, 1)):
            cx, cy = x + 1.1 * sx, y + 1.5 * sy
            dx, dy = (0.3 if sx == 0 else -0.3), (0.3 if sy == 0 else -0.3)
            part.add(s.line_yellow, floor_patch(min(cx, cx + dx), max(cx, cx + dx),
                                                min(cy, cy + dy / 4), max(cy, cy + dy / 4), z))
            part.add(s.line_yellow, floor_patch(min(cx, cx + dx / 4), max(cx, cx + dx / 4),
                                                min(cy, cy + dy), max(cy, cy + dy), z + 0.001))
    # A crossing of the walkway towards the operator's place.
    for k in range(6):
        y = -2.70 + 0.155 * k
        part.add(s.line_white, floor_patch(0.4, 1.5, y, y + 0.09, z))
    return part


def _marks(s):
    """Stripes where one must not stand, and figures on the walkway."""
    part, z = Part("floor marks"), 3 * PAINT
    stripes = [(3.45, 4.95, 2.42, 2.60), (3.45, 3.60, 1.20, 2.42), (4.80, 4.95, 1.20, 2.42),
               (3.65, 4.75, -1.62, -1.44), (-7.85, -7.67, -1.2, 1.2)]
    for x0, x1, y0, y1 in stripes:
        part.add(s.hazard, floor_patch(x0, x1, y0, y1, z, 2.5))
    for x in (-7.0, 0.6, 7.4):
        part.add(s.walker, quad([(x, -3.75, z), (x + 0.7, -3.75, z), (x + 0.7, -3.05, z),
                                 (x, -3.05, z)]))
    return part


def _wall(s, name, length):
    """Along +X from the origin, inside towards -Y: plinth, ribbed sheet, a coloured band."""
    part = Part(name)
    part.add(s.plinth, span(0, length, -0.02, 0.18, 0, PLINTH, 0.012))
    for material, z0, z1 in ((s.cladding, PLINTH, 3.05), (s.cladding_dark, 3.05, 3.45),
                             (s.cladding, 3.45, WALL_TOP)):
        part.add(material, _ribs(length, z0, z1))
    part.add(s.cladding_dark, span(-0.02, length + 0.02, -0.06, 0.2, WALL_TOP - 0.06,
                                   WALL_TOP + 0.06, 0.01))
    part.add(s.cladding, quad([(length, 0.17, PLINTH), (0, 0.17, PLINTH), (0, 0.17, WALL_TOP),
                               (length, 0.17, WALL_TOP)]))
    return part


def _ribs(length, z0, z1, pitch=0.335, depth=0.04):
    """Trapezoidal sheet seen from -Y."""
    line, x = [], 0.0
    while x < length - 1e-6:
        for at, y in ((0.0, 0.0), (0.45, 0.0), (0.55, -depth), (0.90, -depth)):
            if x + at * pitch < length:
                line.append((x + at * pitch, y))
        x += pitch
    line.append((length, 0.0))
    return joined(*[quad([(xa, ya, z0), (xb, yb, z0), (xb, yb, z1), (xa, ya, z1)])
                    for (xa, ya), (xb, yb) in zip(line, line[1:])])


def _columns(s, model):
    part, h = Part("column"), WALL_TOP - 0.1
    # An H section, its foot plate with bolts, and a striped guard against forklifts.
    part.add(s.column, span(-0.12, 0.12, -0.13, -0.112, 0, h), span(-0.12, 0.12, 0.112, 0.13, 0, h),
             span(-0.007, 0.007, -0.112, 0.112, 0, h))
    part.add(s.galvanised, span(-0.2, 0.2, -0.2, 0.2, 0, 0.02))
    for x in (-0.16, 0.16):
        for y in (-0.16, 0.16):
            part.add(s.galvanised, cylinder(0.016, 0.03, 6).at(x, y, 0.035))
    guard = block((0.27, 0.29, 1.0), 0.0, (0, 0, 0.55), skip=("-z",), uv_per_m=2.5)
    part.add(s.hazard, guard)
    for k, x in enumerate((-10.7, -5.35, 0.0, 5.35, 10.7)):
        model.place(part, at=(x, Y1 - 0.22, 0), name=f"column back {k + 1}")
    for k, y in enumerate((-6.7, -2.2, 1.0)):
        model.place(part, at=(X1 - 0.22, y, 0), yaw=90, name=f"column side {k + 1}")


def _windows(s, model):
    part = Part("window strip")
    w, z0, z1 = 3.9, 4.0, 4.95
    part.add(s.window, quad([(-w / 2, -0.07, z0), (w / 2, -0.07, z0), (w / 2, -0.07, z1),
                             (-w / 2, -0.07, z1)]))
    for z in (z0, z1):
        part.add(s.window_frame, span(-w / 2 - 0.05, w / 2 + 0.05, -0.13, 0.0, z - 0.045,
                                      z + 0.045, 0.008))
    for k in range(5):
        x = -w / 2 + w * k / 4
        part.add(s.window_frame, span(x - 0.035, x + 0.035, -0.12, 0.0, z0, z1))
    for k, x in enumerate((-8.0, -2.68, 2.68, 8.0)):
        model.place(part, at=(x, Y1, 0), name=f"window back {k + 1}")
    for k, y in enumerate((-4.45, -0.6)):
        model.place(part, at=(X1, y, 0), yaw=-90, name=f"window side {k + 1}")


def _crane_rail(s):
    """A runway beam on brackets along the back columns, and its trolley with a chain hoist."""
    part, y, z = Part("crane rail"), Y1 - 0.75, 5.2
    part.add(s.crane, span(X0 + 0.2, X1 - 0.3, y - 0.09, y + 0.09, z + 0.10, z + 0.12),
             span(X0 + 0.2, X1 - 0.3, y - 0.09, y + 0.09, z - 0.12, z - 0.10),
             span(X0 + 0.2, X1 - 0.3, y - 0.006, y + 0.006, z - 0.10, z + 0.10))
    for x in (-10.7, -5.35, 0.0, 5.35, 10.5):
        part.add(s.column, span(x - 0.06, x + 0.06, y, Y1 - 0.3, z + 0.12, z + 0.22))
        part.add(s.column, bar((x, y + 0.1, z + 0.12), (x, Y1 - 0.36, z - 0.35), 0.05, 0.05))
    part.add(s.dark, block((0.34, 0.24, 0.10), 0.012, (7.0, y, z - 0.18)))
    part.add(s.crane, block((0.42, 0.26, 0.26), 0.03, (7.0, y, z - 0.38)))
    part.add(s.black, rod((7.0, y, z - 0.5), (7.0, y, z - 1.5), 0.012, 6))
    part.add(s.crane, block((0.12, 0.08, 0.16), 0.02, (7.0, y, z - 1.55)))
    part.add(s.steel, rod((7.0, y, z - 1.62), (7.0, y, z - 1.78), 0.015, 6, caps=True))
    return part


def _services(s):
    """Cable tray and compressed air along both walls, with drops."""
    part, z = Part("services"), 3.72
    part.add(s.galvanised, span(X0, X1 - 0.3, Y1 - 0.32, Y1 - 0.10, z, z + 0.012),
             span(X0, X1 - 0.3, Y1 - 0.33, Y1 - 0.32, z, z + 0.07))
    part.add(s.galvanised, span(X1 - 0.32, X1 - 0.10, Y0, Y1 - 0.3, z, z + 0.012),
             span(X1 - 0.33, X1 - 0.32, Y0, Y1 - 0.3, z, z + 0.07))
    for offset, colour in ((0.18, s.black), (0.22, s.orange), (0.26, s.black)):
        part.add(colour, rod((X0, Y1 - offset, z + 0.03), (X1 - 0.3, Y1 - offset, z + 0.03), 0.014,
                             6))
    part.add(s.hose, rod((X0, Y1 - 0.10, 3.58), (X1 - 0.05, Y1 - 0.10, 3.58), 0.028, 10))
    part.add(s.hose, rod((X1 - 0.10, Y0, 3.58), (X1 - 0.10, Y1 - 0.05, 3.58), 0.028, 10))
    for y in (-1.6, 5.9):
        part.add(s.hose, rod((X1 - 0.10, y, 1.3), (X1 - 0.10, y, 3.58), 0.02, 8))
        part.add(s.red, cylinder(0.04, 0.03, 10, "x").at(X1 - 0.15, y, 1.5))
    # Distribution box and extinguisher by the door.
    part.add(s.frame, block((0.16, 0.5, 0.7), 0.012, (X1 - 0.10, 1.55, 1.65)))
    part.add(s.red, cylinder(0.075, 0.44, 14, bevel=0.03).at(X1 - 0.14, 0.62, 0.95))
    part.add(s.black, block((0.05, 0.04, 0.06), 0.008, (X1 - 0.14, 0.62, 1.20)))
    part.add(s.red, block((0.012, 0.26, 0.26), 0.0, (X1 - 0.06, 0.62, 1.75)))
    return part


def _shutter(s):
    """A roller door 3.2 x 3.3 m in the side wall: slats, rails, drum box, bollards. Faces -Y."""
    part, w, h = Part("roller door"), 3.2, 3.3
    slat = []
    count = 22
    for k in range(count):
        z0, z1 = h * k / count, h * (k + 1) / count
        bulge = -0.085
        slat.append(quad([(-w / 2, -0.065, z0), (w / 2, -0.065, z0), (w / 2, bulge, z0 + 0.05),
                          (-w / 2, bulge, z0 + 0.05)]))
        slat.append(quad([(-w / 2, bulge, z0 + 0.05), (w / 2, bulge, z0 + 0.05),
                          (w / 2, -0.065, z1), (-w / 2, -0.065, z1)]))
    part.add(s.shutter, *slat)
    part.add(s.shutter, span(-w / 2 - 0.15, w / 2 + 0.15, -0.42, 0.0, h, h + 0.42, 0.02))
    part.add(s.black, span(-w / 2, w / 2, -0.10, -0.05, 0.0, 0.06))
    for side in (-1, 1):
        x = side * (w / 2 + 0.06)
        part.add(s.column, span(x - 0.07, x + 0.07, -0.14, 0.0, 0, h, 0.008))
        post = cylinder(0.085, 1.1, 16, bevel=0.02).at(side * (w / 2 + 0.28), -0.45, 0.55)
        part.add(s.yellow, post)
        for z in (0.45, 0.75):
            part.add(s.black, cylinder(0.0865, 0.12, 16, caps=False)
                     .at(side * (w / 2 + 0.28), -0.45, z))
    part.add(s.dock_sign, picture(-0.3, 0.3, h + 0.52, h + 1.12, -0.075))
    return part


def _signs(s):
    """The line's sign on the back wall, at a height that a visitor reads."""
    part, y = Part("cell sign"), Y1 - 0.10
    part.add(s.cell_sign, picture(2.78, 5.06, 2.35, 2.92, y - 0.032))
    part.add(s.window_frame, span(2.75, 5.09, y - 0.03, y + 0.06, 2.32, 2.95, 0.008))
    return part


RACK_BAYS = 4
BAY = 2.75
RACK_X, RACK_Y = -9.9, 5.95
LEVELS = (0.0, 1.50, 3.00)


def _racks(s, model):
    upright, shelf = _rack_upright(s), _rack_beams(s)
    for k in range(RACK_BAYS + 1):
        model.place(upright, at=(RACK_X + BAY * k, RACK_Y, 0), name=f"rack upright {k + 1}")
    for k in range(RACK_BAYS):
        for n, z in enumerate(LEVELS[1:]):
            model.place(shelf, at=(RACK_X + BAY * (k + 0.5), RACK_Y, z),
                        name=f"rack shelf {k + 1}.{n + 1}")
    loads = [stored_load(s, kind) for kind in range(5)]
    plan = ("013", "240", "31.", "402", "124", "03.", "210", "341")
    for place, column in enumerate(plan):
        bay, half = divmod(place, 2)
        for level, kind in enumerate(column):
            if kind == ".":
                continue
            x = RACK_X + BAY * bay + BAY * (0.27 + 0.46 * half)
            z = LEVELS[level] + (0.005 if level else 0.0)
            model.place(loads[int(kind)], at=(x, RACK_Y - 0.02, z),
                        name=f"load {place + 1}.{level + 1}")


def _rack_upright(s):
    part, depth, h = Part("rack upright"), 1.0, 4.15
    for y in (-depth / 2, depth / 2):
        part.add(s.rack_blue, span(-0.05, 0.05, y - 0.045, y + 0.045, 0.01, h, 0.006))
        part.add(s.galvanised, span(-0.08, 0.08, y - 0.08, y + 0.08, 0, 0.012))
    for k in range(6):
        z = 0.3 + 0.63 * k
        low, high = (-depth / 2, depth / 2) if k % 2 else (depth / 2, -depth / 2)
        part.add(s.rack_blue, bar((0, low, z), (0, high, z + 0.6), 0.03, 0.03))
    part.add(s.yellow, span(-0.07, 0.07, -depth / 2 - 0.10, -depth / 2 - 0.05, 0, 0.4, 0.01))
    return part


def _rack_beams(s):
    part, w, depth = Part("rack shelf"), BAY - 0.10, 1.0
    for y in (-depth / 2, depth / 2):
        part.add(s.rack_orange, span(-w / 2, w / 2, y - 0.025, y + 0.025, -0.13, 0.0, 0.006))
    for k in range(4):
        x = -w / 2 + w * (k + 0.5) / 4
        part.add(s.galvanised, span(x - 0.04, x + 0.04, -depth / 2, depth / 2, -0.03, 0.003))
    part.add(s.line_white, picture(-0.2, 0.2, -0.10, -0.03, -depth / 2 - 0.0262))
    return part


def _pallet_bays(s, model):
    full, part_full = loaded_pallet(s, 3), loaded_pallet(s, 2, gap=True)
    model.place(full, at=(-9.05, 0.0, 0), yaw=90, name="pallet supply 1")
    model.place(part_full, at=(-9.05, 1.8, 0), yaw=90, name="pallet supply 2")
    model.place(loaded_pallet(s, 3, material=s.carton), at=(9.6, 1.3, 0), yaw=90,
                name="pallet finished 1")
