"""The conveyor line: belts, sensors, stopper, scale, pusher, chute, and what stands at its end."""

import math

from gltf import Model, Part
from shapes import block, cylinder, lathe, picture, quad, ribbon, rod, span

BELT_LENGTH = 6.0
BELT_WIDTH = 0.6
BELT_HEIGHT = 0.8  # top surface above the floor
DRUM = 0.055


def conveyor(s, name, guide_gaps, motor_at):
    """Origin: centre of the infeed edge on the belt's surface; X along travel, floor at -0.8.

    `guide_gaps` are (side, from, to) along X where the side guide is left out.
    """
    model = Model(name)
    model.place(_belt(s))
    model.place(_belt_frame(s))
    model.place(_guides(s, guide_gaps))
    model.place(_legs(s))
    model.place(_drive(s, motor_at))
    return model


def _belt(s):
    """The endless belt round its two drums."""
    part, line = Part("belt"), []
    for k in range(7):
        angle = math.radians(90 - 30 * k)
        line.append((BELT_LENGTH - DRUM + DRUM * math.cos(angle), DRUM * math.sin(angle) - DRUM))
    for k in range(7):
        angle = math.radians(270 - 30 * k)
        line.append((DRUM + DRUM * math.cos(angle), DRUM * math.sin(angle) - DRUM))
    part.add(s.belt, ribbon(line, BELT_WIDTH - 0.02, closed=True, smooth_deg=40)
             .uv_scaled(4.0, 4.0))
    for x in (DRUM, BELT_LENGTH - DRUM):
        part.add(s.zinc, cylinder(DRUM - 0.002, BELT_WIDTH + 0.012, 14, "y").at(x, 0, -DRUM))
    return part


def _belt_frame(s):
    part = Part("frame")
    for side in (-1, 1):
        y = side * (BELT_WIDTH / 2 + 0.025)
        # Side profile with a groove line, kept below the belt so that a pusher can sweep across.
        part.add(s.frame, span(0.0, BELT_LENGTH, y - 0.022, y + 0.022, -0.16, -0.004, 0.006))
        part.add(s.accent, span(0.03, BELT_LENGTH - 0.03, y + side * 0.0225 - 0.002,
                                y + side * 0.0225 + 0.002, -0.075, -0.045))
        for x in (0.0, BELT_LENGTH):
            inward = 0.004 if x == 0.0 else -0.004
            part.add(s.dark, span(x + inward - 0.012, x + inward + 0.012, y - 0.026, y + 0.026,
                                  -0.165, 0.0, 0.004))
        for x in (DRUM, BELT_LENGTH - DRUM):
            part.add(s.steel, cylinder(0.03, 0.012, 10, "y").at(x, y + side * 0.026, -DRUM))
    # Slider bed under the carrying run, and return rollers.
    part.add(s.galvanised, span(0.12, BELT_LENGTH - 0.12, -0.29, 0.29, -0.03, -0.006))
    for k in range(1, 5):
        part.add(s.zinc, cylinder(0.02, BELT_WIDTH, 8, "y").at(BELT_LENGTH * k / 5, 0, -0.135))
    return part


def _guides(s, gaps):
    part = Part("guides")
    for side in (-1, 1):
        runs, start = [], 0.08
        for _, low, high in sorted(g for g in gaps if g[0] == side):
            runs.append((start, low))
            start = high
        runs.append((start, BELT_LENGTH - 0.08))
        for low, high in runs:
            if high - low < 0.1:
                continue
            y = side * 0.325
            part.add(s.steel, rod((low, y, 0.085), (high, y, 0.085), 0.011, 8, caps=True))
            posts = max(2, round((high - low) / 0.9) + 1)
            for k in range(posts):
                x = low + 0.08 + (high - low - 0.16) * k / (posts - 1)
                part.add(s.dark, span(x - 0.012, x + 0.012, y + side * 0.008 - 0.008,
                                      y + side * 0.008 + 0.008, -0.02, 0.078))
                part.add(s.black, block((0.03, 0.02, 0.02), 0.0, (x, y + side * 0.012, 0.083)))
    return part


