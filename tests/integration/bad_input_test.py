#!/usr/bin/env python3
"""What cannot be, said by a plant: it is named, what it says of is left alone, and the rest goes on."""
import json
import re
import sys
import unittest

import gemba

sys.path.insert(0, str(gemba.ROOT / "tests/plant"))
import line

EPOCH = 1_700_000_000_000_000_000
NS = 1_000_000_000
HALF_S = 50  # scans


def correcting(folder):
    """The packing cell with eyes that correct."""
    text = gemba.CELL.read_text(encoding="utf-8")
    text = re.sub(r'"(models/[^"]*|line\.lua)"', rf'"{gemba.CELL.parent}/\1"', text)
    text = re.sub(r'(device = "pe\d\.blocked"\nrole = "compare"\n)', r"\1correct = true\n", text)
    twin = folder / "correcting.toml"
    twin.write_text(text, encoding="utf-8")
    return twin


class Lies:
    """The independent plant for `seconds`, recorded; at 40 s, `lie(self)` speaks in its name."""

    def __init__(self, path, lie, seconds=100):
        self.recording = line.Recording(path, EPOCH)
        self.publisher = line.Publisher(self.recording, line.Clock(EPOCH, 0.0, 0.0))
        plant = line.Plant(line.Settings(jitter=0.0, missed=0.0, lost=0.0), self.publisher)
        while plant.scans * line.SCAN < seconds:
            plant.scan()
            if plant.scans == 4000:
                self.now = plant.scans * line.SCAN
                lie(self)
        self.recording.close()

    def say(self, name, value, after=0.0, stamp=0.0):
        """A message in order, `after` s from now; its stamp is out by `stamp` s."""
        topic = line.LINE + name
        elapsed = self.now + after
        seq = self.publisher.seq[topic] = self.publisher.seq.get(topic, 0) + 1
        self.recording.send(topic, {"t": EPOCH + round((elapsed + stamp) * NS), "seq": seq,
                                    "boot": self.publisher.boot, "v": value}, elapsed)

    def flash(self, eye, **when):
        """A carton's worth of darkness, all at once."""
        self.say(f"{eye}/blocked", True, **when)
        self.say(f"{eye}/blocked", False, **when)


