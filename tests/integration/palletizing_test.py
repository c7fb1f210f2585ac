#!/usr/bin/env python3
"""The palletizing cell behind two plants: its own (gemba plant), and the independent one."""
import csv
import subprocess
import sys
import unittest

import gemba

CELL = gemba.PALLETIZING_CELL
PREFIX = "acme/site1/hall2/palletizing/"
EPOCH = 1_700_000_000_000_000_000
MINUTES = 20
FULL = 18


def replayed(record):
    return gemba.run_json("run", CELL, "--replay", record, "--epoch", "first-sample", "--json",
                          timeout=400)


def line_plant(folder, *words, seconds=60 * MINUTES):
    """The independent plant's messages, its truth, and its edges: topic -> times of rising ones."""
    files = {name: folder / f"plant.{end}" for name, end in
             (("record", "mcap"), ("truth", "truth.csv"), ("edges", "edges.csv"))}
    command = [sys.executable, gemba.LINE, "--cell", "palletizing", "--speed", 0, "--duration", seconds,
               "--start-delay", 3, "--epoch", EPOCH, *words]
    for name, path in files.items():
        command += [f"--{name}", path]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
    with open(files["truth"], newline="", encoding="utf-8") as file:
        truth = [row["what"] for row in csv.DictReader(file)]
    rising = {}
    with open(files["edges"], newline="", encoding="utf-8") as file:
        for edge in csv.DictReader(file):
            if edge["value"] == "true":
                topic = edge["topic"].removeprefix(PREFIX)
                rising[topic] = rising.get(topic, 0) + 1
    return files["record"], truth, rising


def signal(report, name):
    return report["signals"][PREFIX + name]


def row(report, name):
    """The residual of one signal."""
    return next(r for r in report["residuals"] if r["signal"] == PREFIX + name)


class Follows(unittest.TestCase):
    """Twenty plant minutes: seven pallets and a beginning."""

    def check_counts(self, report, cartons, pallets=5, behind=0):
        """`behind`: cartons that the twin may still have to put on the pallet."""
        for name in ("pallets/out", "goods/taken"):
            both = signal(report, name)
            self.assertEqual(both["simulated"], both["measured"], name)
        both = signal(report, "pallet/cartons")
        self.assertAlmostEqual(both["simulated"], both["measured"], delta=behind)
        self.assertGreaterEqual(signal(report, "pallets/out")["measured"], pallets)
        # Every carton of the plant is one here: entered, or made where the pick eye saw it.
        self.assertEqual(signal(report, "outfeed/refused")["simulated"], 0)
        self.assertEqual(signal(report, "arm/dropped")["simulated"], 0)
        self.assertEqual(report["frozen"], [])
        self.assertFalse(report["controller_stopped"])
        self.assertAlmostEqual(signal(report, "goods/taken")["simulated"]
                               + signal(report, "pallet/cartons")["simulated"], cartons, delta=FULL)

    def check_quiet(self, report, rising):
        for name in ("pick_eye/blocked", "arm/holds", "agv/arrived", "pallet/full"):
            with self.subTest(name):
                found = row(report, name)
                # An edge of the last instants may still wait for its partner.
                self.assertIn(rising[name] - found["matched_total"], (0, 1), found)
                self.assertEqual((found["missing_total"], found["extra_total"]), (0, 0), found)
        for found in report["residuals"]:
            self.assertLess(found["score"], 1.0, found)

    def test_the_independent_plant(self):
        folder = gemba.folder("palletizing_follows")
        record, truth, rising = line_plant(folder, "--no-faults", "--seed", 3)
        report = replayed(record)
        self.check_counts(report, truth.count("placed"))
        self.check_quiet(report, rising)

    def test_its_own_plant(self):
        folder = gemba.folder("palletizing_own")
        record = folder / "plant.mcap"
        gemba.run("plant", CELL, "--duration", 60 * MINUTES, "--record", record, timeout=400)
        report = replayed(record)
        self.check_counts(report, signal(report, "goods/taken")["measured"])
        for found in report["residuals"]:
            self.assertLess(found["score"], 1.0, found)

    def test_what_the_entry_eye_misses_is_not_lost(self):
        folder = gemba.folder("palletizing_missed")
        # Until the fifth pallet is being loaded: one that lacks a carton goes later than the plant's.
        record, truth, _ = line_plant(folder, "--seed", 4, "--missed", 0.05, seconds=1140)
        report = replayed(record)
        self.check_counts(report, truth.count("placed"), pallets=4, behind=2)
        self.assertGreaterEqual(report["corrections"]["created"], 2, report["corrections"])


class Differs(unittest.TestCase):
    """One machine of the plant is not as the model's."""

    def check_found(self, name, equipment, signals, seconds, *words):
        """It stands first while nothing has followed from it yet; later what came first still
        says so: cartons that wait for it are late too, and those of the next pallet."""
        folder = gemba.folder(name)
        record, _, _ = line_plant(folder, "--no-faults", "--seed", 5, *words, seconds=seconds)
        residuals = replayed(record)["residuals"]
        self.assertEqual(residuals[0]["equipment"], equipment, residuals)
        self.assertGreaterEqual(residuals[0]["score"], 1.0, residuals)
        self.assertIn("late", residuals[0]["text"])

        record, _, _ = line_plant(folder, "--no-faults", "--seed", 5, *words, seconds=600)
        report = replayed(record)
        parted = [r for r in report["residuals"] if r["score"] >= 1.0]
        self.assertEqual(min(parted, key=lambda r: r["since_utc_ns"])["equipment"], equipment, parted)
        for signal_name in signals:
            self.assertIn("late", row(report, signal_name)["text"])

    def test_a_slow_arm(self):
        self.check_found("palletizing_arm", "arm", ["arm/holds", "pallet/full"], 230,
                         "--arm-slow", 0.25)

    def test_a_late_vehicle(self):
        self.check_found("palletizing_agv", "agv", ["agv/arrived"], 280, "--agv-held", 3)


if __name__ == "__main__":
    gemba.main()
