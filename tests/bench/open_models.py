#!/usr/bin/env python3
"""From start to written picture: this program against F3D, in one run on one machine.

    open_models.py GEMBA [--sizes 0.1,1,3] [--repeat 3] [--keep FOLDER] [--json OUT]

Models are made in a temporary folder: waves of so many million triangles as glTF, OBJ and STL, and
10,000 nodes of 50 meshes, instanced and each with a mesh of its own. Each is opened by F3D, by us
for the first time (no cache) and for the second; medians. Memory is the peak of the sum over all
processes of an opening. Exit code 1 when a figure does not hold: the first opening no slower than
F3D, five times as fast for the nodes; the second three times as fast for nodes and a million
triangles and more; memory no more, for OBJ of three million 1.6 times as much.

Both draw as much: one sample a pixel, no shadows, no grid, seen from the same side. Both find the
shaders that their driver compiled in an earlier run, and memory that was used just before: on a
virtual machine a page that nobody used for seconds costs its next user more than its content.
"""
import argparse
import array
import json
import math
import mmap
import os
import pathlib
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

LAVAPIPE = "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json"
PAGE = os.sysconf("SC_PAGESIZE")
SIZE = (1280, 720)
# As `gemba shot` looks at a model of which it knows no view.
F3D_VIEW = ["--camera-azimuth-angle=-29", "--camera-elevation-angle=28.5"]


# ---- Models

def waves(triangles):
    """Points, normals and triangles of a wavy sheet."""
    side = max(2, round(math.sqrt(triangles / 2)))
    points, normals = array.array("f"), array.array("f")
    for y in range(side + 1):
        for x in range(side + 1):
            u, v = 20 * x / side - 10, 20 * y / side - 10
            points.extend((u, math.sin(u) * math.cos(v), v))
            dx, dz = -math.cos(u) * math.cos(v), math.sin(u) * math.sin(v)
            length = math.sqrt(dx * dx + 1 + dz * dz)
            normals.extend((dx / length, 1 / length, dz / length))
    indices = array.array("I")
    for y in range(side):
        row = y * (side + 1)
        for x in range(side):
            a, b = row + x, row + x + side + 1
            indices.extend((a, b, a + 1, a + 1, b, b + 1))
    return points, normals, indices


