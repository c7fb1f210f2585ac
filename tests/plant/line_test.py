#!/usr/bin/python3
"""Tests of the independent plant's kinematics and logic. No network, no clock."""

import json
import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import line_model
from line import LINE, Clock, Plant, Publisher, Wire
from line_model import BELT_FRICTION, CARTON, CARTON_FRICTION, EYES, GRAVITY, Carton, Fault, Line, Settings
from line_plc import Plc, Track, kind_of

PERFECT = {"jitter": 0.0, "missed": 0.0, "lost": 0.0, "scale_noise": 0.0}


class Rows:
    """Stands for a CSV writer."""

    def __init__(self):
        self.rows = []

    def writerow(self, row):
        self.rows.append(row)

    def edges(self, topic, rising):
        value = json.dumps(rising)
        return [float(r[4]) for r in self.rows if r[0] == LINE + topic and r[1] == value][
            0 if rising else 1:]


class Messages(Wire):
    def __init__(self):
        super().__init__(None)
        self.sent = []

    def send(self, topic, body, elapsed):
        self.sent.append((topic, dict(body)))


class Run:
    """A plant's run of so many seconds, its truth and what it published."""

    def __init__(self, seconds, start_delay=0.0, **settings):
        self.passages, self.edges = [], Rows()
        self.wire = Messages()
        self.plant = Plant(Settings(**{**PERFECT, **settings}),
                           Publisher(self.wire, Clock(0, 1.7, 20e-6), self.edges), start_delay,
                           lambda *row: self.passages.append(row))
        self.overlaps = 0
        self.red = False
        for _ in range(round(seconds / 0.01)):
            self.plant.scan()
            self.red = self.red or self.plant.plc.jam
            cartons = [c for c in self.plant.line.cartons if c.aside == 0.0]
            self.overlaps += sum(b.front > a.back + 1e-9 for a, b in zip(cartons, cartons[1:]))

    def times(self, what):
        return {item: at for item, _, at, name in self.passages if name == what}


class Belts(unittest.TestCase):
    def test_ramp(self):
        belt = line_model.Belt()
        for _ in range(20):
            belt.step(0.4, 0.01)
        self.assertAlmostEqual(belt.speed, 0.2)
        for _ in range(100):
            belt.step(0.4, 0.01)
        self.assertEqual(belt.speed, 0.4)

    def test_transit_at_belt_speed(self):
        run = Run(60)
        first, last = run.times("pe0"), run.times("pe1")
        transits = [last[i] - first[i] for i in last if i > 1]  # the first saw the belt start
        self.assertGreater(len(transits), 10)
        for transit in transits:
            self.assertAlmostEqual(transit, 5.0 / 0.4, places=6)

    def test_slip_delays_the_infeed_only(self):
        run = Run(100, slip=Fault(0.06, 0.0, math.inf))
        pe0, pe1, pe2, pe3 = (run.times(eye) for eye in EYES)
        self.assertAlmostEqual(pe1[9] - pe0[9], 5.0 / (0.4 * 0.94), places=6)
        self.assertAlmostEqual(pe3[8] - pe2[8], 3.5 / 0.4, places=6)

    def test_friction_accelerates_after_a_stop(self):
        line = Line(Settings(**PERFECT))
        line.infeed.speed = 0.4
        line.cartons = [Carton(1, 0, 1.0, 0.0)]
        line.step({"infeed.speed": 0.4, "outfeed.speed": 0.0, "stopper.close": False,
                   "pusher.extend": False, "feeder.every": 0.0, "feeder.variant": 0}, 0.01)
        friction = BELT_FRICTION * CARTON_FRICTION
        self.assertAlmostEqual(line.cartons[0].speed, friction * GRAVITY * 0.01)
        self.assertAlmostEqual(line.cartons[0].front - 1.0, 0.5 * friction * GRAVITY * 1e-4)


class Sensors(unittest.TestCase):
    def test_edges_are_stamped_by_the_scan_after_the_passage(self):
        run = Run(120, jitter=0.03)
        for eye in EYES:
            truth = sorted(run.times(eye).values())
            rising = run.edges.edges(eye + "/blocked", True)
            self.assertEqual(len(rising), len(truth))
            for seen, passed in zip(rising, truth):
                self.assertGreaterEqual(seen, passed - 1e-6)
                self.assertLess(seen - passed, 0.01 + 1e-6)

    def test_eye_delay(self):
        run = Run(60, eye_delay={"pe1": 0.05})
        for eye, delay in (("pe0", 0.0), ("pe1", 0.05)):
            truth = sorted(run.times(eye).values())[2:]
            rising = run.edges.edges(eye + "/blocked", True)[2:]
            for seen, passed in zip(rising, truth):
                self.assertTrue(-1e-6 <= seen - passed - delay < 0.01 + 1e-6)

    def test_missed_edges_and_lost_parts_shift_nothing_else(self):
        clean, dirty = Run(400, jitter=0.03), Run(400, jitter=0.03, missed=0.05, lost=0.05)
        self.assertEqual(clean.times("made"), dirty.times("made"))
        self.assertEqual(clean.times("pe0"), dirty.times("pe0"))
        lost = dirty.times("lost")
        self.assertTrue(3 <= len(lost) <= 16)
        self.assertTrue(set(lost) - set(dirty.times("pe3")))
        seen = len(dirty.edges.edges("pe0/blocked", True))
        self.assertTrue(0.9 < seen / len(dirty.times("pe0")) < 0.99)

    def test_weights(self):
        run = Run(60)
        weights = [(float(r[4]), json.loads(r[1])) for r in run.edges.rows
                   if r[0].endswith("scale/last_weight")]
        for item, at in run.times("weighed").items():
            mass = line_model.MASSES[kind_of(item)]
            now = [w for since, w in weights if since <= at + 0.01 + 1e-6]
            self.assertAlmostEqual(now[-1], mass, delta=0.001)


