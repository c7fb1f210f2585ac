#!/usr/bin/env python3
"""Models from outside: the good ones in their true size, the bad ones refused by name."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import gemba

AWS = "models/aws_small_warehouse/models/aws_robomaker_warehouse_"
TRUE_SIZES = {
    f"{AWS}PalletJackB_01/meshes/aws_robomaker_warehouse_PalletJackB_01_visual.DAE":
        (1.152, 0.532, 0.964),
    f"{AWS}ShelfF_01/meshes/aws_robomaker_warehouse_ShelfF_01_visual.DAE": (2.117, 18.047, 6.525),
    f"{AWS}WallB_01/meshes/aws_robomaker_warehouse_WallB_01_visual.DAE": (13.98, 20.91, 9.02),
    "models/ariac/ariac_gazebo/models/conveyor_belt/meshes/conveyor.dae": (0.795, 9.005, 0.922),
    "models/ariac/ariac_description/meshes/agv/robot.dae": (0.673, 1.171, 1.212),
}


class GoodModels(unittest.TestCase):
    def test_true_sizes(self):
        data = gemba.shared_data()
        report_file = gemba.folder("import") / "report.json"
        for name, size in TRUE_SIZES.items():
            with self.subTest(name):
                report = gemba.run_json("import", data / name, "--json", "-o", report_file)
                for found, expected in zip(report["size_m"], size):
                    self.assertAlmostEqual(found, expected, delta=0.006 if size[0] > 10 else 6e-4)
                for key in ("unit_m", "up", "center_m", "nodes", "meshes", "instances", "triangles",
                            "vertices", "materials", "textures", "warnings"):
                    self.assertIn(key, report)
                self.assertTrue(report_file.read_text().startswith("{"))


class BadModels(unittest.TestCase):
    def refused(self, path):
        refused = gemba.run("import", path, expect=3)
        self.assertIn(pathlib.Path(path).name, refused.stderr)
        self.assertLess(len(refused.stderr), 2000, "a message, not a dump")

    def test_each_is_refused_by_name(self):
        files = [path for path in (gemba.shared_data() / "malformed/assimp").rglob("*")
                 if path.is_file() and path.name != "LICENSE"]
        self.assertEqual(len(files), 12)
        for path in sorted(files):
            with self.subTest(path.name):
                self.refused(path)

    def test_what_is_no_model(self):
        folder = gemba.folder("import_bad")
        nothing = folder / "nothing.glb"
        nothing.write_bytes(b"")
        noise = folder / "noise.stl"
        noise.write_bytes(bytes((i * 37 + i // 7) % 256 for i in range(5000)))
        for path in (nothing, noise, folder / "absent.obj", folder):
            self.refused(path)

    def test_a_bad_model_costs_itself(self):
        """A twin with one bad model runs, says so, and draws a placeholder."""
        folder = gemba.folder("import_twin")
        (folder / "bad.glb").write_bytes(b"glTF\x02\x00\x00\x00\xff\xff\xff\xff")
        twin = folder / "twin.toml"
        twin.write_text('gemba = 1\nname = "One bad model"\n[[model]]\nid = "bad"\n'
                        'file = "bad.glb"\n[[conveyor]]\nid = "belt"\nsize = [2.0, 0.6, 0.8]\n',
                        encoding="utf-8")
        ran = gemba.run("run", twin, "--duration", 1, "--json")
        self.assertIn("bad.glb", ran.stdout + ran.stderr)


BOX = "".join(f"v {i & 1} {i >> 1 & 1} {i >> 2}\n" for i in range(8)) + "f 1 3 4 2\nf 5 6 8 7\n"


class Importer(unittest.TestCase):
    """The program that imports, and what its user may say."""

    def setUp(self):
        self.folder = gemba.folder("importer")
        self.box = self.folder / "box.obj"
        self.box.write_text(BOX, encoding="utf-8")

    def test_impossible_units_are_wrong_usage(self):
        for word in ("1e300", "1e-300", "1e999", "nan", "inf", "0", "-1", "-0.001", "parsec",
                     "1m", "\x1b[31m"):
            refused = gemba.run("import", self.box, f"--unit={word}", expect=2)
            self.assertIn("metres per unit", refused.stderr)
            self.assertNotIn("\x1b", refused.stderr)
        for word, size in (("in", 0.0254), ("0.001", 0.001), ("1e6", 1e6)):
            report = gemba.run_json("import", self.box, "--unit", word, "--json")
            self.assertAlmostEqual(report["size_m"][0], size, delta=size * 1e-6)

    def test_names_cannot_steer_the_terminal(self):
        named = self.folder / "a\x1b[2J\nb\x9b.obj"
        named.write_text("mtllib \x1b[31m\u009b.mtl\no \x1b]0;title\x07\n" + BOX, encoding="utf-8")
        for words in (["import", named], ["import", self.folder / "\x1b[5m.obj"]):
            said = gemba.run(*words, expect=None)
            for text in (said.stdout, said.stderr):
                self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f]")
        self.assertTrue(gemba.run_json("import", named, "--json")["file"].endswith(".obj"))

    def test_it_is_found_where_it_is_installed_and_missed_by_name(self):
        built = pathlib.Path(gemba.program())
        for place in ("bin", "libexec/gemba"):
            (self.folder / place).mkdir(parents=True, exist_ok=True)
        moved = self.folder / "bin/gemba"
        helper = self.folder / "libexec/gemba/gemba-import"
        helper.unlink(missing_ok=True)
        shutil.copy(built, moved)
        try:
            words = [moved, "import", self.box]
            own_cache = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache")}
            refused = subprocess.run(words, capture_output=True, text=True, check=False,
                                     env=own_cache)
            self.assertEqual(refused.returncode, 3, refused.stderr)
            self.assertIn(str(helper), refused.stderr)
            self.assertIn("box.obj", refused.stderr)
            shutil.copy(built.parent / "gemba-import", helper)
            subprocess.run(words, capture_output=True, check=True, env=own_cache)
        finally:
            shutil.rmtree(self.folder / "bin")
            shutil.rmtree(self.folder / "libexec")
            shutil.rmtree(self.folder / "cache", ignore_errors=True)


class Warehouse(unittest.TestCase):
    """The small warehouse stands as a twin that reads its files where they are."""

    @classmethod
    def setUpClass(cls):
        cls.data = gemba.shared_data()
        cls.folder = gemba.folder("warehouse")
        cls.committed = gemba.ROOT / "tests/data/small_warehouse.toml"
        cls.twin = cls.committed
        if not (gemba.ROOT.parent / "shared/data").is_dir():
            cls.twin = cls.folder / "small_warehouse.toml"
            cls.make("--models", cls.data, "-o", cls.twin)

    @classmethod
    def make(cls, *words):
        tool = gemba.ROOT / "tests/tools/warehouse_twin.py"
        return subprocess.run([sys.executable, tool, cls.data, *map(str, words)], check=True,
                              capture_output=True, text=True).stdout

    def test_it_is_what_the_world_says(self):
        self.assertEqual(self.committed.read_text(encoding="utf-8"), self.make())

    def test_twenty_six_models_of_thirteen(self):
        answer = gemba.run("check", self.twin).stdout
        self.assertIn("ok: 26 models", answer)
        files = re.findall(r'^file = "(.*)"$', self.twin.read_text(encoding="utf-8"), re.M)
        self.assertEqual((len(files), len(set(files))), (26, 13))
        for name in sorted(set(files)):
            report = gemba.run_json("import", (self.twin.parent / name).resolve(), "--json")
            self.assertEqual(report["unit_m"], 0.01, name)
            self.assertLess(max(report["size_m"]), 25.0, name)
            self.assertGreater(max(report["size_m"]), 0.2, name)

    def test_it_runs_and_is_drawn(self):
        ran = gemba.run_json("run", self.twin, "--duration", 2, "--json")
        self.assertEqual(ran["ticks"], 480)
        picture = self.folder / "warehouse.png"
        gemba.run("shot", self.twin, "-o", picture, "--camera", "Aisle", "--size", "640x360",
                  environment={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
        sys.path.insert(0, str(gemba.ROOT / "tests/tools"))
        import compare_png
        width, height, pixels = compare_png.read_png(picture)
        self.assertEqual((width, height), (640, 360))
        shades = {pixels[i:i + 3] for i in range(0, len(pixels), 4 * 97)}
        self.assertGreater(len(shades), 50, "a picture of something")


if __name__ == "__main__":
    gemba.main()
