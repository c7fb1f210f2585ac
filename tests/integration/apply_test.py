#!/usr/bin/env python3
"""What a run estimated is written into the twin where the engineer says so, and simulated with."""
import json
import re
import unittest

import gemba


def estimate(equipment, parameter, value, identifiable=True):
    return {"equipment": equipment, "parameter": parameter, "value": value, "low": value - 0.001,
            "high": value + 0.001, "n": 200, "identifiable": identifiable}


class Apply(unittest.TestCase):
    def setUp(self):
        self.folder = gemba.folder("apply")
        text = gemba.CELL.read_text(encoding="utf-8")
        text = re.sub(r'"(models/[^"]*|line\.lua)"', rf'"{gemba.CELL.parent}/\1"', text)
        self.twin = self.folder / "cell.toml"
        self.twin.write_text(text, encoding="utf-8")
        self.text = text
        self.result = self.folder / "result.json"
        self.write([estimate("infeed", "slip", 0.06), estimate("pe1", "delay", 0.12),
                    estimate("scale", "bias", 0.05, identifiable=False)])

    def write(self, estimates):
        self.result.write_text(json.dumps({"estimates": estimates}), encoding="utf-8")

    def test_without_a_name_they_are_listed_and_nothing_changes(self):
        said = gemba.run("apply", self.twin, self.result).stdout
        self.assertIn("infeed.slip", said)
        self.assertRegex(said, r"scale\.bias.*not identifiable")
        self.assertEqual(self.twin.read_text(encoding="utf-8"), self.text)

    def test_what_is_named_is_written_and_simulated_with(self):
        gemba.run("apply", self.twin, self.result, "infeed.slip", "pe1.delay")
        after = self.twin.read_text(encoding="utf-8")
        self.assertRegex(after, r"# slip: estimated from 200 parts.*\nslip = 0\.06\n")
        kept = [line for line in after.splitlines() if line in self.text.splitlines()]
        self.assertEqual(kept, self.text.splitlines(), "all else stays")
        before = gemba.run_json("run", gemba.CELL, "--duration", 60, "--json")
        slips = gemba.run_json("run", self.twin, "--duration", 60, "--json")
        self.assertNotEqual(slips["state_hash"], before["state_hash"])

    def test_what_cannot_be_is_refused_before_anything_is_written(self):
        for name in ("scale.bias", "outfeed.slip", "nobody"):
            refused = gemba.run("apply", self.twin, self.result, "infeed.slip", name, expect=2)
            self.assertIn(name, refused.stderr)
        self.write([estimate("infeed", "slip", 0.06), estimate("infeed", "bias", 0.1)])
        gemba.run("apply", self.twin, self.result, "infeed.slip", "infeed.bias", expect=3)
        self.write([{**estimate("infeed", "slip", 0.06), "identifiable": None}])
        gemba.run("apply", self.twin, self.result, expect=3)
        self.write([{"equipment": "infeed"}])
        gemba.run("apply", self.twin, self.result, expect=3)
        self.result.write_text("[", encoding="utf-8")
        gemba.run("apply", self.twin, self.result, expect=3)
        self.assertEqual(self.twin.read_text(encoding="utf-8"), self.text)


if __name__ == "__main__":
    gemba.main()
