#!/usr/bin/python3
"""An independent plant: the packing cell or the palletizing cell as an event model, on the wire like
a real PLC.

It publishes what resources/twins/CELL/CELL.toml binds, over ZeroMQ (XPUB), each
message as [topic] ["json"] [{"t": ns, "seq": n, "boot": ns, "v": value}], values on change and all
of them again every second with "last": true. Sensors are sampled by a PLC scan of 10 ms, and what
changed is stamped with the scan's time by the plant's own clock, which is 1.7 s off and drifts by
20 ppm. Unless --no-faults is given, one edge in a hundred is missed and one carton in 500 is lost.
"""

import argparse
import csv
import json
import math
import os
import signal
import struct
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import line_model
import palletizing_model
from line_model import Fault, Line, Settings
from line_plc import Plc

SCAN = 0.01           # s
REPEAT = 1.0          # s between repeats of the last values
HIGH_WATER = 100_000  # messages: a slow subscriber shows as a gap at that subscriber only
NS = 1_000_000_000

# What the twin calls them: topic below the line -> (what of this plant, type on the wire).
LINE = "acme/site1/hall2/line3/"
SIGNALS = {
    "infeed/speed_command": ("command infeed.speed", float),
    "outfeed/speed_command": ("command outfeed.speed", float),
    "stopper/close": ("command stopper.close", bool),
    "feeder/variant": ("command feeder.variant", int),
    "pe0/blocked": ("input pe0", bool),
    "pe1/blocked": ("input pe1", bool),
    "pe2/blocked": ("input pe2", bool),
    "pe3/blocked": ("input pe3", bool),
    "infeed/speed": ("input infeed.speed", float),
    "outfeed/speed": ("input outfeed.speed", float),
    "scale/last_weight": ("input last_weight", float),
    "stopper/closed": ("input stopper.closed", bool),
    "pusher/extended": ("input pusher.extended", bool),
    "stack_light/red": ("command red", bool),
    "stack_light/amber": ("command amber", bool),
    "stack_light/green": ("command green", bool),
    "good/taken": ("input good", int),
    "rejected/taken": ("input rejected", int),
}


class Clock:
    """The plant's own clock: off by `offset` s at the start, and drifting."""

    def __init__(self, epoch_ns, offset, drift):
        self.epoch, self.offset, self.drift = epoch_ns, offset, drift

    def stamp(self, elapsed):
        """Its time, UTC ns, `elapsed` true seconds after the start."""
        return self.epoch + round((elapsed * (1.0 + self.drift) + self.offset) * NS)


class Wire:
    """Publishes; with no endpoint it only counts."""

    def __init__(self, endpoint):
        self.socket = None
        if endpoint:
            import zmq
            self.zmq = zmq
            self.socket = zmq.Context.instance().socket(zmq.XPUB)
            self.socket.setsockopt(zmq.SNDHWM, HIGH_WATER)
            self.socket.setsockopt(zmq.LINGER, 200)
            try:
                self.socket.bind(endpoint)
            except zmq.ZMQError as error:
                raise OSError(f"cannot bind {endpoint}: {error}") from error

    def send(self, topic, body, elapsed):
        if self.socket:
            self.socket.send_multipart([topic.encode(), b"json", json.dumps(body).encode()])

    def drain(self):
        """Subscriptions are read and forgotten, so that they do not pile up."""
        if self.socket:
            while self.socket.poll(0):
                self.socket.recv(self.zmq.NOBLOCK)

    def close(self):
        if self.socket:
            self.socket.close()


class Recording:
    """Writes the messages into an MCAP file without chunks or index, as a subscriber with a true
    clock would have them: log time is true UTC."""
    MAGIC = b"\x89MCAP0\r\n"

    def __init__(self, path, epoch_ns):
        self.file = open(path, "wb")
        self.epoch, self.channels = epoch_ns, {}
        self.file.write(self.MAGIC)
        self.record(1, self.text("") + self.text("line.py"))

    @staticmethod
    def text(value):
        return struct.pack("<I", len(value)) + value.encode()

    def record(self, opcode, content):
        self.file.write(struct.pack("<BQ", opcode, len(content)) + content)

    def send(self, topic, body, elapsed):
        channel = self.channels.get(topic)
        if channel is None:
            channel = self.channels[topic] = len(self.channels) + 1
            self.record(4, struct.pack("<HH", channel, 0) + self.text(topic) + self.text("json")
                        + struct.pack("<I", 0))
        received = self.epoch + round(elapsed * NS)
        self.record(5, struct.pack("<HIQQ", channel, body["seq"] & 0xffffffff, received, body["t"])
                    + json.dumps(body).encode())

    def drain(self):
        pass

    def close(self):
        self.record(15, struct.pack("<I", 0))
        self.record(2, struct.pack("<QQI", 0, 0, 0))
        self.file.write(self.MAGIC)
        self.file.close()


