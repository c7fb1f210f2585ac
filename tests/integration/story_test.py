#!/usr/bin/env python3
"""The story of the packing cell, from its virtual plant: each moment as `gemba run` tells it."""
import time
import unittest

import gemba

# Seconds of the plant's story.
SLIP, BIAS, OFFLINE, BACK, JAM, END = 45, 105, 165, 173, 210, 262


class Story(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not (gemba.CELL.parent / "story.toml").exists():
            raise unittest.SkipTest("the twin has no story yet")
        endpoint = gemba.free_endpoint()
        gemba.run("run", gemba.CELL, "--duration", 1)  # the models are in the cache from here on
        with gemba.gemba("plant", gemba.CELL, "--bind", endpoint, "--story") as plant:
            while not any("publishes on" in line for line in plant.errors):
                if plant.process.poll() is not None:
                    raise plant.failure("ended")
                time.sleep(0.01)
            started = time.monotonic()
            with gemba.following(endpoint, END) as run:
                # The run's seconds to the plant's.
                cls.behind = time.monotonic() - started - 1.0
                cls.reports = run.rest(END * 2 + 120)
            if plant.process.poll() is not None:
                raise plant.failure("ended before its story did")

    def within(self, start, end):
        """Reports of a stretch of the story, a few seconds from its edges left out."""
        found = [report for report in self.reports
                 if start <= report["sim_seconds"] + self.behind <= end]
        self.assertTrue(found)
        return found

    def test_1_agreement(self):
        report = self.within(38, 42)[-1]
        self.assertTrue(report["sources"][0]["live"])
        for row in report["residuals"]:
            self.assertLess(row["score"], 1.0, row)
        self.assertGreaterEqual(gemba.row(report, "infeed")["matched_total"], 8)

    def test_2_the_infeed_slips(self):
        report = self.within(88, 93)[-1]
        first = report["residuals"][0]
        self.assertEqual((first["equipment"], first["kind"]), ("infeed", "transit"))
        self.assertAlmostEqual(first["median_s"], 12.5 / 0.94 - 12.5, delta=0.05)
        self.assertRegex(first["text"],
                         r"^infeed: \d+ of the last \d+ cartons late, \+0\.[78]\d* s")

    def test_3_the_scale_reads_low(self):
        reports = self.within(BIAS + 8, BIAS + 45)
        rows = [gemba.row(report, "scale", "value") for report in reports]
        self.assertTrue(any(row["late"] + row["early"] > 0 and abs(row["median"] + 0.06) < 0.01
                            for row in rows), rows[-1])
        # The plant's pusher threw out a carton that the model lets pass.
        pushers = [gemba.row(report, "pusher", "state") for report in self.within(BIAS, OFFLINE)]
        self.assertTrue(any(row and row["extra_total"] + row["missing_total"] > 0
                            for row in pushers), pushers[-1])

    def test_4_the_publisher_dies_and_comes_back(self):
        down = self.within(OFFLINE + 5, BACK - 2)
        self.assertTrue(any(not report["sources"][0]["live"] for report in down))
        before = self.within(OFFLINE - 8, OFFLINE - 3)[-1]
        after = self.within(BACK + 8, BACK + 16)[-1]
        self.assertTrue(after["sources"][0]["live"])
        self.assertEqual(before["gaps"], 0)
        self.assertGreater(after["gaps"], 0)
        # What was lost is counted once, and exactly: the plant numbered what it did not send.
        self.assertEqual(self.reports[-1]["gaps"], after["gaps"])

    def test_5_a_jam_at_the_stopper(self):
        reports = self.within(JAM + 15, JAM + 38)
        self.assertTrue(any(
            row["equipment"] in ("outfeed", "stopper") and row["score"] >= 1.0
            for report in reports for row in report["residuals"]), reports[-1]["residuals"])
        # What is wrong now comes first, not what the scale did to the pusher a minute before.
        first = self.within(JAM + 24, JAM + 38)[-1]["residuals"][0]
        self.assertIn(first["equipment"], ("outfeed", "stopper"), first)

    def test_6_alarms_tell_each_moment(self):
        def states(reports, name):
            return {alarm["state"] for report in reports for alarm in report["alarms"]
                    if alarm["id"] == name}
        for name in ("infeed_slow", "scale_off", "stopper_jam", "plant_silent"):
            self.assertEqual(states(self.within(30, 42), name), {"normal"}, name)
        self.assertEqual(states(self.within(88, 93), "infeed_slow"), {"unacknowledged"})
        self.assertIn("unacknowledged", states(self.within(BIAS + 8, BIAS + 45), "scale_off"))
        self.assertIn("unacknowledged", states(self.within(OFFLINE + 5, BACK - 2), "plant_silent"))
        # It is over, and nobody has seen it.
        self.assertEqual(states(self.within(BACK + 8, BACK + 16), "plant_silent"), {"returned"})
        self.assertIn("unacknowledged", states(self.within(JAM + 15, JAM + 38), "stopper_jam"))

    def test_7_the_words(self):
        for report in self.reports:
            for row in report["residuals"]:
                self.assertNotIn("anomal", row["text"])


if __name__ == "__main__":
    gemba.main()
