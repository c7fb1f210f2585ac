#!/usr/bin/env python3
"""The tools that watch over the tree can fail, and the picture comparer reads what it should."""
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

TOOLS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS))
import check_suppressions
import compare_png


class Layers(unittest.TestCase):
    """check_layers.py, run on small trees of its own."""

    def check(self, files):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            tool = root / "tests/tools/check_layers.py"
            tool.parent.mkdir(parents=True)
            shutil.copy(TOOLS / "check_layers.py", tool)
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            subprocess.run(["git", "init", "-q"], cwd=root, check=True)
            done = subprocess.run([sys.executable, tool], cwd=root, capture_output=True, text=True,
                                  check=False)
        return done.returncode, done.stdout

    def test_a_tree_that_keeps_the_layers(self):
        code, said = self.check({
            "engine/core/a.h": "#pragma once\n#include <vector>\n",
            "engine/sim/a.cpp": '#include "engine/core/a.h"\n',
            "physics/a.cpp": "#include <bullet/btBulletDynamicsCommon.h>\n",
            "ingest/a.cpp": "#include <mosquitto.h>\n",
            "ui/a.cpp": '#include <QWidget>\n#include "engine/render/a.h"\n',
        })
        self.assertEqual(code, 0, said)

    def test_each_arrow_against_the_table_fails(self):
        for path, header in (
                ("engine/core/a.cpp", '"engine/twin/twin.h"'),
                ("engine/sim/a.cpp", '"engine/analysis/describe.h"'),
                ("engine/render/a.cpp", '"engine/analysis/describe.h"'),
                ("engine/assets/a.cpp", '"engine/twin/twin.h"'),
                ("physics/a.cpp", '"ingest/publisher.h"'),
                ("ingest/a.cpp", '"physics/physics_system.h"'),
                ("ui/a.cpp", '"physics/physics_system.h"'),
                ("ui/a.cpp", '"ingest/publisher.h"'),
                ("engine/sim/a.cpp", '"app/composition.h"'),
                ("engine/sim/a.cpp", "<bullet/btBulletDynamicsCommon.h>"),
                ("physics/a.cpp", "<zmq.hpp>"),
                ("physics/a.cpp", "<mosquitto.h>"),
                ("ingest/a.h", "<mosquitto.h>"),
                ("engine/sim/a.h", "<QObject>"),
                ("engine/twin/a.cpp", "<assimp/scene.h>"),
                ("engine/sim/a.cpp", "<lua.h>"),
                ("ui/a.cpp", "<vulkan/vulkan.hpp>"),
                ("ui/a.cpp", "<QVulkanInstance>"),
                ("ui/a.cpp", "<simdjson.h>")):
            with self.subTest(f"{path} includes {header}"):
                code, said = self.check({path: f"#include {header}\n"})
                self.assertEqual(code, 1)
                self.assertIn(path, said)
                self.assertIn(header.strip('"<>'), said)

    def test_a_file_that_has_outgrown_its_room_fails(self):
        self.assertEqual(self.check({"ui/a.cpp": "\n" * 401})[0], 1)
        self.assertEqual(self.check({"physics/a.cpp": "\n" * 601})[0], 1)
        self.assertEqual(self.check({"physics/a.cpp": "\n" * 599})[0], 0)


class Suppressions(unittest.TestCase):
    def test_third_parties_may_be_suppressed(self):
        self.assertEqual(list(check_suppressions.check(
            "# why\n\nrace:libzmq.so\nleak:libfontconfig.so.1\nrace:libLLVM-15.so\n")), [])

    def test_ours_may_not(self):
        for entry in ("race:gemba::sim::Session", "race:libgemba_sim.so", "race:Session::run",
                      "race:*", "race:lib*.so", "thread:main", "deadlock:engine/sim/session.cpp",
                      "race:lib", "libzmq.so", "race:std::vector"):
            self.assertEqual(len(list(check_suppressions.check(entry))), 1, entry)


