#!/usr/bin/python3
"""Tests of the independent palletizing cell. No network, no clock."""
import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import palletizing_model as model
from line import Clock, PalletizingPlant, Publisher, Wire
from line_model import Fault
from palletizing_model import FULL, STATIONS, Settings, Trip

PERFECT = {"jitter": 0.0, "missed": 0.0}


class Messages(Wire):
    def __init__(self):
        super().__init__(None)
        self.values = {}  # topic -> [(time, value)]

    def send(self, topic, body, elapsed):
        if not body.get("last"):
            self.values.setdefault(topic.removeprefix(model.LINE), []).append((elapsed, body["v"]))


class Run:
    def __init__(self, seconds, start_delay=0.0, **settings):
        self.passages, self.wire = [], Messages()
        self.plant = PalletizingPlant(Settings(**{**PERFECT, **settings}),
                                      Publisher(self.wire, Clock(0, 1.7, 20e-6)), start_delay,
                                      lambda *row: self.passages.append(row))
        self.cell = self.plant.line
        self.overlaps = 0
        for _ in range(round(seconds / 0.01)):
            self.plant.scan()
            cartons = self.cell.cartons
            self.overlaps += sum(b.front > a.back + 1e-9 for a, b in zip(cartons, cartons[1:]))

    def times(self, what):
        return [at for _, _, at, name in self.passages if name == what]

    def rises(self, topic):
        return [at for at, on in self.wire.values[topic] if on is True]


class Vehicle(unittest.TestCase):
    def test_a_long_trip_cruises_and_a_short_one_does_not(self):
        long, short = Trip(10.0, 0.0, 5.9, 0.0), Trip(0.0, 3.0, 2.0, 0.0)
        self.assertAlmostEqual(long.lasts, 5.9 / 0.8 + 0.8 / 0.3)
        self.assertAlmostEqual(short.lasts, 2.0 * math.sqrt(1.0 / 0.3))
        self.assertAlmostEqual(long.position(10.0 + long.lasts / 2), 2.95)
        self.assertEqual((long.position(0.0), long.position(99.0)), (0.0, 5.9))
        self.assertAlmostEqual(short.position(short.lasts / 2), 2.5)
        fastest = max(long.position(10 + 0.1 * (i + 1)) - long.position(10 + 0.1 * i)
                      for i in range(100))
        self.assertAlmostEqual(fastest, 0.08)

    def test_held_up_it_comes_so_much_later(self):
        prompt, late = Run(120), Run(120, agv_held=Fault(3.0, 0.0, math.inf))
        self.assertAlmostEqual(late.times("agv_at_1")[0], prompt.times("agv_at_1")[0] + 3.0, places=6)

    def test_it_goes_round_and_tells_where_it_is(self):
        run = Run(600)
        stations = [int(name[-1]) for _, _, _, name in run.passages if name.startswith("agv_at_")]
        self.assertGreaterEqual(len(stations), 7)
        self.assertEqual(stations, [(i + 1) % 3 for i in range(len(stations))])
        places = [place for _, place in run.wire.values["agv/position"]]
        self.assertEqual((min(places), max(places)), (0.0, STATIONS[-1]))
        self.assertLess(max(abs(b - a) for a, b in zip(places, places[1:])), 0.09)


class Pallets(unittest.TestCase):
    def test_each_goes_with_eighteen_and_nothing_is_lost(self):
        run = Run(3600, jitter=0.03)
        cell = run.cell
        self.assertGreaterEqual(cell.pallets_out, 14)
        self.assertEqual(cell.goods, FULL * cell.pallets_out)
        self.assertEqual(run.overlaps, 0)
        on_pallet = cell.on_pallet if cell.pallets_made > cell.pallets_out else 0
        to_come = [what for _, what in cell.arm.stages]
        lifted = "place" in to_come and "lift" not in to_come
        self.assertEqual(cell.made, cell.goods + on_pallet + len(cell.cartons) + lifted)
        self.assertEqual(cell.made, max(item for item, _, _, what in run.passages if what == "made"))

    def test_the_arm_moves_a_carton_for_each_order(self):
        run = Run(900)
        orders = run.wire.values["arm/order"]
        picked, placed = run.times("picked"), run.times("placed")
        self.assertEqual([n for _, n in orders], list(range(len(orders))))
        for (ordered, _), held, laid in zip(orders[1:], picked, placed):
            self.assertAlmostEqual(held - ordered, model.PICK, delta=0.1 * model.PICK)
            self.assertAlmostEqual(laid - held, model.LIFT + model.FREE + model.CARRY, delta=0.5)

    def test_a_slow_arm_takes_so_much_longer(self):
        run = Run(900, arm_slow=Fault(0.5, 0.0, math.inf))
        ordered = run.wire.values["arm/order"][1][0]
        self.assertAlmostEqual(run.times("picked")[0] - ordered, 2.0 * model.PICK, delta=0.3)

    def test_what_the_entry_eye_misses_is_seen_where_it_is_picked(self):
        run = Run(900, missed=0.2)
        self.assertLess(len(run.rises("entry_eye/blocked")), len(run.times("entry_eye")))
        self.assertEqual(len(run.rises("pick_eye/blocked")), len(run.times("pick_eye")))

    def test_before_its_start_nothing_moves(self):
        run = Run(10, start_delay=12)
        self.assertEqual((run.cell.made, run.cell.station), (0, model.MAGAZINE))


if __name__ == "__main__":
    unittest.main()