class Glb:
    def __init__(self):
        self.parts, self.size = [], 0
        self.document = {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": []}],
                         "nodes": [], "meshes": [], "accessors": [], "bufferViews": []}

    def _accessor(self, values, kind, component):
        data = values.tobytes()
        count = len(values) // (3 if kind == "VEC3" else 1)
        self.document["bufferViews"].append(
            {"buffer": 0, "byteOffset": self.size, "byteLength": len(data)})
        entry = {"bufferView": len(self.document["bufferViews"]) - 1, "componentType": component,
                 "count": count, "type": kind}
        if kind == "VEC3":
            entry["min"] = [min(values[k::3]) for k in range(3)]
            entry["max"] = [max(values[k::3]) for k in range(3)]
        self.document["accessors"].append(entry)
        self.parts.append(data)
        self.size += len(data)
        return len(self.document["accessors"]) - 1

    def mesh(self, points, normals, indices):
        self.document["meshes"].append({"primitives": [{
            "attributes": {"POSITION": self._accessor(points, "VEC3", 5126),
                           "NORMAL": self._accessor(normals, "VEC3", 5126)},
            "indices": self._accessor(indices, "SCALAR", 5125)}]})
        return len(self.document["meshes"]) - 1

    def node(self, mesh, at):
        self.document["nodes"].append({"mesh": mesh, "translation": at,
                                       "name": f"part {len(self.document['nodes'])}"})
        self.document["scenes"][0]["nodes"].append(len(self.document["nodes"]) - 1)

    def write(self, path):
        self.document["buffers"] = [{"byteLength": self.size}]
        text = json.dumps(self.document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        with open(path, "wb") as file:
            file.write(struct.pack("<4sII", b"glTF", 2, 28 + len(text) + self.size))
            file.write(struct.pack("<I4s", len(text), b"JSON") + text)
            file.write(struct.pack("<I4s", self.size, b"BIN\0"))
            for part in self.parts:
                file.write(part)


def write_obj(path, points, normals, indices):
    with open(path, "w", encoding="ascii") as file:
        for i in range(0, len(points), 3):
            file.write("v %.6f %.6f %.6f\n" % (points[i], points[i + 1], points[i + 2]))
        for i in range(0, len(normals), 3):
            file.write("vn %.4f %.4f %.4f\n" % (normals[i], normals[i + 1], normals[i + 2]))
        for i in range(0, len(indices), 3):
            a, b, c = indices[i] + 1, indices[i + 1] + 1, indices[i + 2] + 1
            file.write(f"f {a}//{a} {b}//{b} {c}//{c}\n")


def write_stl(path, points, indices):
    """Without a word on it, up is +Z in an STL."""
    corner = struct.Struct("<12fH")
    with open(path, "wb") as file:
        file.write(b"waves".ljust(80) + struct.pack("<I", len(indices) // 3))
        for i in range(0, len(indices), 3):
            a, b, c = 3 * indices[i], 3 * indices[i + 1], 3 * indices[i + 2]
            upright = [(points[p], -points[p + 2], points[p + 1]) for p in (a, b, c)]
            file.write(corner.pack(0, 0, 1, *upright[0], *upright[1], *upright[2], 0))


def ball(segments, radius=0.4):
    points, indices = array.array("f"), array.array("I")
    normals = array.array("f")
    for ring in range(segments + 1):
        for i in range(segments + 1):
            a, b = math.pi * ring / segments, 2 * math.pi * i / segments
            n = (math.sin(a) * math.cos(b), math.cos(a), -math.sin(a) * math.sin(b))
            normals.extend(n)
            points.extend(radius * c for c in n)
    for ring in range(segments):
        for i in range(segments):
            p = ring * (segments + 1) + i
            q = p + segments + 1
            indices.extend((p, q, p + 1, p + 1, q, q + 1))
    return points, normals, indices


def write_nodes(path, unique, count=10_000):
    glb = Glb()
    shapes = [ball(6 + k % 10, 0.2 + 0.004 * k) for k in range(50)]
    shared = [] if unique else [glb.mesh(*shape) for shape in shapes]
    for i in range(count):
        at = [float(i % 100), float(i // 2500) * 1.2, float(i // 100 % 25) * 4.0]
        glb.node(glb.mesh(*shapes[i % 50]) if unique else shared[i % 50], at)
    glb.write(path)


def write_waves(paths, size):
    points, normals, indices = waves(size * 1e6)
    glb = Glb()
    glb.node(glb.mesh(points, normals, indices), [0, 0, 0])
    glb.write(paths["glb"])
    write_obj(paths["obj"], points, normals, indices)
    write_stl(paths["stl"], points, indices)


def make_models(folder, sizes):
    """Those that an earlier run kept are taken as they are."""
    models = []
    for size in sizes:
        paths = {kind: folder / f"waves_{size}.{kind}" for kind in ("glb", "obj", "stl")}
        if not all(path.exists() for path in paths.values()):
            write_waves(paths, size)
        models += [(f"{size} M triangles", kind, path) for kind, path in paths.items()]
    for unique in (False, True):
        name = "unique" if unique else "instanced"
        path = folder / f"nodes_{name}.glb"
        if not path.exists():
            write_nodes(path, unique)
        models.append((f"10,000 nodes, {name}", "glb", path))
    return models


# ---- Measuring

def family(root):
    """The process and all that came from it, by /proc."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry))
    found, queue = [], [root]
    while queue:
        found.append(queue.pop())
        queue += parents.get(found[-1], [])
    return found


class PeakMemory(threading.Thread):
    """Peak of the resident memory of a process and its children together, looked at often."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()

    def run(self):
        while not self.over.is_set():
            total = 0
            for pid in family(self.pid):
                try:
                    total += int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
                except (OSError, IndexError):
                    pass
            self.peak = max(self.peak, total)
            self.over.wait(0.01)


def warm_memory():
    """Takes about as many pages as the largest opening does, and gives them back."""
    populate = getattr(mmap, "MAP_POPULATE", 0x8000)
    mmap.mmap(-1, 1 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | populate).close()


def opened(words, environment):
    """Seconds, and peak MiB."""
    warm_memory()
    start = time.monotonic()
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    memory = PeakMemory(process.pid)
    memory.start()
    _, errors = process.communicate()
    seconds = time.monotonic() - start
    memory.over.set()
    memory.join()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}\nexit code {process.returncode}\n{errors}")
    return seconds, memory.peak / 2**20


def median(runs):
    return statistics.median(r[0] for r in runs), max(r[1] for r in runs)


def measure(gemba, f3d, model, folder, repeat, environment):
    cache = folder / "cache"
    environment = {**environment, "MESA_SHADER_CACHE_DIR": str(folder / "shaders")}
    ours = {**environment, "XDG_CACHE_HOME": str(cache)}
    pictures = [folder / f"{model.name}.{who}.png" for who in ("f3d", "gemba")]
    up = ["--up=+Z"] if model.suffix == ".stl" else []
    view = [f3d, "--dry-run", "--quiet", "--resolution", "%d,%d" % SIZE, *up, *F3D_VIEW,
            "--output", pictures[0], model]
    shot = [gemba, "shot", model, "--size", "%dx%d" % SIZE, "--quality", "low",
            "--hide", "grid,shadows", "-o", pictures[1]]
    for words in (view, shot):  # their shaders
        opened(words, ours)
    theirs, first, second = [], [], []
    for _ in range(repeat):
        theirs.append(opened(view, environment))
        shutil.rmtree(cache, ignore_errors=True)
        first.append(opened(shot, ours))
        second.append(opened(shot, ours))
    return median(theirs), median(first), median(second)


def judge(name, kind, theirs, first, second):
    """What does not hold, in words."""
    wrong = []
    nodes = name.startswith("10,000")
    if first[0] > theirs[0] / (5 if nodes else 1):
        wrong.append("first opening")
    if (nodes or name.startswith(("1 ", "3 "))) and second[0] > theirs[0] / 3:
        wrong.append("second opening")
    most = 1.6 if kind == "obj" and name.startswith("3 ") else 1.0
    if max(first[1], second[1]) > theirs[1] * most:
        wrong.append("memory")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gemba")
    parser.add_argument("--f3d", default="f3d")
    parser.add_argument("--sizes", default="0.1,1,3", help="millions of triangles")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the models, left there and found again")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    environment = dict(os.environ)
    if os.path.exists(LAVAPIPE):
        environment.update(VK_DRIVER_FILES=LAVAPIPE, VK_ICD_FILENAMES=LAVAPIPE)

    folder = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="gemba-open-"))
    folder.mkdir(parents=True, exist_ok=True)
    server = None
    if not environment.get("DISPLAY") and shutil.which("Xvfb"):
        # F3D wants a display; ours does not.
        reading, writing = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0",
                                   "1280x1024x24", "-nolisten", "tcp"], pass_fds=(writing,),
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        environment["DISPLAY"] = ":" + os.read(reading, 16).decode().strip()
    rows, failed = [], False
    try:
        sizes = [float(s) if "." in s else int(s) for s in options.sizes.split(",")]
        print(f"{'model':<22}{'':<5}{'F3D':>8}{'first':>8}{'second':>8}{'F3D/first':>11}"
              f"{'F3D/second':>11}{'F3D MiB':>9}{'first':>7}{'second':>7}")
        for name, kind, path in make_models(folder, sizes):
            theirs, first, second = measure(options.gemba, options.f3d, path, folder,
                                            options.repeat, environment)
            wrong = judge(name, kind, theirs, first, second)
            failed |= bool(wrong)
            print(f"{name:<22}{kind:<5}{theirs[0]:>7.2f}s{first[0]:>7.2f}s{second[0]:>7.2f}s"
                  f"{theirs[0] / first[0]:>11.2f}{theirs[0] / second[0]:>11.2f}"
                  f"{theirs[1]:>9.0f}{first[1]:>7.0f}{second[1]:>7.0f}"
                  f"{'   ! ' + ', '.join(wrong) if wrong else ''}", flush=True)
            rows.append({"model": name, "kind": kind, "f3d": theirs, "first": first,
                         "second": second, "wrong": wrong})
    finally:
        if server:
            server.terminate()
            server.wait()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
