"""What stands round the line: guards, the operator's desk, the control cabinet."""

from gltf import Model, Part
from shapes import block, cylinder, lathe, picture, rod, span


def guard_fence(s):
    """Three panels, 1.5 x 1.9 m each, along +X from the origin on the floor."""
    model, panel, post = Model("guard_fence"), _fence_panel(s), _fence_post(s)
    for k in range(3):
        model.place(panel, at=(1.5 * k + 0.75, 0, 0), name=f"panel {k + 1}")
    for k in range(4):
        model.place(post, at=(1.5 * k, 0, 0), name=f"post {k + 1}")
    return model


def _fence_post(s):
    part = Part("fence post")
    part.add(s.yellow, span(-0.03, 0.03, -0.03, 0.03, 0.008, 2.0, 0.006))
    part.add(s.black, block((0.066, 0.066, 0.02), 0.006, (0, 0, 2.005)))
    part.add(s.yellow, span(-0.07, 0.07, -0.07, 0.07, 0, 0.010))
    for z in (0.35, 1.75):
        part.add(s.black, block((0.09, 0.03, 0.05), 0.006, (0, -0.03, z)))
    return part


def _fence_panel(s):
    """Welded mesh: a frame of square tube, and wires."""
    part, w, z0, z1 = Part("fence panel"), 1.40, 0.15, 1.95
    for z in (z0, z1):
        part.add(s.black, span(-w / 2, w / 2, -0.012, 0.012, z - 0.012, z + 0.012))
    for x in (-w / 2, w / 2):
        part.add(s.black, span(x - 0.012, x + 0.012, -0.012, 0.012, z0, z1))
    for k in range(1, 18):
        x = -w / 2 + w * k / 18
        part.add(s.black, span(x - 0.003, x + 0.003, -0.003, 0.003, z0, z1, skip=("+z", "-z")))
    for k in range(1, 9):
        z = z0 + (z1 - z0) * k / 9
        part.add(s.black, span(-w / 2, w / 2, -0.008, -0.003, z - 0.003, z + 0.003,
                               skip=("+x", "-x")))
    return part


def guard_rail(s):
    """A knee-high crash rail, 3 m along +X from the origin on the floor."""
    model, part = Model("guard_rail"), Part("guard rail")
    for k in range(3):
        x = 0.06 + 1.44 * k
        part.add(s.yellow, cylinder(0.045, 0.62, 14, bevel=0.015).at(x, 0, 0.31))
        part.add(s.yellow, cylinder(0.10, 0.014, 16).at(x, 0, 0.007))
        part.add(s.black, cylinder(0.0462, 0.07, 14, caps=False).at(x, 0, 0.50))
    for z in (0.24, 0.42):
        part.add(s.yellow, rod((0, 0, z), (3.0, 0, z), 0.030, 12, caps=True))
    model.place(part)
    return model


def operator_desk(s):
    """Standing desk; the operator sits at -Y and looks over the screen at the line. Origin on the
    floor under the desk's middle."""
    model = Model("operator_desk")
    model.place(_desk(s))
    model.place(_monitor(s), at=(-0.22, 0.16, 1.0))
    model.place(_desk_things(s), at=(0, 0, 1.0))
    model.place(_chair(s), at=(-0.15, -0.72, 0), yaw=20)
    return model


def _desk(s):
    part = Part("desk")
    part.add(s.desk_top, span(-0.75, 0.75, -0.36, 0.36, 0.965, 1.0, 0.010))
    part.add(s.dark, span(-0.74, 0.74, -0.35, 0.35, 0.945, 0.966))
    for x in (-0.62, 0.62):
        part.add(s.frame, span(x - 0.04, x + 0.04, -0.03, 0.03, 0.05, 0.95, 0.006))
        part.add(s.frame, span(x - 0.045, x + 0.045, -0.34, 0.34, 0.015, 0.06, 0.008))
    part.add(s.frame, span(-0.62, 0.62, 0.0, 0.025, 0.62, 0.90, 0.006))
    part.add(s.accent, span(0.28, 0.58, -0.30, 0.30, 0.55, 0.94, 0.010))
    for z in (0.68, 0.81):
        part.add(s.steel, span(0.36, 0.50, -0.318, -0.30, z - 0.008, z + 0.008))
    return part


def _monitor(s):
    """Screen towards -Y."""
    part = Part("monitor")
    part.add(s.dark, cylinder(0.12, 0.014, 20, bevel=0.004).at(0, 0.02, 0.007))
    part.add(s.dark, rod((0, 0.03, 0.01), (0, 0.03, 0.30), 0.020, 10))
    part.add(s.black, block((0.62, 0.030, 0.40), 0.008, (0, 0.0, 0.36)))
    part.add(s.screen, picture(-0.295, 0.295, 0.175, 0.545, -0.0165))
    return part


