#!/usr/bin/python3
"""The palletizing cell over a shift and a day, and how far cartons creep at a closed stopper.

    tests/soak/palletizing.py [--hours H] [--only work|creep]

Every part's place is read once a second while the program runs (through a pipe, so that a day fills
no disk): none is where no carton belongs, none is not a number. At each hour and at the end what the
feeders made is what the sinks took and what is there.
"""
import argparse
import csv
import os
import pathlib
import re
import subprocess
import sys
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/integration"))
import gemba

CELL = ROOT / "resources/twins/palletizing_cell/palletizing_cell.toml"
PREFIX = "acme/site1/hall2/palletizing/"
FULL = 18
# Heights of cartons' middles, m: on the belt, and in three layers on the pallet on the deck.
BELT = 0.7 + 0.125
LAYERS = [0.3 + 0.144 + 0.125 + 0.25 * layer for layer in range(3)]
PALLET = 0.3 + 0.072
SETTLED = 0.02      # m that a resting part's height may differ by
MEMORY = 1.05       # of the memory after an hour, at the end
CREEP = 0.001       # m in an hour, in any direction
CREEP_FROM = 300    # s until the queue is full and still


class Watch:
    """Reads positions second by second and keeps what is wrong, and how many parts there are."""

    def __init__(self, path):
        self.path = path
        self.wrong = []
        self.seconds = 0
        self.counts, self.counting = {}, {}
        self.instant = None
        self.thread = threading.Thread(target=self.read, daemon=True)

    def read(self):
        # The program looks first whether the file can be written, and opens it again to write.
        while self.seconds == 0:
            self.read_once()

    def read_once(self):
        with open(self.path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["utc_ns"] != self.instant:
                    self.instant = row["utc_ns"]
                    self.counts, self.counting = self.counting, {}
                    self.seconds += 1
                self.counting[row["item"]] = self.counting.get(row["item"], 0) + 1
                self.check(row)
        self.counts = self.counting

    def check(self, row):
        x, y, z = (float(row[axis]) for axis in "xyz")
        if row["item"] == "pallet":
            good = abs(y - 1.3) < 0.05 and abs(z - PALLET) < SETTLED
        elif abs(y + 1.25) < 0.1 and x < 0.6:            # on the outfeed, or over it in the cups
            good = BELT - SETTLED < z < 2.0
        elif abs(y - 1.3) < 0.32 and any(abs(z - layer) < SETTLED for layer in LAYERS):
            good = True                                  # on the pallet
        else:
            good = LAYERS[0] - SETTLED < z < 2.5         # in the cups
        if not good and len(self.wrong) < 20:
            self.wrong.append(f"second {self.seconds}: {row}")


def resident(process):
    """KiB of memory that a process has."""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))


def work(test, hours, tell=lambda *_: None):
    """Runs the cell for so many hours and judges it. Returns a line for the report."""
    folder = gemba.folder(f"soak_palletizing_{hours:g}")
    pipe = folder / "positions.csv"
    pipe.unlink(missing_ok=True)  # of a run that was broken off
    os.mkfifo(pipe)
    watch = Watch(pipe)
    watch.thread.start()
    memory, report = [], None
    with gemba.gemba("run", CELL, "--duration", hours * 3600, "--report-every", 3600, "--positions",
                     pipe, "--json") as run:
        # Until its first hour is told, then each: memory as it is then.
        while (said := run.next_json(7200)) is not None:
            report = said
            if run.process.poll() is None:
                memory.append(resident(run.process))
            tell(f"{report['sim_seconds'] / 3600:.1f} h: {memory[-1:]} KiB, {counted(report)}")
            test.assertEqual(report["frozen"], [])
            test.assertFalse(report["controller_stopped"])
        test.assertEqual(run.process.wait(60), 0)
    watch.thread.join(60)
    pipe.unlink()
    test.assertEqual(watch.wrong, [])
    test.assertGreaterEqual(watch.seconds, hours * 3600 - 2)

    made, goods, pallets_made, pallets = counted(report)
    there = watch.counts
    test.assertEqual(made, goods + there.get("carton", 0), "cartons: source = sinks + in system")
    test.assertEqual(pallets_made, pallets + there.get("pallet", 0), "pallets: the same")
    test.assertEqual(goods, FULL * pallets, "every pallet was full, none lost a carton")
    test.assertEqual(value(report, "arm/dropped"), 0)
    test.assertEqual(value(report, "arm/fault"), 0)
    test.assertEqual(value(report, "outfeed/refused"), 0)
    # An arm-bound cell would fall behind the packer: 13 s a carton.
    test.assertGreater(goods, 0.95 * hours * 3600 / 13.0 - 2 * FULL)
    test.assertLess(memory[-1], MEMORY * memory[0], f"KiB of memory by the hour: {memory}")
    return (f"{hours:g} h, {report['real_time_factor']:.0f} times real time: {made} cartons = {goods} "
            f"taken on {pallets} full pallets + {there.get('carton', 0)} there; {pallets_made} pallets "
            f"= {pallets} + {there.get('pallet', 0)}; none dropped, none frozen, every place of "
            f"{watch.seconds} s looked at; memory {memory[0] / 1024:.1f} MiB after an hour, "
            f"{memory[-1] / 1024:.1f} MiB at the end")


