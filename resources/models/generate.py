#!/usr/bin/env python3
"""Makes the models of the bundled packing cell, and the program's icons.

    python3 resources/models/generate.py            everything, in place
    python3 resources/models/generate.py hall scale only these models
    python3 resources/models/generate.py --into DIR under another folder

Python's standard library only. The same sources give the same bytes.
"""

import os
import sys

sys.dont_write_bytecode = True

import cargo_models
import hall_model
import icon
import line_models
import place_models
from surfaces import Surfaces

RESOURCES = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MODELS = os.path.join("twins", "packing_cell", "models")
ICONS = "icons"

# (side, from, to) along the outfeed where the guides leave room: stopper, pusher, both sides.
OUTFEED_GAPS = [(-1, 2.5, 2.7), (1, 2.5, 2.7), (-1, 3.85, 4.55), (1, 3.75, 4.65),
                (-1, 5.66, 6.0), (1, 5.66, 6.0)]
INFEED_GAPS = [(-1, 0.0, 0.52), (1, 0.0, 0.52)]

BUILDERS = {
    "hall": hall_model.hall,
    "infeed": lambda s: line_models.conveyor(s, "infeed", INFEED_GAPS, 4.9),
    "outfeed": lambda s: line_models.conveyor(s, "outfeed", OUTFEED_GAPS, 0.55),
    "case_erector": line_models.case_erector,
    "exit_tunnel": line_models.exit_tunnel,
    "photo_eye": line_models.photo_eye,
    "stopper_frame": line_models.stopper_frame,
    "stopper_blade": line_models.stopper_blade,
    "scale": line_models.scale,
    "pusher_frame": line_models.pusher_frame,
    "pusher_plate": line_models.pusher_plate,
    "reject_chute": line_models.reject_chute,
    "stack_light": line_models.stack_light,
    "carton": lambda s: cargo_models.carton(s, "carton", s.carton),
    "light_carton": lambda s: cargo_models.carton(s, "light_carton", s.light_carton),
    "pallet_with_boxes": cargo_models.pallet_with_boxes,
    "guard_fence": place_models.guard_fence,
    "guard_rail": place_models.guard_rail,
    "operator_desk": place_models.operator_desk,
    "control_cabinet": place_models.control_cabinet,
}


def main(names):
    resources = RESOURCES
    if "--into" in names:
        place = names.index("--into")
        resources = names[place + 1]
        names = names[:place] + names[place + 2:]
    unknown = [name for name in names if name not in BUILDERS and name != "icons"]
    if unknown:
        sys.exit(f"unknown: {' '.join(unknown)}; known: {' '.join(BUILDERS)} icons")
    models = os.path.join(resources, MODELS)
    os.makedirs(models, exist_ok=True)
    surfaces = Surfaces()
    for name, build in BUILDERS.items():
        if names and name not in names:
            continue
        model = build(surfaces)
        size = model.write(os.path.join(models, name + ".glb"))
        print(f"{name:20} {model.triangles():7} triangles {size / 1024:9.1f} KiB")
    if not names or "icons" in names:
        icon.write(os.path.join(resources, ICONS))


if __name__ == "__main__":
    main(sys.argv[1:])
