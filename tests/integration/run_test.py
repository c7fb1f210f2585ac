#!/usr/bin/env python3
"""The same inputs give the same bits."""
import csv
import unittest

import gemba

NO_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX"}


class EqualHash(unittest.TestCase):
    def cell(self, **options):
        return gemba.run_json("run", gemba.CELL, "--duration", 60, "--json", **options)

    def test_two_runs_and_another_processor(self):
        first = self.cell()
        self.assertEqual(first["ticks"], 60 * 240)
        self.assertEqual(first["sim_seconds"], 60.0)
        self.assertGreater(first["bodies"], 3, "the cell stands still")
        self.assertRegex(first["state_hash"], "^[0-9a-f]{16}$")
        self.assertEqual(first["state_hash"], self.cell()["state_hash"])
        self.assertEqual(first["state_hash"], self.cell(environment=NO_FMA)["state_hash"])

    def test_another_seed_is_another_run(self):
        hashes = {gemba.run_json("run", gemba.CELL, "--duration", 20, "--seed", seed,
                                 "--json")["state_hash"] for seed in (1, 2)}
        self.assertEqual(len(hashes), 2)

    def test_stretches_do_not_matter(self):
        whole = gemba.run_json("run", gemba.CELL, "--iterations", 4801, "--json")
        with gemba.gemba("run", gemba.CELL, "--iterations", 4801, "--report-every", 3,
                         "--json") as run:
            reports = run.rest()
        self.assertEqual([report["ticks"] for report in reports],
                         [720 * i for i in range(1, 7)] + [4801])
        self.assertEqual(reports[-1]["state_hash"], whole["state_hash"])

    def test_positions(self):
        path = gemba.folder("run_positions") / "positions.csv"
        report = gemba.run_json("run", gemba.CELL, "--duration", 20, "--positions", path,
                                "--positions-every", 0.5, "--json")
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        times = sorted({int(row["utc_ns"]) for row in rows})
        self.assertEqual({b - a for a, b in zip(times, times[1:])}, {500_000_000})
        self.assertEqual(times[-1] - times[0], 19_500_000_000, "from the first instant to the end")
        first = [row for row in rows if row["part"] == "1"]
        way = float(first[-1]["x"]) - float(first[0]["x"])
        self.assertAlmostEqual(way, 0.4 * 0.5 * (len(first) - 1), delta=0.05)
        self.assertEqual({row["state"] for row in rows}, {"agrees"})
        self.assertEqual(first[3]["plant_x"], first[3]["x"])
        self.assertEqual(report["corrections"]["moved"], 0, "nobody is followed")


if __name__ == "__main__":
    gemba.main()