def value(report, signal):
    return report["signals"][PREFIX + signal]["simulated"]


def counted(report):
    return [value(report, signal) for signal in
            ("outfeed/made", "goods/taken", "pallets/made", "pallets/out")]


def creep(test):
    """An hour at a closed stopper on a running belt, in both cells. Returns a line for the report."""
    said = []
    for name, twin in (("palletizing cell", idle_palletizing()), ("packing cell", held_packing())):
        ranges, count = creep_of(twin, CREEP_FROM, CREEP_FROM + 3600)
        along, sideways, up = (1000 * metres for metres in ranges)
        said.append(f"{name}: {count} cartons queue, in an hour the furthest was {along:.2f} mm away "
                    f"along the belt, {sideways:.2f} mm sideways, {up:.2f} mm up")
        test.assertGreaterEqual(count, 3, said)
        test.assertLess(max(ranges), CREEP, said)
    return "; ".join(said)


def idle_palletizing():
    """The cell with a PLC that orders nothing: the outfeed fills up to the packer."""
    folder = gemba.folder("soak_creep_palletizing")
    text = CELL.read_text(encoding="utf-8").replace('"arm.urdf"', f'"{CELL.parent}/arm.urdf"')
    return written(folder, text.replace("palletizer.lua", "idle.lua"))


def held_packing():
    """The packing cell with its stopper closed and belts that run: cartons queue back from it."""
    folder = gemba.folder("soak_creep_packing")
    text = gemba.CELL.read_text(encoding="utf-8").replace('"models/', f'"{gemba.CELL.parent}/models/')
    text = text.replace('id = "stopper"\non = "outfeed"', 'id = "stopper"\nclosed = true\non = "outfeed"')
    return written(folder, text.replace("line.lua", "idle.lua"))


def written(folder, text):
    (folder / "idle.lua").write_text("function init() return {} end\n"
                                     "function step() return {} end\n", encoding="utf-8")
    path = folder / "cell.toml"
    path.write_text(text, encoding="utf-8")
    return path


def creep_of(twin, begin, end):
    """(m along x, y and z that the furthest carton moved from where it was at `begin`, at any time up to
    `end` s; cartons). Both belts run along x."""
    positions = twin.parent / "positions.csv"
    gemba.run("run", twin, "--duration", end, "--positions", positions, "--positions-every", 10,
              timeout=3600)
    first, furthest, start = {}, [0.0, 0.0, 0.0], None
    with open(positions, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            start = int(row["utc_ns"]) if start is None else start
            if int(row["utc_ns"]) - start < begin * 1_000_000_000 or row["item"] == "pallet":
                continue
            at = [float(row[axis]) for axis in "xyz"]
            was = first.setdefault(row["part"], at)
            furthest = [max(most, abs(a - b)) for most, a, b in zip(furthest, at, was)]
    return furthest, len(first)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--hours", type=float, default=24.0)
    arguments.add_argument("--only", choices=("work", "creep"))
    options = arguments.parse_args()
    test = unittest.TestCase()
    if options.only != "work":
        print(creep(test), flush=True)
    if options.only != "creep":
        print(work(test, options.hours, lambda *words: print(*words, flush=True)))


if __name__ == "__main__":
    main()