def _legs(s):
    part = Part("legs")
    for x in (0.45, 2.15, 3.85, 5.55):
        for side in (-1, 1):
            y = side * 0.325
            part.add(s.frame, span(x - 0.03, x + 0.03, y - 0.025, y + 0.025, -0.76, -0.155, 0.005))
            part.add(s.black, cylinder(0.016, 0.05, 8, caps=False).at(x, y, -0.765))
            part.add(s.black, cylinder(0.05, 0.018, 12).at(x, y, -0.791))
        part.add(s.frame, span(x - 0.02, x + 0.02, -0.30, 0.30, -0.62, -0.58))
        part.add(s.frame, span(x - 0.02, x + 0.02, -0.30, 0.30, -0.20, -0.16))
    for side in (-1, 1):
        y = side * 0.325
        part.add(s.frame, span(0.45, 5.55, y - 0.012, y + 0.012, -0.615, -0.585))
    # Cable duct with a few drops along the front.
    part.add(s.dark, span(0.5, 5.5, -0.385, -0.352, -0.24, -0.18, 0.004))
    return part


def _drive(s, x):
    """Gear motor hung under the belt, with its terminal box and guard."""
    part = Part("drive")
    part.add(s.dark, block((0.22, 0.12, 0.24), 0.015, (x, -0.30, -0.30)))
    part.add(s.motor, cylinder(0.085, 0.26, 18, "y", bevel=0.01).at(x, -0.47, -0.32))
    for k in range(6):
        part.add(s.motor, cylinder(0.094, 0.012, 18, "y").at(x, -0.37 - 0.035 * k, -0.32))
    part.add(s.black, cylinder(0.088, 0.05, 18, "y", bevel=0.012).at(x, -0.615, -0.32))
    part.add(s.motor, block((0.10, 0.11, 0.06), 0.008, (x, -0.46, -0.215)))
    part.add(s.hose, rod((x, -0.42, -0.20), (x + 0.12, -0.37, -0.20), 0.008, 6))
    part.add(s.yellow, block((0.30, 0.025, 0.20), 0.006, (x, -0.362, -0.24)))
    part.add(s.warning, picture(x - 0.05, x + 0.05, -0.30, -0.20, -0.3751))
    return part


def photo_eye(s):
    """Origin: middle of the beam, over the belt's centre line. Beam along Y."""
    model = Model("photo_eye")
    for name, side in (("emitter", -1), ("receiver", 1)):
        part, y = Part(name), side * 0.42
        part.add(s.aluminium, span(-0.016, 0.016, y - 0.012, y + 0.012, -0.20, 0.012, 0.003))
        part.add(s.aluminium, span(-0.03, 0.03, min(y, side * 0.345), max(y, side * 0.345),
                                   -0.222, -0.198, 0.003))
        part.add(s.orange, block((0.042, 0.052, 0.066), 0.007, (0, y - side * 0.012, 0.0)))
        part.add(s.black, block((0.036, 0.012, 0.056), 0.003, (0, y - side * 0.040, 0.0)))
        lens = lathe([(0.013, 0.0), (0.011, 0.004), (0.006, 0.007), (0.0, 0.008)], 12, 60)
        part.add(s.lens, lens.turned("x", 90 * side).at(0, y - side * 0.046, 0.0))
        part.add(s.led_green, block((0.010, 0.014, 0.006), 0.0, (0, y - side * 0.012, 0.035)))
        part.add(s.black, rod((0, y, -0.033), (0, y + side * 0.03, -0.10), 0.005, 6))
        part.add(s.black, rod((0, y + side * 0.03, -0.10), (0, y + side * 0.012, -0.21), 0.005, 6))
        model.place(part)
    return model