class Publisher:
    """Values to messages: on change, and the last ones again."""

    def __init__(self, wire, clock, edges=None):
        self.wire, self.clock, self.edges = wire, clock, edges
        self.boot = clock.stamp(0.0)
        self.last = {}   # topic -> (value, message without its end)
        self.seq = {}

    def publish(self, topic, value, elapsed):
        known = self.last.get(topic)
        if known is not None and known[0] == value:
            return
        seq = self.seq[topic] = self.seq.get(topic, 0) + 1
        stamp = self.clock.stamp(elapsed)
        body = {"t": stamp, "seq": seq, "boot": self.boot, "v": value}
        self.last[topic] = (value, body)
        self.wire.send(topic, body, elapsed)
        if self.edges:
            self.edges.writerow([topic, json.dumps(value), stamp, seq, f"{elapsed:.6f}"])

    def repeat(self, elapsed):
        for topic, (_, body) in self.last.items():
            self.wire.send(topic, {**body, "last": True}, elapsed)


class Plant:
    """Line, PLC and publisher, one scan after the other."""
    topics, signals = LINE, SIGNALS

    def __init__(self, settings, publisher, start_delay=0.0, truth=None, hold_every=math.inf):
        self.line = Line(settings, truth)
        self.plc = Plc(start_delay, hold_every)
        self.publisher = publisher
        self.scans = 0
        self.next_repeat = REPEAT

    def scan(self):
        elapsed = self.scans * SCAN
        inputs = self.inputs()
        commands = self.plc.scan(elapsed, SCAN if self.scans else 0.0, inputs)
        self.publish(elapsed, inputs, commands)
        self.line.step(commands, SCAN)
        self.scans += 1

    def inputs(self):
        line = self.line
        seen = {name: line.eye(name) for name in line_model.EYES}
        seen.update({
            "infeed.speed": line.infeed.speed, "outfeed.speed": line.outfeed.speed,
            "stopper.closed": line.stopper_closed, "pusher.extended": line.pusher_extended,
            "weighed": line.weighed, "last_weight": line.last_weight, "made": line.made,
            "good": line.good, "rejected": line.rejected,
        })
        return seen

    def publish(self, elapsed, inputs, commands):
        for topic, (source, kind) in self.signals.items():
            where, name = source.split(" ")
            value = (inputs if where == "input" else commands)[name]
            value = round(value, 6) if kind is float else kind(value)
            self.publisher.publish(self.topics + topic, value, elapsed)
        if elapsed >= self.next_repeat - 1e-9:
            self.next_repeat += REPEAT
            self.publisher.repeat(elapsed)
            self.publisher.wire.drain()

    def summary(self):
        line = self.line
        return f"made {line.made}, packed {line.good}, rejected {line.rejected}"


class PalletizingPlant(Plant):
    """The same of the palletizing cell."""
    topics, signals = palletizing_model.LINE, palletizing_model.SIGNALS

    def __init__(self, settings, publisher, start_delay=0.0, truth=None):
        super().__init__(line_model.Settings(), publisher)
        self.line = palletizing_model.Cell(settings, truth)
        self.plc = palletizing_model.Plc(start_delay)

    def inputs(self):
        return palletizing_model.inputs(self.line)

    def summary(self):
        cell = self.line
        return (f"made {cell.made}, pallets {cell.pallets_made}, taken {cell.goods} cartons on "
                f"{cell.pallets_out} pallets")


