#!/usr/bin/env python3
"""Following the independent plant (tests/plant/line.py): what agrees, what differs, what dies."""
import csv
import unittest

import gemba

TICK = 1 / 240
SCAN = 0.010
# pe0 stands at 0.6 m, pe1 at 5.6 m of a belt that runs at 0.4 m/s.
TRANSIT = 5.0 / 0.4


def no_difference(test, seconds, seed):
    """Every edge that the plant published is matched, within two ticks and a PLC scan."""
    endpoint = gemba.free_endpoint()
    edges_file = gemba.folder(f"no_difference_{seconds}_{seed}") / "edges.csv"
    with gemba.following(endpoint, seconds + 10, every=5.0) as run:
        with gemba.line_plant(endpoint, "--no-faults", "--seed", seed, "--duration", seconds,
                              "--start-delay", 3, "--edges", edges_file) as plant:
            plant.process.wait(seconds + 60)
            report = run.rest(seconds + 60)[-1]
    test.assertEqual(report["sources"][0]["rejected"], 0, report["sources"])
    test.assertEqual(report["samples_dropped"], 0)
    test.assertEqual(report["gaps"], 0)

    published = {}
    with open(edges_file, newline="", encoding="utf-8") as file:
        for edge in csv.DictReader(file):
            if edge["value"].lower() in ("1", "true"):
                eye = edge["topic"].split("/")[-2]
                published[eye] = published.get(eye, 0) + 1
    rows = [row for row in report["residuals"] if row["kind"] == "transit"]
    test.assertEqual({row["to"] for row in rows}, {"pe1", "pe2", "pe3"})
    for row in rows:
        with test.subTest(row["to"]):
            # An edge of the last instants may still wait for its partner when the run ends.
            test.assertIn(published[row["to"]] - row["matched_total"], (0, 1), row)
            # The line was busy: a carton in ten is light and never reaches the last eye.
            test.assertGreater(row["matched_total"], 0.7 * seconds / 2.5 - 8)
            test.assertEqual((row["missing_total"], row["extra_total"]), (0, 0), row)
            test.assertLessEqual(abs(row["median_s"]), 2 * TICK + SCAN, row)
            test.assertLess(row["score"], 1.0, row)
    # Belts: right within half a percent.
    for belt in ("infeed", "outfeed"):
        speed = report["signals"][f"{gemba.LINE3}/{belt}/speed"]
        test.assertAlmostEqual(speed["simulated"], speed["measured"], delta=0.005 * 0.4)
    return report


class NoDifference(unittest.TestCase):
    def test_every_edge_is_matched(self):
        no_difference(self, 60, seed=3)


class Slip(unittest.TestCase):
    def test_six_percent_is_found_where_it_is(self):
        endpoint = gemba.free_endpoint()
        with gemba.following(endpoint, 75, every=5.0) as run:
            with gemba.line_plant(endpoint, "--no-faults", "--seed", 4, "--slip", 0.06,
                                  "--slip-from", 0, "--start-delay", 2):
                report = run.rest(180)[-1]
        first = report["residuals"][0]
        self.assertEqual((first["equipment"], first["kind"]), ("infeed", "transit"),
                         report["residuals"])
        self.assertEqual((first["from"], first["to"]), ("pe0", "pe1"))
        self.assertAlmostEqual(first["median_s"], TRANSIT / 0.94 - TRANSIT, delta=0.05)
        self.assertEqual(first["late"], first["of"])
        self.assertGreaterEqual(first["of"], 12)
        self.assertGreaterEqual(first["score"], 1.0)
        self.assertIn("late", first["text"])
        # What is downstream of the slip is not blamed for it: only the last 0.6 m of the infeed,
        # from pe1 until a carton's middle is off the belt, add 0.1 s to the next segment.
        other = gemba.row(report, "outfeed")
        self.assertLess(abs(other["median_s"]), 0.12, other)
        self.assertLess(other["score"], 1.0, other)


class Faults(unittest.TestCase):
    """With the faults of a real line the model still finds nothing to blame."""

    def test_missed_edges_do_not_shift_the_match(self):
        endpoint = gemba.free_endpoint()
        with gemba.following(endpoint, 75, every=5.0) as run:
            with gemba.line_plant(endpoint, "--seed", 5, "--missed", 0.05, "--lost", 0,
                                  "--start-delay", 2):
                report = run.rest(180)[-1]
        for row in report["residuals"]:
            if row["kind"] == "transit" and row["of"] > 0:
                self.assertLessEqual(abs(row["median_s"]), 2 * TICK + SCAN, row)
        offset = report["sources"][0]["clock_offset_ms"]
        self.assertAlmostEqual(abs(offset), 1700, delta=60)


class PublisherDies(unittest.TestCase):
    SILENT_AFTER = 3.0  # of the twin's [[live]]

    def test_stale_within_the_stated_time_and_live_again_by_itself(self):
        endpoint = gemba.free_endpoint()
        eye = f"{gemba.LINE3}/infeed/speed"
        with gemba.following(endpoint, 60, every=0.5) as run:
            with gemba.line_plant(endpoint, "--seed", 6) as plant:
                run.reports_until(lambda r: r["sources"][0]["live"] and r["sim_seconds"] > 6)
                plant.kill()
                run.reports_until(lambda r: r["sim_seconds"] > 0)
                died = run.next_json()["sim_seconds"]
            stale = run.reports_until(lambda r: not r["sources"][0]["live"])
            # Reports come every half second; one may be on its way.
            self.assertLessEqual(stale["sim_seconds"] - died, self.SILENT_AFTER + 1.5)
            self.assertEqual(stale["signals"][eye]["quality"], "stale")
            # Nothing blocks: the simulation goes on at its pace.
            run.reports_until(lambda r: r["sim_seconds"] >= stale["sim_seconds"] + 3)
            with gemba.line_plant(endpoint, "--seed", 6):
                again = run.reports_until(lambda r: r["sources"][0]["live"])
                self.assertGreater(again["sim_seconds"], stale["sim_seconds"])
                run.reports_until(lambda r: r["signals"][eye]["quality"] == "good")


if __name__ == "__main__":
    gemba.main()