class BadInput(unittest.TestCase):
    def run_beside(self, name, lie, seconds=100):
        """The report at the end; after the 40th second the plant lies no more."""
        folder = gemba.folder(f"bad_input_{name}")
        plant = folder / "plant.mcap"
        Lies(plant, lie, seconds)
        report = gemba.run_json("run", correcting(folder), "--replay", plant, "--epoch",
                                "first-sample", "--json")
        self.assertEqual(report["frozen"], [])
        self.assertFalse(report["controller_stopped"])
        for row in report["residuals"]:
            self.assertNotIn("nan", json.dumps(row).lower())
        return report

    def row(self, report, to):
        [row] = [row for row in report["residuals"] if row["to"] == to]
        return row

    def goes_on(self, report, least=20):
        """The last cartons agree at every eye that is compared."""
        for eye in ("pe1", "pe2", "pe3"):
            row = self.row(report, eye)
            self.assertGreaterEqual(row["matched_total"], least, row)
            self.assertLess(abs(row["median"]), 0.05, row)

    def test_without_a_lie_nothing_is_said(self):
        report = self.run_beside("none", lambda plant: None)
        self.goes_on(report)
        for eye in ("pe1", "pe2", "pe3"):
            self.assertEqual(self.row(report, eye)["extra_total"], 0)
            self.assertEqual(self.row(report, eye)["missing_total"], 0)

    def test_an_event_of_an_unknown_part(self):
        # Halfway between two cartons, at an eye in the middle of the line.
        report = self.run_beside("unknown_part", lambda plant: plant.flash("pe2", after=0.3),
                                 seconds=60)
        self.goes_on(report, least=5)
        self.assertEqual(self.row(report, "pe2")["extra_total"], 1)
        self.assertIn("1 of the last 12 cartons extra", self.row(report, "pe2")["text"])
        made = [one for one in report["corrections"]["last"] if one["why"] == "unknown"]
        self.assertLessEqual(report["corrections"]["created"], 1)
        for one in made:
            self.assertEqual((one["what"], one["eye"]), ("created", "pe2"))

    def test_a_part_of_an_unknown_kind(self):
        def lie(plant):
            for value in (99, -1, 1e300, "carton", None, [1]):
                plant.say("feeder/variant", value)
        report = self.run_beside("unknown_kind", lie)
        self.goes_on(report)
        [source] = report["sources"]
        self.assertGreaterEqual(source["implausible"], 3, source)
        variant = report["signals"][line.LINE + "feeder/variant"]
        self.assertEqual(variant["quality"], "good", "the plant's next word counts again")

    def test_edges_in_impossible_order(self):
        def lie(plant):
            # Backwards along the line, twice dark without light, and before they were.
            for eye in ("pe3", "pe2", "pe1", "pe0"):
                plant.flash(eye)
            for eye in ("pe3", "pe1"):
                plant.say(f"{eye}/blocked", True)
                plant.say(f"{eye}/blocked", True, stamp=-3600.0)
                plant.say(f"{eye}/blocked", False, stamp=+3600.0)
        report = self.run_beside("order", lie)
        self.goes_on(report)
        self.assertGreater(sum(self.row(report, eye)["extra_total"] +
                               self.row(report, eye)["missing_total"]
                               for eye in ("pe1", "pe2", "pe3")), 0)
        self.assertEqual(report["sources"][0]["clock_steps"], 0)

    def test_cartons_that_the_entry_eye_misses_shift_no_turn(self):
        """The plant's next kind is the one that the twin's own controller would choose."""
        folder = gemba.folder("bad_input_turn")
        plant = folder / "plant.mcap"
        pe0 = line.LINE + "pe0/blocked"

        class Blind(line.Recording):
            def send(self, topic, body, elapsed):
                if topic != pe0 or not 20.0 < elapsed < 28.0:
                    super().send(topic, body, elapsed)

        recording = Blind(plant, EPOCH)
        publisher = line.Publisher(recording, line.Clock(EPOCH, 0.0, 0.0))
        cell = line.Plant(line.Settings(jitter=0.0, missed=0.0, lost=0.0), publisher)
        while cell.scans * line.SCAN < 120:
            cell.scan()
        recording.close()
        done = gemba.run("run", correcting(folder), "--replay", plant, "--epoch", "first-sample",
                         "--report-every", 0.5, "--json")
        reports = [json.loads(text) for text in done.stdout.splitlines()]
        self.assertEqual(reports[-1]["corrections"]["created"], 4)
        alike, lights = 0, 0
        late = [report for report in reports if report["sim_seconds"] > 60.0]
        for report in late:
            kind = report["signals"][line.LINE + "feeder/variant"]
            alike += kind["measured"] == kind["simulated"]
            lights += kind["measured"] == 1
        self.assertGreater(lights, 10)
        # Each may change half a report after the other.
        self.assertGreater(alike, 0.95 * len(late), len(late))

    def test_a_script_without_end_or_measure(self):
        folder = gemba.folder("bad_input_script")
        for name, body, said in (("loops", "while true do end", "more instructions"),
                                 ("eats", "local t = {} while true do t[#t + 1] = "
                                  "('x'):rep(60000) .. #t end", "more than 16 MiB"),
                                 ("asks", "return ('x'):rep(1 << 30)", "larger than 4 MiB")):
            for where in ("load", "step"):
                with self.subTest(name=name, where=where):
                    script = folder / "bad.lua"
                    at_once = body.replace("return", "x =")
                    script.write_text("function step(inputs, state)\n  " +
                                      (body if where == "step" else "") + "\nend\n" +
                                      (at_once if where == "load" else "") + "\n", encoding="utf-8")
                    twin = folder / "cell.toml"
                    text = re.sub(r'"(models/[^"]*)"', rf'"{gemba.CELL.parent}/\1"',
                                  gemba.CELL.read_text(encoding="utf-8"))
                    twin.write_text(text.replace('"line.lua"', '"bad.lua"'), encoding="utf-8")
                    # While it loads it costs the run; in a step it costs itself.
                    done = gemba.run("run", twin, "--duration", 5, "--json",
                                     expect=3 if where == "load" else 0, timeout=60)
                    self.assertIn("bad.lua:" + ("4" if where == "load" else "2"), done.stderr)
                    self.assertIn(said, done.stderr)
                    if where == "step":
                        report = json.loads(done.stdout)
                        self.assertTrue(report["controller_stopped"])
                        self.assertEqual(report["ticks"], 1200)


if __name__ == "__main__":
    gemba.main()
