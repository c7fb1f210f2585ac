#!/usr/bin/env python3
"""One session by a source's own clock: live, from its file at any rate, from its messages, and over
ZeroMQ again. The state at the same tick is the same to the bit, whatever network lies between."""
import re
import shutil
import time
import unittest

import gemba
import wire

SECONDS = 10
DELAY = 2.0  # s, more than any stall of a busy machine
LIVE = f"""[[live]]
align = "source"
clock = "trusted"
delay = {DELAY}
"""


class SourceTime(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = gemba.folder("source_time")
        twin = cls.folder / "cell"
        shutil.rmtree(twin, ignore_errors=True)
        shutil.copytree(gemba.CELL.parent, twin)
        cls.twin = twin / gemba.CELL.name
        cls.twin.write_text(cls.twin.read_text().replace("[[live]]\n", LIVE))
        cls.recording = cls.folder / "live.mcap"
        endpoint = gemba.free_endpoint()
        with gemba.gemba("plant", gemba.CELL, "--bind", endpoint):
            cls.live = cls.follow(endpoint, "--record", cls.recording)

    @classmethod
    def follow(cls, endpoint, *words):
        return gemba.run_json("run", cls.twin, "--connect", endpoint, "--epoch", "first-sample",
                              "--duration", SECONDS, "--json", *words)

    def equal(self, other):
        self.assertEqual(other["ticks"], SECONDS * 240)
        self.assertTrue(other.get("comparable", True), other)
        self.assertEqual(other["state_hash"], self.live["state_hash"])

    def test_the_live_run_has_what_it_needs(self):
        self.assertTrue(self.live["comparable"])
        self.assertGreater(self.live["samples_received"], 50)
        self.assertGreater(self.live["bodies"], 1)
        verdict = gemba.run_json("verify", self.recording, "--json")
        self.assertEqual((verdict["result"], verdict["ticks"]), ("equal", SECONDS * 240), verdict)

    def test_replayed_in_process(self):
        for rate in ("max", "10", "1"):
            self.equal(gemba.run_json("run", self.twin, "--replay", self.recording, "--rate", rate,
                                      "--json"))

    def test_played_over_zeromq(self):
        endpoint = gemba.free_endpoint()
        messages = self.folder / "messages.mcap"
        with gemba.gemba("play", self.recording, "--bind", endpoint, "--lossless"):
            self.equal(self.follow(endpoint, "--record", self.folder / "played.mcap"))
        verdict = gemba.run_json("verify", self.folder / "played.mcap", "--json")
        self.assertEqual(verdict["result"], "equal", verdict)

        # And once more, kept as messages alone: those give the session too.
        with gemba.gemba("record", "--connect", endpoint, "-o", messages, "--duration",
                         SECONDS + 3), \
                gemba.gemba("play", self.recording, "--bind", endpoint, "--lossless") as play:
            play.process.wait(60)
        self.equal(gemba.run_json("run", self.twin, "--replay", messages, "--epoch", "first-sample",
                                  "--iterations", SECONDS * 240, "--json"))

    def test_a_late_sample_is_said(self):
        hasty = self.twin.parent / "hasty.toml"
        hasty.write_text(self.twin.read_text().replace(f"delay = {DELAY}", "delay = 0.0"))
        endpoint = gemba.free_endpoint()
        with wire.Publisher(endpoint) as plant, \
                gemba.gemba("run", hasty, "--connect", endpoint, "--epoch", "first-sample",
                            "--duration", 60, "--report-every", 0.5, "--json") as run:
            plant.wait_for_subscriber()
            plant.send(wire.INFEED, 0.4)
            for ago in (0.0, 60.0):  # said now, of a minute ago
                time.sleep(0.5)
                plant.send(wire.INFEED, 0.3, ago)
            report = run.reports_until(lambda r: r["samples_late"] > 0)
        self.assertEqual(report["samples_late"], 1)
        self.assertFalse(report["comparable"])

    def test_without_a_trusted_clock_there_is_no_first_sample(self):
        done = gemba.run("run", gemba.CELL, "--connect", gemba.free_endpoint(), "--epoch",
                         "first-sample", "--duration", 1, expect=2)
        self.assertIn("trusted", done.stderr)


class Following(unittest.TestCase):
    """Eyes correct the model of a plant that slips: alike while it runs, and from its file."""

    def alike(self, cell, slipping, corrects, seconds):
        """A run beside a plant whose belt slips, and its recording at two rates."""
        folder = gemba.folder(f"following_{cell.stem}")
        shutil.rmtree(folder / "cell", ignore_errors=True)
        shutil.copytree(cell.parent, folder / "cell")
        twin = folder / "cell" / cell.name
        twin.write_text(corrects(twin.read_text().replace("[[live]]\n", LIVE)))
        slips = folder / "slips.toml"
        slips.write_text(f'[[set]]\nproperty = "{slipping}"\nvalue = 0.06\n')
        recording = folder / "live.mcap"
        endpoint = gemba.free_endpoint()
        with gemba.gemba("plant", cell, "--bind", endpoint, "--with", slips):
            live = gemba.run_json("run", twin, "--connect", endpoint, "--epoch", "first-sample",
                                  "--duration", seconds, "--record", recording, "--json")
        self.assertTrue(live["comparable"])
        for rate in ("max", "10"):
            again = gemba.run_json("run", twin, "--replay", recording, "--rate", rate, "--json")
            for what in ("state_hash", "residuals", "corrections", "estimates", "alarms"):
                self.assertEqual(again[what], live[what], what)
        return live

    def test_live_and_replayed_alike(self):
        live = self.alike(gemba.CELL, "infeed.slip", lambda text: re.sub(
            r'(device = "pe\d\.blocked"\nrole = "compare"\n)', r"\1correct = true\n", text), 30)
        self.assertGreater(live["corrections"]["moved"], 3)

    def test_the_robots_cell_too(self):
        live = self.alike(gemba.PALLETIZING_CELL, "outfeed.slip", lambda text: text, 45)
        self.assertGreater(live["corrections"]["moved"], 0)


if __name__ == "__main__":
    gemba.main()