def eye_delays(texts):
    """"0.05" for every eye, "pe2=0.05" for one."""
    delays = {}
    for text in texts or []:
        name, _, seconds = text.rpartition("=")
        names = [name] if name else list(line_model.EYES)
        for eye in names:
            if eye not in line_model.EYES:
                raise argparse.ArgumentTypeError(f"no eye is called {eye}")
            delays[eye] = float(seconds)
    return delays


def settings_of(options):
    chance = 0.0 if options.no_faults else 1.0
    jam_from = math.inf if options.jam_from is None else options.jam_from
    return Settings(
        seed=options.seed, jitter=options.jitter, missed=chance * options.missed,
        lost=chance * options.lost,
        slip=Fault(options.slip, options.slip_from, options.slip_until),
        scale_bias=Fault(options.scale_bias, options.scale_bias_from, options.scale_bias_until),
        eye_delay=eye_delays(options.eye_delay), eye_delay_from=options.eye_delay_from,
        jam=Fault(1.0, jam_from, options.jam_until),
        stuck=Fault(1.0, options.stuck_from, options.stuck_until),
        friction=Fault(options.friction, options.friction_from, options.friction_until)
        if options.friction is not None else line_model.NO_FAULT)


def palletizing_settings_of(options):
    chance = 0.0 if options.no_faults else 1.0
    return palletizing_model.Settings(
        seed=options.seed, jitter=options.jitter, missed=chance * options.missed,
        slip=Fault(options.slip, options.slip_from, options.slip_until),
        arm_slow=Fault(options.arm_slow, options.arm_slow_from, math.inf),
        agv_held=Fault(options.agv_held, options.agv_held_from, math.inf))


def plant_of(options, publisher, truth):
    if options.cell == "palletizing":
        return PalletizingPlant(palletizing_settings_of(options), publisher, options.start_delay,
                                truth)
    return Plant(settings_of(options), publisher, options.start_delay, truth, options.hold_every)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: line.py --bind tcp://127.0.0.1:5556 --slip 0.06 --slip-from 60 "
               "--truth truth.csv")
    add = parser.add_argument
    add("--cell", choices=("packing", "palletizing"), default="packing",
        help="which cell it is (packing)")
    add("--bind", metavar="EP", help="endpoint, e.g. tcp://127.0.0.1:5556; without it nothing is sent")
    add("--seed", type=int, default=1, help="of all chances (1)")
    add("--duration", type=float, default=math.inf, metavar="S", help="end after S s (never)")
    add("--start-delay", type=float, default=0.0, metavar="S",
        help="the line stands still for S s first, so that subscribers can join (0)")
    add("--speed", type=float, default=1.0, metavar="X",
        help="times real time; 0: as fast as it goes (1)")
    add("--hold-every", type=float, default=math.inf, metavar="S",
        help="the stopper holds a carton for a second that often, as for an inspection (never)")
    add("--jitter", type=float, default=0.03, metavar="F", help="of the feed interval, +- share (0.03)")

    faults = parser.add_argument_group("what is wrong with it (times in s since the start)")
    add = faults.add_argument
    add("--missed", type=float, default=0.01, metavar="F",
        help="chance that an eye does not see a carton (0.01)")
    add("--lost", type=float, default=1 / 500, metavar="F",
        help="packing: chance that a carton is taken away on its way (0.002)")
    add("--slip", type=float, default=0.0, metavar="F",
        help="share of the infeed's speed that cartons do not follow (0)")
    add("--slip-from", type=float, default=0.0, metavar="S")
    add("--slip-until", type=float, default=math.inf, metavar="S")
    add("--scale-bias", type=float, default=0.0, metavar="KG", help="added to each weight (0)")
    add("--scale-bias-from", type=float, default=0.0, metavar="S")
    add("--scale-bias-until", type=float, default=math.inf, metavar="S")
    add("--eye-delay", action="append", metavar="[EYE=]S", help="of one eye or all; may be repeated")
    add("--eye-delay-from", type=float, default=0.0, metavar="S")
    add("--stuck-from", type=float, default=math.inf, metavar="S",
        help="the stopper's blade stays where it is")
    add("--stuck-until", type=float, default=math.inf, metavar="S")
    add("--friction", type=float, metavar="F",
        help="coefficient of the outfeed's belt (0.9); seen where cartons are held and let go")
    add("--friction-from", type=float, default=0.0, metavar="S")
    add("--friction-until", type=float, default=math.inf, metavar="S")
    add("--jam-from", type=float, metavar="S", help="the stopper's blade goes up and stays")
    add("--jam-until", type=float, default=math.inf, metavar="S")
    add("--arm-slow", type=float, default=0.0, metavar="F",
        help="palletizing: share of its speed that the arm does not reach (0)")
    add("--arm-slow-from", type=float, default=0.0, metavar="S")
    add("--agv-held", type=float, default=0.0, metavar="S",
        help="palletizing: each trip of the vehicle is held up for S s (0)")
    add("--agv-held-from", type=float, default=0.0, metavar="S")
    add("--no-faults", action="store_true",
        help="nothing is missed or lost; what is asked for by name, jitter and clock remain")

    clock = parser.add_argument_group("its clock")
    add = clock.add_argument
    add("--clock-offset", type=float, default=1.7, metavar="S", help="ahead of UTC (1.7)")
    add("--drift", type=float, default=20e-6, metavar="F", help="gain per second (20e-6)")
    add("--epoch", type=int, metavar="NS", help="true UTC of the start, in ns (now)")

    files = parser.add_argument_group("what it writes")
    add = files.add_argument
    add("--record", metavar="FILE",
        help="MCAP with all messages instead of sending them: for gemba run --replay FILE; with "
             "--speed 0 a shift takes a minute or two")
    add("--positions", metavar="FILE",
        help="CSV time,item,front: where each carton's leading edge is (m along the line), every "
             "second of its true time")
    add("--truth", metavar="FILE",
        help="CSV item,position,time,what: each carton's leading edge (m along the line) and when it "
             "passed (true s since the start): made, pe0 ... pe3, weighed, rejected, packed, lost; "
             "palletizing: made, entry_eye, pick_eye, picked, placed, and of pallets by their number "
             "pallet_made, agv_at_STATION with the vehicle's place")
    add("--edges", metavar="FILE",
        help="CSV topic,value,t,seq,time: every change as published, and the scan's true time")
    return parser.parse_args()