def stopper_frame(s):
    """Origin: belt centre line at the blade's plane, on the belt's surface. Lift cylinders stand
    at both sides; their slotted posts guide the blade, which rises through the belt."""
    model = Model("stopper_frame")
    for name, side in (("right lift", -1), ("left lift", 1)):
        model.place(_stopper_lift(s, name, side))
    sill = Part("sill")
    for x in (-0.032, 0.032):
        sill.add(s.steel, span(x - 0.016, x + 0.016, -0.30, 0.30, -0.003, 0.0008))
    sill.add(s.frame, span(-0.05, 0.05, -0.42, 0.42, -0.25, -0.19, 0.006))
    model.place(sill)
    return model


def _stopper_lift(s, name, side):
    part, y = Part(name), side * 0.415
    for x in (-0.036, 0.036):
        part.add(s.yellow, span(x - 0.016, x + 0.016, y - 0.028, y + 0.028, -0.17, 0.17, 0.004))
    part.add(s.yellow, span(-0.052, 0.052, y - 0.028, y + 0.028, 0.165, 0.19, 0.005))
    part.add(s.aluminium, span(-0.035, 0.035, y - 0.035, y + 0.035, -0.55, -0.20, 0.006))
    part.add(s.dark, span(-0.04, 0.04, y - 0.04, y + 0.04, -0.57, -0.53, 0.004))
    part.add(s.dark, span(-0.055, 0.055, y - 0.045, y + 0.045, -0.22, -0.165, 0.005))
    for z in (-0.50, -0.26):
        part.add(s.brass, cylinder(0.010, 0.03, 8, "x").at(0.048, y, z))
        part.add(s.hose, rod((0.06, y, z), (0.13, y - side * 0.02, z - 0.06), 0.006, 6))
    part.add(s.led_green, block((0.02, 0.012, 0.008), 0.0, (0, y, 0.193)))
    part.add(s.hazard, picture(-0.052, 0.052, -0.16, 0.16, 0.0, (0, 0, 0.5, 1.6))
             .turned("z", 180 if side > 0 else 0).at(0, y + side * 0.0287, 0))
    return part


def stopper_blade(s):
    """Origin: centre of the blade, 0.02 x 0.6 x 0.12."""
    model, part = Model("stopper_blade"), Part("blade")
    part.add(s.yellow, block((0.018, 0.60, 0.118), 0.004))
    for turn in (-90, 90):
        stripes = picture(-0.285, 0.285, -0.045, 0.045, 0.0, (0, 0, 2.85, 0.45))
        part.add(s.hazard, stripes.turned("z", turn).at(0.0094 if turn > 0 else -0.0094, 0, 0))
    part.add(s.black, span(-0.010, 0.010, -0.29, 0.29, 0.052, 0.06, 0.002))
    for side in (-1, 1):
        part.add(s.dark, block((0.034, 0.20, 0.03), 0.004, (0, side * 0.335, -0.04)))
    model.place(part)
    return model


def scale(s):
    """Origin: middle of the weighing platform, on the belt's surface; the platform is 0.7 long."""
    model, part = Model("scale"), Part("weigh frame")
    for side in (-1, 1):
        y = side * 0.36
        part.add(s.steel, span(-0.35, 0.35, y - 0.012, y + 0.012, -0.19, 0.0, 0.004))
        for x in (-0.27, 0.27):
            part.add(s.dark, block((0.10, 0.045, 0.06), 0.006, (x, side * 0.392, -0.15)))
            part.add(s.steel, cylinder(0.018, 0.05, 10).at(x, side * 0.392, -0.10))
        for x in (-0.35, 0.35):
            part.add(s.accent, span(x - 0.008, x + 0.008, y - 0.018, y + 0.018, -0.195, 0.004))
    # Cross beams with the load cells under the belt.
    for x in (-0.27, 0.27):
        part.add(s.steel, span(x - 0.03, x + 0.03, -0.40, 0.40, -0.225, -0.185, 0.005))
    model.place(part)
    model.place(_terminal(s))
    return model


