#!/usr/bin/env python3
"""Checks the committed models: the glTF is well formed and the surfaces are sound.

    python3 resources/models/check.py                the bundled cell's models
    python3 resources/models/check.py --reproducible also that the generator still makes these bytes
    python3 resources/models/check.py FILE.glb…      these files

Exit code 1 with one line for each finding.
"""

import glob
import json
import math
import os
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
MODELS = os.path.join(os.path.dirname(HERE), "twins", "packing_cell", "models")
SIZES = {5121: 1, 5123: 2, 5125: 4, 5126: 4}
CODES = {5121: "B", 5123: "H", 5125: "I", 5126: "f"}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
MAX_TOTAL_BYTES = 6 * 1024 * 1024
MAX_TRIANGLES = 150_000


class Checker:
    def __init__(self, path):
        self.name = os.path.basename(path)
        self.problems = []
        self.triangles = 0
        with open(path, "rb") as file:
            self.data = file.read()

    def complain(self, what):
        self.problems.append(f"{self.name}: {what}")

    def run(self):
        try:
            self._chunks()
            self._views()
            meshes = [self._mesh(mesh) for mesh in self.document["meshes"]]
            self._nodes(meshes)
            self._images()
        except (KeyError, IndexError, ValueError, struct.error) as error:
            self.complain(f"not readable: {type(error).__name__}: {error}")
        return self.problems

    def _chunks(self):
        magic, version, total = struct.unpack_from("<4sII", self.data)
        if magic != b"glTF" or version != 2 or total != len(self.data):
            raise ValueError("wrong header")
        length, kind = struct.unpack_from("<I4s", self.data, 12)
        if kind != b"JSON" or length % 4:
            raise ValueError("wrong JSON chunk")
        self.document = json.loads(self.data[20:20 + length])
        binary, kind = struct.unpack_from("<I4s", self.data, 20 + length)
        self.blob = self.data[28 + length:]
        if kind != b"BIN\0" or binary != len(self.blob):
            raise ValueError("wrong BIN chunk")

    def _views(self):
        for number, view in enumerate(self.document["bufferViews"]):
            if view["byteOffset"] + view["byteLength"] > len(self.blob):
                self.complain(f"buffer view {number} leaves the buffer")
            if view["byteOffset"] % 4:
                self.complain(f"buffer view {number} is not aligned")

    def _read(self, number):
        accessor = self.document["accessors"][number]
        view = self.document["bufferViews"][accessor["bufferView"]]
        width, kind = WIDTHS[accessor["type"]], accessor["componentType"]
        count = accessor["count"] * width
        if count * SIZES[kind] > view["byteLength"]:
            raise ValueError(f"accessor {number} leaves its view")
        flat = struct.unpack_from(f"<{count}{CODES[kind]}", self.blob, view["byteOffset"])
        if kind == 5126 and not all(math.isfinite(value) for value in flat):
            self.complain(f"accessor {number} holds a number that is not finite")
        rows = [flat[i:i + width] for i in range(0, count, width)] if width > 1 else flat
        if "min" in accessor:
            for k, column in enumerate(zip(*rows)):
                if abs(min(column) - accessor["min"][k]) > 1e-5 or \
                        abs(max(column) - accessor["max"][k]) > 1e-5:
                    self.complain(f"accessor {number}: bounds are wrong")
        return rows

    def _mesh(self, mesh):
        """Returns its triangle count."""
        count = 0
        for primitive in mesh["primitives"]:
            material = self.document["materials"][primitive["material"]]
            where = f"{mesh['name']}/{material['name']}"
            attributes = {key: self._read(value) for key, value in
                          primitive["attributes"].items()}
            if len({len(rows) for rows in attributes.values()}) != 1:
                self.complain(f"{where}: attributes differ in length")
            if "baseColorTexture" in material["pbrMetallicRoughness"] and \
                    "TEXCOORD_0" not in attributes:
                self.complain(f"{where}: textured without coordinates")
            indices = self._read(primitive["indices"])
            if len(indices) % 3 or max(indices) >= len(attributes["POSITION"]):
                self.complain(f"{where}: indices are wrong")
                continue
            self._surface(where, attributes["POSITION"], attributes["NORMAL"], indices)
            count += len(indices) // 3
        return count

    def _surface(self, where, points, normals, indices):
        if any(abs(math.hypot(*normal) - 1.0) > 1e-3 for normal in normals):
            self.complain(f"{where}: a normal is not a unit vector")
        flat = backward = 0
        for i in range(0, len(indices), 3):
            a, b, c = indices[i:i + 3]
            u = [q - p for p, q in zip(points[a], points[b])]
            v = [q - p for p, q in zip(points[a], points[c])]
            facing = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2],
                      u[0] * v[1] - u[1] * v[0])
            if math.hypot(*facing) < 1e-10:
                flat += 1
                continue
            mean = [x + y + z for x, y, z in zip(normals[a], normals[b], normals[c])]
            backward += sum(x * y for x, y in zip(facing, mean)) <= 0
        if flat:
            self.complain(f"{where}: {flat} triangles without area")
        if backward:
            self.complain(f"{where}: {backward} triangles wind against their normals")

    def _nodes(self, triangles_of_mesh):
        names = set()
        for node in self.document["nodes"]:
            if not node.get("name") or node["name"] in names:
                self.complain(f"node without a name of its own: {node.get('name')!r}")
            names.add(node.get("name"))
            if "mesh" in node:
                self.triangles += triangles_of_mesh[node["mesh"]]

    def _images(self):
        for image in self.document.get("images", []):
            view = self.document["bufferViews"][image["bufferView"]]
            if self.blob[view["byteOffset"]:view["byteOffset"] + 8] != b"\x89PNG\r\n\x1a\n":
                self.complain(f"image {image['name']} is no PNG")


def changed_files():
    """Names of what the generator would make otherwise than it is committed."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), "--into", folder],
                       check=True, stdout=subprocess.DEVNULL)
        resources = os.path.dirname(HERE)
        for root, _, files in os.walk(folder):
            for name in sorted(files):
                fresh = os.path.join(root, name)
                kept = os.path.join(resources, os.path.relpath(fresh, folder))
                with open(fresh, "rb") as file:
                    wanted = file.read()
                if not os.path.exists(kept) or open(kept, "rb").read() != wanted:
                    found.append(f"{os.path.relpath(fresh, folder)}: not what generate.py makes")
    return found


def main(arguments):
    reproducible = "--reproducible" in arguments
    given = [a for a in arguments if not a.startswith("--")]
    paths = given or sorted(glob.glob(os.path.join(MODELS, "*.glb")))
    problems, triangles, size = [], 0, 0
    for path in paths:
        checker = Checker(path)
        problems += checker.run()
        triangles += checker.triangles
        size += len(checker.data)
    if not paths:
        problems.append("no models found")
    if not given and size > MAX_TOTAL_BYTES:
        problems.append(f"{size} bytes in all, allowed are {MAX_TOTAL_BYTES}")
    if not given and triangles > MAX_TRIANGLES:
        problems.append(f"{triangles} triangles in all, allowed are {MAX_TRIANGLES}")
    if reproducible:
        problems += changed_files()
    print("\n".join(problems) if problems else
          f"{len(paths)} models sound: {triangles} triangles, {size / 1024:.0f} KiB")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
