#!/usr/bin/env python3
"""Robots from outside: a real arm is listed and stands, bad descriptions are named and harm nothing."""
import unittest

import gemba

IRB = "models/abb_irb2400/abb_irb2400_support/urdf/irb2400.urdf"

LIMIT = '<limit lower="-1" upper="1" velocity="1" effort="10"/>'
ARM = f"""<robot name="arm">
  <link name="foot"><visual><geometry><box size="0.2 0.2 0.2"/></geometry></visual></link>
  <link name="arm"><collision><geometry><box size="0.1 0.1 0.5"/></geometry></collision></link>
  <link name="hand"/>
  <joint name="lift" type="revolute"><parent link="foot"/><child link="arm"/>
    <axis xyz="0 1 0"/>{LIMIT}</joint>
  <joint name="mount" type="fixed"><parent link="arm"/><child link="hand"/>
    <origin xyz="0 0 0.5"/></joint>
</robot>
"""
MESH = '<box size="0.1 0.1 0.5"/>'

# What is wrong: what stands there, what stands there instead, and what is to be named.
BAD = {
    "no limits": (LIMIT, "", "lift"),
    "limits the wrong way round": ('lower="-1" upper="1"', 'lower="1" upper="-1"', "lift"),
    "a loop": ("</robot>", '<joint name="back" type="fixed"><parent link="hand"/>'
               '<child link="arm"/></joint></robot>', 'a loop: link "arm"'),
    "a loop of all": ("</robot>", '<joint name="back" type="fixed"><parent link="hand"/>'
                      '<child link="foot"/></joint></robot>', "loop"),
    "two roots": ("</robot>", '<link name="stray"/></robot>', "stray"),
    "no finite number": ('xyz="0 0 0.5"', 'xyz="0 0 nan"', "mount"),
    "a mimic joint": (LIMIT, LIMIT + '<mimic joint="mount"/>', "mimic"),
    "a missing mesh": (MESH, '<mesh filename="absent.stl"/>', "absent.stl"),
    "an unknown package": (MESH, '<mesh filename="package://nobody/a.stl"/>', "nobody"),
    "a mesh elsewhere": (MESH, '<mesh filename="file:///etc/hostname"/>', "lies elsewhere"),
    "a mesh above": (MESH, '<mesh filename="../robot/../../../../../../etc/hostname"/>', "hostname"),
    "no robot": ("<robot", "<root", "URDF"),
    "half a file": ("</robot>", "", "URDF"),
}


class Robots(unittest.TestCase):
    def setUp(self):
        self.folder = gemba.folder("robots")
        self.urdf = self.folder / "arm.urdf"
        self.twin = self.folder / "twin.toml"
        self.twin.write_text('gemba = 1\nname = "A robot"\n\n[[robot]]\nid = "arm"\n'
                             'urdf = "arm.urdf"\n[[conveyor]]\nid = "belt"\n'
                             'size = [2.0, 0.6, 0.8]\npose = { position = [0, 2, 0.8] }\n',
                             encoding="utf-8")

    def test_a_good_one_is_listed_and_runs(self):
        self.urdf.write_text(ARM, encoding="utf-8")
        robot = gemba.run_json("import", self.urdf, "--json")
        self.assertEqual([link["name"] for link in robot["links"]], ["foot", "arm", "hand"])
        self.assertEqual(robot["tool"], "hand")
        self.assertEqual(robot["joints"][0]["lower"], -1)
        self.assertTrue(robot["links"][1]["mass_guessed"])
        self.assertIn("lift", gemba.run("import", self.urdf).stdout)
        gemba.run("check", self.twin)
        gemba.run("run", self.twin, "--duration", 1, "--json")

    def test_each_bad_one_is_named_and_costs_itself(self):
        for name, (what, instead, named) in BAD.items():
            with self.subTest(name):
                self.assertIn(what, ARM)
                self.urdf.write_text(ARM.replace(what, instead, 1), encoding="utf-8")
                refused = gemba.run("import", self.urdf, expect=3)
                self.assertIn(named, refused.stderr)
                self.assertIn("arm.urdf", refused.stderr)
                self.assertLess(len(refused.stderr), 2000)

                checked = gemba.run("check", self.twin, expect=3)
                self.assertIn("twin.toml:4", checked.stdout)
                self.assertIn(named, checked.stdout)
                problems = gemba.run_json("check", self.twin, "--json", expect=3)["problems"]
                self.assertEqual(problems[0]["key"], "robot.arm.urdf")

                ran = gemba.run("run", self.twin, "--duration", 1, "--json")
                self.assertIn(named, ran.stdout + ran.stderr)

    def test_more_than_six_joints_are_named(self):
        more = "".join(f'<link name="l{i}"/><joint name="j{i}" type="revolute">'
                       f'<parent link="{"hand" if i == 0 else f"l{i - 1}"}"/><child link="l{i}"/>'
                       f'<axis xyz="0 0 1"/>{LIMIT}</joint>' for i in range(6))
        self.urdf.write_text(ARM.replace("</robot>", more + "</robot>"), encoding="utf-8")
        checked = gemba.run("check", self.twin, expect=3)
        self.assertIn("7 moving joints", checked.stdout)

    def test_the_irb_2400(self):
        robot = gemba.run_json("import", gemba.shared_data() / IRB, "--json")
        self.assertEqual(len(robot["links"]), 9)
        moving = [joint for joint in robot["joints"] if joint["type"] == "revolute"]
        self.assertEqual([joint["name"] for joint in moving], [f"joint_{i}" for i in range(1, 7)])
        self.assertAlmostEqual(moving[1]["upper"], 1.9199)
        self.assertEqual(robot["tool"], "tool0")
        self.assertTrue(all(link["mass_guessed"] for link in robot["links"]))
        masses = {link["name"]: link["mass_kg"] for link in robot["links"]}
        self.assertGreater(masses["link_1"], 100)


if __name__ == "__main__":
    gemba.main()
