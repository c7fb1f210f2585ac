#!/usr/bin/env python3
"""Models from outside: the good ones in their true size, the bad ones refused by name."""
import pathlib
import re
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