def wait_until(deadline):
    """Sleeps to an instant of the monotonic clock; returns at once where it has passed."""
    left = deadline - time.monotonic()
    if left > 0:
        time.sleep(left)


def end(*_):
    """SIGTERM ends a run as Ctrl+C does: with its files complete."""
    raise KeyboardInterrupt


def run(options):
    files = []

    def table(path, header):
        if not path:
            return None
        files.append(open(path, "w", newline="", encoding="utf-8"))
        writer = csv.writer(files[-1])
        writer.writerow(header)
        return writer

    truth_rows = table(options.truth, ["item", "position", "time", "what"])
    edges = table(options.edges, ["topic", "value", "t", "seq", "time"])
    positions = table(options.positions, ["time", "item", "front"])

    def truth(item, position, at, what):
        if truth_rows:
            truth_rows.writerow([item, f"{position:.4f}", f"{at:.6f}", what])

    epoch = options.epoch if options.epoch is not None else time.time_ns()
    wire = Recording(options.record, epoch) if options.record else Wire(options.bind)
    begin = time.monotonic()
    clock = Clock(epoch, options.clock_offset, options.drift)
    plant = plant_of(options, Publisher(wire, clock, edges), truth)
    try:
        # Each scan at its own instant: one that comes late delays none after it.
        while plant.scans * SCAN < options.duration:
            if options.speed > 0:
                wait_until(begin + plant.scans * SCAN / options.speed)
            # The cartons stand where they are before this scan moves them: at its beginning.
            if positions and plant.scans % round(1 / SCAN) == 0:
                for carton in plant.line.cartons:
                    if carton.aside <= 0.0:
                        positions.writerow([plant.scans // round(1 / SCAN), carton.item,
                                            f"{carton.front:.4f}"])
            plant.scan()
    except KeyboardInterrupt:
        pass
    finally:
        wire.close()
        for file in files:
            file.close()
    print(f"{plant.summary()}, scans {plant.scans}", file=sys.stderr)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, end)
    try:
        run(arguments())
    except (argparse.ArgumentTypeError, ImportError, ValueError, OSError) as error:
        print(f"line.py: {error}", file=sys.stderr)
        sys.exit(2)
