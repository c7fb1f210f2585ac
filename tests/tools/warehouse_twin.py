#!/usr/bin/env python3
"""Writes tests/data/small_warehouse.toml: the AWS small_warehouse world as a Gemba twin.

The world's models stay where they are, in ../shared/data beside the project; the twin names them by
a path relative to itself. Without -o the twin goes to standard output.

    warehouse_twin.py ../shared/data -o tests/data/small_warehouse.toml
    warehouse_twin.py DATA --models DATA -o OUT     models named by that folder's path instead
"""
import argparse
import math
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

PREFIX = "aws_robomaker_warehouse_"
WORLD = "models/aws_small_warehouse/worlds/small_warehouse.world"

HEAD = """\
# The small warehouse of AWS RoboMaker (MIT-0): the models of its world at their places.
# Made by tests/tools/warehouse_twin.py; the files lie beside the project.

gemba = 1
name = "Small warehouse"
"""

MODEL = """
[[model]]
id = "{id}"
file = "{file}"
collision = "{collision}"
pose = {{ position = [{x}, {y}, {z}], rpy_deg = [{roll}, {pitch}, {yaw}] }}
"""

VIEWS = """
[[view]]
name = "Aisle"
eye = [-0.4, 8.6, 2.2]
target = [0.6, -6.0, 1.0]
fov_deg = 60.0

[[view]]
name = "Shelves"
eye = [0.6, 1.5, 3.0]
target = [5.2, -6.0, 1.2]
fov_deg = 60.0
"""


def number(value):
    """The shortest text that reads back equal, always with a point."""
    text = repr(round(value, 9) + 0.0)
    return text if "." in text or "e" in text else text + ".0"


def placed_models(world_file):
    """(name, model, x, y, z, roll, pitch, yaw) of each model that the world places."""
    for model in xml.parse(world_file).getroot().iter("model"):
        uri = model.findtext("include/uri").strip()
        pose = [float(part) for part in model.findtext("pose").split()]
        yield model.get("name"), uri.removeprefix("model://"), *pose


def visual_file(data, model):
    """The mesh that a model shows, relative to the data folder; its visual stands at its origin."""
    folder = data / "models/aws_small_warehouse/models"
    visuals = list(xml.parse(folder / model / "model.sdf").getroot().iter("visual"))
    if len(visuals) != 1:
        raise ValueError(f"{model}: {len(visuals)} visuals, expected one")
    for element in ("pose", "geometry/mesh/scale"):
        text = visuals[0].findtext(element, "").split()
        neutral = "0" if element == "pose" else "1"
        if any(float(part) != float(neutral) for part in text):
            raise ValueError(f"{model}: {element} {text} is not handled")
    uri = visuals[0].findtext("geometry/mesh/uri").strip()
    return (folder / uri.removeprefix("model://")).relative_to(data)


def twin_text(data, models_at):
    out = [HEAD]
    for name, model, x, y, z, roll, pitch, yaw in placed_models(data / WORLD):
        identity = re.sub(r"[^a-z0-9_]", "_", name.removeprefix(PREFIX).lower())
        out.append(MODEL.format(
            id=identity, file=f"{models_at}/{visual_file(data, model)}",
            collision="box" if "Shelf" in model else "none",
            x=number(x), y=number(y), z=number(z), roll=number(math.degrees(roll)),
            pitch=number(math.degrees(pitch)), yaw=number(math.degrees(yaw))))
    out.append(VIEWS)
    return "".join(out)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("data", type=pathlib.Path, help="the shared data folder")
    arguments.add_argument("--models", default="../../../shared/data",
                           help="how the twin names that folder")
    arguments.add_argument("-o", "--output", type=pathlib.Path)
    options = arguments.parse_args()
    text = twin_text(options.data, options.models.rstrip("/"))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