class Png(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return str(pathlib.Path(self.folder.name) / name)

    def picture(self, name, changed=0, by=9):
        """100 x 20 pixels of a gradient, the first `changed` of them brighter by `by`."""
        rgba = bytearray()
        for i in range(2000):
            shade = i % 200 + (by if i < changed else 0)
            rgba += bytes((shade, i % 7, 100, 255))
        compare_png.write_png(self.path(name), 100, 20, bytes(rgba))
        return self.path(name)

    def test_what_is_written_is_read(self):
        width, height, rgba = compare_png.read_png(self.picture("a.png"))
        self.assertEqual((width, height, len(rgba)), (100, 20, 8000))
        self.assertEqual(rgba[4:8], bytes((1, 1, 100, 255)))

    def test_small_differences_do_not_count(self):
        self.assertEqual(compare_png.compare(self.picture("a.png"),
                                             self.picture("b.png", 500, by=8)), (0, 2000))

    def test_pixels_that_differ_are_counted_and_marked(self):
        marks = self.path("marks.png")
        self.assertEqual(compare_png.compare(self.picture("a.png"), self.picture("b.png", 3),
                                             marks), (3, 2000))
        _, _, rgba = compare_png.read_png(marks)
        self.assertEqual(rgba.count(b"\xff\xff\xff\xff"), 3)

    def test_the_exit_code_says_it(self):
        def code(*words):
            return subprocess.run([sys.executable, TOOLS / "compare_png.py", *words],
                                  capture_output=True, check=False).returncode
        self.assertEqual(code(self.picture("a.png"), self.picture("b.png", 2)), 0)
        self.assertEqual(code(self.picture("a.png"), self.picture("b.png", 3)), 1)
        self.assertEqual(code(self.picture("a.png"), self.path("none.png")), 3)
        damaged = pathlib.Path(self.picture("c.png"))
        damaged.write_bytes(damaged.read_bytes()[:-20])
        self.assertEqual(code(self.picture("a.png"), str(damaged)), 3)

    def test_another_size_differs(self):
        compare_png.write_png(self.path("small.png"), 10, 10, bytes(400))
        self.assertEqual(compare_png.compare(self.path("small.png"), self.picture("a.png"))[0], 100)

    def test_every_filter_and_colour_type(self):
        """Each line filtered in another way, as encoders do, decodes to the same pixels."""
        for colour, channels in compare_png.CHANNELS.items():
            stride = 8 * channels
            plain = [bytes((x * 31 + y * 17 + x * y) % 256 for x in range(stride))
                     for y in range(5)]
            raw, above = b"", bytes(stride)
            for kind, line in enumerate(plain):
                raw += bytes([kind]) + self.filtered(kind, line, above, channels)
                above = line
            self.write(self.path("f.png"), 8, 5, colour, raw)
            _, _, rgba = compare_png.read_png(self.path("f.png"))
            self.assertEqual(rgba, b"".join(compare_png.to_rgba(line, channels) for line in plain))

    @staticmethod
    def filtered(kind, line, above, step):
        out = bytearray()
        for i, value in enumerate(line):
            left, corner = (line[i - step], above[i - step]) if i >= step else (0, 0)
            guess = (0, left, above[i], (left + above[i]) // 2,
                     compare_png.paeth(left, above[i], corner))[kind]
            out.append((value - guess) & 255)
        return bytes(out)

    @staticmethod
    def write(path, width, height, colour, raw):
        out = compare_png.SIGNATURE
        for kind, body in ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)),
                           (b"IDAT", zlib.compress(raw)), (b"IEND", b"")):
            out += struct.pack(">I", len(body)) + kind + body
            out += struct.pack(">I", zlib.crc32(kind + body))
        pathlib.Path(path).write_bytes(out)


if __name__ == "__main__":
    unittest.main(verbosity=2)