def _terminal(s):
    """Display on an arm at the front, facing the operator."""
    part = Part("terminal")
    part.add(s.steel, rod((0.0, -0.47, -0.795), (0.0, -0.47, 0.36), 0.02, 10))
    part.add(s.dark, cylinder(0.11, 0.02, 16, bevel=0.005).at(0, -0.47, -0.79))
    part.add(s.steel, span(-0.02, 0.02, -0.47, -0.37, -0.20, -0.17))
    head = [block((0.30, 0.07, 0.19), 0.012)]
    part.add(s.frame, *[h.turned("x", -18).at(0, -0.485, 0.42) for h in head])
    face = picture(-0.125, 0.125, -0.03, 0.075, -0.0365)
    part.add(s.scale_display, face.turned("x", -18).at(0, -0.485, 0.42))
    for k in range(5):
        key = block((0.034, 0.006, 0.026), 0.0, (-0.09 + 0.045 * k, -0.037, -0.062))
        part.add(s.accent if k == 4 else s.dark, key.turned("x", -18).at(0, -0.485, 0.42))
    return part


def pusher_frame(s):
    """Origin: belt centre line at the plate's middle, on the belt's surface. Pushes towards +Y;
    the cylinder stands at -Y."""
    model, part = Model("pusher_frame"), Part("pusher stand")
    for x in (-0.17, 0.17):
        part.add(s.frame, span(x - 0.03, x + 0.03, -1.03, -0.97, -0.77, 0.06, 0.005))
        part.add(s.frame, span(x - 0.03, x + 0.03, -0.56, -0.50, -0.77, 0.06, 0.005))
        for y in (-1.0, -0.53):
            part.add(s.black, cylinder(0.05, 0.03, 12).at(x, y, -0.785))
        part.add(s.frame, span(x - 0.02, x + 0.02, -1.0, -0.53, -0.55, -0.51))
    part.add(s.frame, span(-0.24, 0.24, -1.08, -0.46, 0.055, 0.080, 0.005))
    part.add(s.frame, span(-0.17, 0.17, -0.55, -0.51, -0.55, -0.51))
    part.add(s.hazard, picture(-0.23, 0.23, 0.0, 0.05, -1.0811, (0, 0, 2.3, 0.25)))
    model.place(part)
    model.place(_push_cylinder(s))
    return model


def _push_cylinder(s):
    part, z = Part("cylinder"), 0.135
    part.add(s.aluminium, span(-0.045, 0.045, -1.20, -0.52, z - 0.045, z + 0.045, 0.008))
    for y in (-1.20, -0.52):
        part.add(s.dark, block((0.105, 0.04, 0.105), 0.006, (0, y, z)))
    for x in (-0.12, 0.12):
        part.add(s.dark, block((0.05, 0.12, 0.06), 0.006, (x, -0.52, z)))
    for y in (-1.14, -0.58):
        part.add(s.brass, cylinder(0.012, 0.03, 8).at(0, y, z + 0.06))
        part.add(s.hose, rod((0, y, z + 0.07), (0.14, y - 0.02, z + 0.05), 0.007, 6))
        part.add(s.hose, rod((0.14, y - 0.02, z + 0.05), (0.19, -0.96, -0.02), 0.007, 6))
    # Valve block on the stand.
    part.add(s.black, block((0.12, 0.06, 0.09), 0.008, (0.17, -1.05, -0.06)))
    part.add(s.led_green, block((0.015, 0.006, 0.015), 0.0, (0.14, -1.082, -0.04)))
    for y in (-0.62, -1.10):
        part.add(s.orange, block((0.02, 0.05, 0.02), 0.003, (-0.052, y, z + 0.02)))
    return part