class Logic(unittest.TestCase):
    def test_light_cartons_are_rejected_and_no_other(self):
        run = Run(300, jitter=0.03)
        rejected, packed = set(run.times("rejected")), set(run.times("packed"))
        self.assertEqual(rejected, {n for n in range(1, max(rejected) + 1) if kind_of(n) == 1})
        self.assertFalse(rejected & packed)
        self.assertEqual(run.plant.plc.let_pass, 0)
        self.assertEqual(run.overlaps, 0)

    def test_a_low_scale_rejects_lean_ones_too(self):
        run = Run(160, scale_bias=Fault(-0.06, 105.0, 150.0))
        self.assertTrue({39, 52} <= set(run.times("rejected")))
        self.assertFalse({13, 26} & set(run.times("rejected")))

    def test_a_jam_stops_the_infeed_and_the_line_recovers(self):
        run = Run(300, jam=Fault(1.0, 210.0, 250.0))
        self.assertTrue(run.red)
        self.assertFalse(run.plant.plc.jam)
        self.assertEqual(run.overlaps, 0)
        self.assertEqual(run.plant.line.blocked, 0)
        self.assertEqual([], [i for i, at in run.times("pe3").items() if 218 < at < 250])
        self.assertGreater(len([i for i, at in run.times("packed").items() if at > 255]), 15)
        commands = [r for r in run.edges.rows if r[0].endswith("infeed/speed_command")]
        self.assertEqual([r[1] for r in commands], ["0.4", "0.0", "0.4"])

    def test_the_stopper_makes_room_between_close_cartons(self):
        run = Run(30)
        line, plc = run.plant.line, run.plant.plc
        line.cartons = [Carton(101, 0, 8.0, 0.4), Carton(102, 0, 8.0 - CARTON - 0.2, 0.4)]
        for carton in line.cartons:
            carton.weighed = True
        plc.tracks = [Track(c.middle - 6.0, False) for c in line.cartons]
        for _ in range(1400):
            run.plant.scan()
        pe3 = run.times("pe3")
        self.assertGreater((pe3[102] - pe3[101]) * 0.4 - CARTON, 0.45)
        self.assertEqual(run.overlaps, 0)

    def test_a_light_carton_between_others_is_not_pushed(self):
        plc = Plc()
        plc.tracks = [Track(4.55, False), Track(4.15, True), Track(3.75, False)]
        plc._run_pusher(0.0, False)
        self.assertFalse(plc.pushing)
        self.assertEqual(plc.let_pass, 1)

    def test_start_delay(self):
        run = Run(20, start_delay=5.0)
        self.assertAlmostEqual(min(run.times("made").values()), 5.0)


class OnTheWire(unittest.TestCase):
    def test_its_clock(self):
        clock = Clock(1_000_000_000_000, 1.7, 20e-6)
        self.assertEqual(clock.stamp(0.0), 1_001_700_000_000)
        self.assertEqual(clock.stamp(100.0) - clock.stamp(0.0), 100_002_000_000)

    def test_sequence_and_repeats(self):
        run = Run(30)
        newest = {}
        repeats = 0
        for topic, body in run.wire.sent:
            self.assertTrue(set(body) <= {"t", "seq", "boot", "v", "last"})
            if body.get("last"):
                repeats += 1
                self.assertEqual({**body, "last": True}, {**newest[topic], "last": True})
                continue
            self.assertEqual(body["seq"], newest[topic]["seq"] + 1 if topic in newest else 1)
            newest[topic] = body
        self.assertEqual(repeats, 29 * len(newest))

    def test_variant_is_settled_when_its_carton_enters(self):
        run = Run(120)
        kinds = [(float(r[4]), json.loads(r[1])) for r in run.edges.rows
                 if r[0].endswith("feeder/variant")]
        for item, at in run.times("pe0").items():
            now = [kind for since, kind in kinds if since <= at]
            self.assertEqual(now[-1], kind_of(item))
            self.assertFalse([s for s, _ in kinds if abs(s - at) < 0.5])

    def test_same_seed_same_run(self):
        a, b, c = (Run(60, jitter=0.03, missed=0.1, seed=seed) for seed in (7, 7, 8))
        self.assertEqual(a.edges.rows, b.edges.rows)
        self.assertNotEqual(a.edges.rows, c.edges.rows)


if __name__ == "__main__":
    unittest.main()