def _desk_things(s):
    part = Part("desk things")
    part.add(s.black, block((0.42, 0.14, 0.018), 0.006, (-0.22, -0.14, 0.009)))
    part.add(s.dark, block((0.39, 0.11, 0.008), 0.003, (-0.22, -0.14, 0.019)))
    part.add(s.black, block((0.06, 0.10, 0.03), 0.014, (0.10, -0.15, 0.014)))
    part.add(s.line_white, block((0.21, 0.297, 0.006), 0.001, (0.34, -0.02, 0.003)).turned("z", 8))
    cup = lathe([(0.0, 0.0), (0.032, 0.0), (0.040, 0.095), (0.036, 0.095), (0.031, 0.02),
                 (0.0, 0.02)], 16)
    part.add(s.accent, cup.at(0.60, 0.15, 0))
    part.add(s.yellow, block((0.12, 0.12, 0.07), 0.01, (0.55, -0.22, 0.035)))
    part.add(s.red, lathe([(0.0, 0.07), (0.022, 0.07), (0.022, 0.09), (0.042, 0.095),
                           (0.042, 0.108), (0.030, 0.118), (0.0, 0.12)], 18)
             .at(0.55, -0.22, 0))
    return part


def _chair(s):
    """A swivel stool with a back, facing +Y."""
    part = Part("chair")
    part.add(s.cloth, block((0.44, 0.42, 0.08), 0.03, (0, 0, 0.66)))
    part.add(s.cloth, block((0.40, 0.06, 0.40), 0.025, (0, -0.23, 1.00)).turned("x", 0))
    part.add(s.dark, span(-0.03, 0.03, -0.245, -0.215, 0.62, 0.95, 0.006))
    part.add(s.steel, cylinder(0.028, 0.52, 12, caps=False).at(0, 0, 0.37))
    for k in range(5):
        foot = span(0.02, 0.30, -0.022, 0.022, 0.075, 0.105, 0.006)
        wheel = cylinder(0.03, 0.03, 10, "y").at(0.28, 0, 0.03)
        part.add(s.dark, foot.turned("z", 72 * k))
        part.add(s.black, wheel.turned("z", 72 * k), rod((0.28, 0, 0.05), (0.28, 0, 0.08), 0.01, 6)
                 .turned("z", 72 * k))
    ring = lathe([(0.17, 0.30), (0.185, 0.30), (0.185, 0.315), (0.17, 0.315), (0.17, 0.30)], 24)
    part.add(s.steel, ring)
    for k in range(3):
        part.add(s.steel, rod((0, 0, 0.307), (0.175, 0, 0.307), 0.008, 6).turned("z", 120 * k + 30))
    return part


def control_cabinet(s):
    """1.2 x 0.5 x 2.0 m, two doors, front towards -Y. Origin on the floor under its middle."""
    model = Model("control_cabinet")
    body = Part("cabinet")
    body.add(s.dark, span(-0.6, 0.6, -0.25, 0.25, 0.0, 0.10))
    body.add(s.frame, span(-0.6, 0.6, -0.25, 0.25, 0.10, 2.0, 0.010))
    body.add(s.frame, span(-0.62, 0.62, -0.27, 0.27, 2.0, 2.03, 0.008))
    model.place(body)
    model.place(_cabinet_doors(s))
    return model


def _cabinet_doors(s):
    part = Part("cabinet doors")
    for side in (-1, 1):
        x = side * 0.298
        part.add(s.frame, span(x - 0.288, x + 0.288, -0.275, -0.25, 0.125, 1.975, 0.010))
        part.add(s.black, span(side * 0.05 - 0.014, side * 0.05 + 0.014, -0.300, -0.272, 0.95, 1.15,
                               0.006))
        for k in range(7):
            z = 0.26 + 0.035 * k
            part.add(s.dark, span(x - 0.16, x + 0.16, -0.2775, -0.27, z, z + 0.016))
    part.add(s.warning, picture(-0.37, -0.21, 1.58, 1.74, -0.2762))
    # Operator panel, lamps, main switch.
    part.add(s.black, block((0.30, 0.014, 0.22), 0.006, (0.30, -0.280, 1.48)))
    part.add(s.screen, picture(0.175, 0.425, 1.40, 1.56, -0.2876))
    for k, material in enumerate((s.lamp_green, s.lamp_amber, s.lamp_red)):
        part.add(material, cylinder(0.018, 0.024, 12, "y").at(0.22 + 0.08 * k, -0.282, 1.28))
    part.add(s.yellow, cylinder(0.050, 0.012, 20, "y").at(-0.30, -0.280, 1.28))
    part.add(s.red, block((0.026, 0.03, 0.075), 0.008, (-0.30, -0.298, 1.28)))
    return part