def pusher_plate(s):
    """Origin: centre of the plate, 0.5 x 0.04 x 0.25; its rods reach back into the cylinder."""
    model, part = Model("pusher_plate"), Part("plate")
    part.add(s.yellow, block((0.5, 0.026, 0.25), 0.008, (0, -0.004, 0)))
    part.add(s.black, block((0.47, 0.012, 0.22), 0.004, (0, 0.014, 0)))
    part.add(s.dark, block((0.16, 0.03, 0.10), 0.006, (0, -0.03, 0)))
    part.add(s.steel, cylinder(0.016, 0.75, 10, "y").at(0, -0.39, 0))
    for x in (-0.12, 0.12):
        part.add(s.steel, cylinder(0.010, 0.75, 8, "y").at(x, -0.39, 0))
    model.place(part)
    return model


def reject_chute(s):
    """Origin: edge of the belt where parts leave it, at belt height; slides down along +Y into a
    bin on the floor. 0.8 wide."""
    model, part = Model("reject_chute"), Part("slide")
    line = [(0.05, -0.012), (0.14, -0.025), (0.72, -0.29), (0.92, -0.345), (1.05, -0.35)]
    part.add(s.steel, ribbon(line, 0.80, smooth_deg=45, thickness=0.006).turned("z", 90))
    for side in (-1, 1):
        for (ya, za), (yb, zb) in zip(line, line[1:]):
            x = side * 0.405
            part.add(s.accent, _wall(x, (ya, za), (yb, zb), 0.14))
    for x in (-0.36, 0.36):
        part.add(s.frame, span(x - 0.025, x + 0.025, 0.60, 0.65, -0.79, -0.26))
        part.add(s.black, cylinder(0.04, 0.02, 10).at(x, 0.625, -0.79))
    part.add(s.frame, span(-0.36, 0.36, 0.61, 0.64, -0.60, -0.56))
    model.place(part)
    model.place(_reject_bin(s), at=(0, 1.50, -0.8))
    return model


def _wall(x, low, high, height):
    """An upright sheet along the slide, 4 mm thick."""
    part = None
    for offset, flip in ((-0.002, True), (0.002, False)):
        corners = [(x + offset, low[0], low[1] - 0.02), (x + offset, high[0], high[1] - 0.02),
                   (x + offset, high[0], high[1] + height), (x + offset, low[0], low[1] + height)]
        side = quad(corners[::-1] if flip else corners)
        part = part.append(side) if part else side
    top = [(x - 0.002, low[0], low[1] + height), (x + 0.002, low[0], low[1] + height),
           (x + 0.002, high[0], high[1] + height), (x - 0.002, high[0], high[1] + height)]
    return part.append(quad(top))


def _reject_bin(s):
    """Red stacking box, 1.1 x 1.0 x 0.42, open at the top. Origin on the floor."""
    part, w, d, h, t = Part("reject bin"), 1.1, 1.0, 0.42, 0.03
    part.add(s.bin_red, span(-w / 2, w / 2, -d / 2, d / 2, 0.06, 0.09))
    for sx in (-1, 1):
        x = sx * (w / 2 - t / 2)
        part.add(s.bin_red, span(x - t / 2, x + t / 2, -d / 2, d / 2, 0.06, h, 0.006))
        y = sx * (d / 2 - t / 2)
        part.add(s.bin_red, span(-w / 2, w / 2, y - t / 2, y + t / 2, 0.06, h, 0.006))
        # Rim and ribs.
        part.add(s.bin_red, span(-w / 2 - 0.015, w / 2 + 0.015, y - 0.03, y + 0.03, h - 0.04, h,
                                 0.008))
        part.add(s.bin_red, span(x - 0.03, x + 0.03, -d / 2, d / 2, h - 0.04, h, 0.008))
        for k in range(-2, 3):
            part.add(s.bin_red, span(k * 0.22 - 0.012, k * 0.22 + 0.012, y + sx * 0.013 - 0.01,
                                     y + sx * 0.013 + 0.01, 0.08, h - 0.03))
        for sy in (-1, 1):
            part.add(s.black, block((0.10, 0.10, 0.06), 0.01, (sx * 0.46, sy * 0.42, 0.03)))
    return part


def case_erector(s):
    """Where the cartons come from. Origin: centre of the infeed belt's edge, at belt height; the
    housing reaches 0.5 m over the belt and 1.5 m behind it."""
    model = Model("case_erector")
    model.place(_housing(s, "housing", -1.50, 0.50, 0.62, 0.86))
    model.place(_curtain(s, "outlet curtain", 0.502))
    model.place(_curtain(s, "rear curtain", -1.502, face=-1))
    top = Part("magazine")
    top.add(s.frame, span(-1.20, -0.35, -0.36, 0.36, 0.86, 0.90, 0.006))
    for k in range(16):
        # Flat blanks standing in the magazine.
        x = -1.10 + 0.035 * k
        blank = block((0.012, 0.56, 0.46), 0.0, uv_per_m=1.0)
        top.add(s.kraft, blank.turned("y", -14).at(x, 0, 1.13))
    for side in (-1, 1):
        top.add(s.steel, rod((-1.16, side * 0.30, 0.93), (-0.42, side * 0.30, 0.93), 0.012, 8))
        top.add(s.accent, span(-0.44, -0.41, side * 0.27 - 0.03, side * 0.27 + 0.03, 0.88, 1.30,
                               0.005))
    model.place(top)
    return model


def exit_tunnel(s):
    """Where good cartons go. Origin: centre of the outfeed belt's far edge, at belt height; the
    housing reaches 0.3 m back over the belt and 1.1 m beyond it, then a roller table follows."""
    model = Model("exit_tunnel")
    model.place(_housing(s, "housing", -0.30, 1.10, 0.62, 0.72))
    model.place(_curtain(s, "inlet curtain", -0.302, face=-1))
    model.place(_curtain(s, "outlet curtain", 1.102))
    table, rollers = Part("roller table"), Part("rollers")
    for side in (-1, 1):
        y = side * 0.345
        table.add(s.frame, span(1.10, 2.10, y - 0.02, y + 0.02, -0.14, 0.015, 0.006))
        table.add(s.accent, span(1.13, 2.07, y + side * 0.0205 - 0.002, y + side * 0.0205 + 0.002,
                                 -0.075, -0.045))
        table.add(s.frame, span(1.93, 1.99, y - 0.025, y + 0.025, -0.77, -0.13, 0.005))
        table.add(s.black, cylinder(0.05, 0.03, 12).at(1.96, y, -0.785))
    table.add(s.frame, span(1.94, 1.98, -0.33, 0.33, -0.56, -0.52))
    table.add(s.yellow, span(2.085, 2.115, -0.365, 0.365, -0.06, 0.07, 0.006))
    for k in range(11):
        roller = cylinder(0.025, 0.65, 10, "y", caps=False)
        rollers.add(s.zinc, roller.at(1.15 + 0.088 * k, 0, -0.026))
    model.place(table)
    model.place(rollers)
    return model


def _housing(s, name, x0, x1, half, top):
    """A machine's cover with doors, windows and feet, round an opening 0.66 x 0.46 at x0 and x1."""
    part = Part(name)
    bottom, gate = -0.62, 0.46
    # Side covers, roof, and the portals at both ends.
    for side in (-1, 1):
        y = side * (half - 0.02)
        part.add(s.frame, span(x0, x1, y - 0.02, y + 0.02, bottom, top, 0.008))
        for x in (x0 + 0.02, x1 - 0.02):
            post = side * (0.33 + half - 0.04) / 2
            reach = (half - 0.04 - 0.33) / 2
            part.add(s.frame, span(x - 0.02, x + 0.02, post - reach, post + reach, bottom, top))
        for x in (x0 + 0.10, x1 - 0.10):
            part.add(s.dark, span(x - 0.03, x + 0.03, y - 0.03, y + 0.03, -0.77, bottom))
            part.add(s.black, cylinder(0.05, 0.03, 12).at(x, y, -0.785))
        _door(s, part, side, x0, x1, half, top)
    part.add(s.frame, span(x0 + 0.002, x1 - 0.002, -half + 0.002, half - 0.002, top - 0.04, top,
                           0.008))
    for x in (x0 + 0.02, x1 - 0.02):
        part.add(s.frame, span(x - 0.02, x + 0.02, -0.33, 0.33, gate, top - 0.04))
    part.add(s.black, span(x0 + 0.05, x1 - 0.05, -half + 0.05, half - 0.05, top - 0.10, top - 0.05))
    # Coloured band round the top.
    part.add(s.accent, span(x0 - 0.006, x1 + 0.006, -half - 0.006, half + 0.006, top - 0.13,
                            top - 0.06, 0.004))
    return part


def _door(s, part, side, x0, x1, half, top):
    """A hinged door with a dark window, its handle, a vent below."""
    turn = 180 if side > 0 else 0
    low, high = x0 + 0.16, x1 - 0.16
    y = half + 0.006
    panels = [(s.dark, span(low, high, -y - 0.008, -y + 0.008, -0.10, top - 0.20, 0.008)),
              (s.glass, span(low + 0.06, high - 0.06, -y - 0.011, -y + 0.0, -0.04, top - 0.26,
                             0.006)),
              (s.steel, span(high - 0.05, high - 0.03, -y - 0.035, -y - 0.015, 0.08, 0.26, 0.006)),
              (s.warning, picture(low + 0.02, low + 0.12, -0.26, -0.16, -y - 0.001))]
    for k in range(5):
        panels.append((s.dark, span(low + 0.3, high - 0.1, -y - 0.004, -y + 0.01,
                                    -0.52 + 0.05 * k, -0.50 + 0.05 * k)))
    middle = x0 + x1
    for material, shape in panels:
        if turn:
            shape = shape.turned("z", 180).at(middle, 0, 0)
        part.add(material, shape)


def _curtain(s, name, x, face=1):
    """Black rubber strips in an opening."""
    part = Part(name)
    for k in range(11):
        y = -0.30 + 0.06 * k
        part.add(s.black, span(x - 0.004 * face - 0.003, x - 0.004 * face + 0.003, y - 0.028,
                               y + 0.028, 0.02 if k % 2 else 0.012, 0.46))
    return part


def stack_light(s):
    """Red over amber over green on a pole, each lamp a node. Origin on the floor."""
    model, pole = Model("stack_light"), Part("pole")
    pole.add(s.dark, cylinder(0.13, 0.02, 18, bevel=0.006).at(0, 0, 0.01))
    pole.add(s.aluminium, rod((0, 0, 0.02), (0, 0, 1.86), 0.021, 12))
    pole.add(s.black, lathe([(0.0, 1.84), (0.045, 1.84), (0.05, 1.86), (0.05, 1.90), (0.0, 1.90)],
                            18))
    pole.add(s.black, lathe([(0.052, 2.245), (0.052, 2.262), (0.035, 2.285), (0.0, 2.29)], 18))
    for k in (1, 2):
        pole.add(s.black, cylinder(0.052, 0.012, 18).at(0, 0, 1.90 + 0.115 * k))
    model.place(pole)
    for k, (name, material) in enumerate((("lamp green", s.lamp_green),
                                          ("lamp amber", s.lamp_amber),
                                          ("lamp red", s.lamp_red))):
        lamp = Part(name)
        for ring in range(4):
            z = 0.004 + 0.0255 * ring
            lamp.add(material, lathe([(0.044, z), (0.048, z + 0.004), (0.048, z + 0.021),
                                      (0.044, z + 0.0255)], 18, 20))
        model.place(lamp, at=(0, 0, 1.904 + 0.115 * k))
    return model
