"""The packing line on a bad day: tests/plant's line, faster than real time, whose publisher can be
restarted, set back, made to speak in another unit or to say nothing; it remembers what was true."""
import collections
import json
import pathlib
import sys
import threading
import time

import zmq

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "plant"))
import line
from line_model import Line, Settings
from line_plc import Plc

SPEEDS = ("infeed/speed", "outfeed/speed")  # on the wire in mm/s, and so are their commands
COMMANDS = ("infeed/speed_command", "outfeed/speed_command")
TOPICS = {line.LINE + name: source for name, source in line.SIGNALS.items()}
COUNTER = line.LINE + "spare/counter"       # a publisher of its own kind: it gives no `boot`
PULSE_S = 0.05    # wall s between two values of the speeds: they are noisy, so that each is new
REPEAT_S = 1.0    # wall s
HISTORY_S = 8.0   # wall s for which it is remembered what was true
NS = 1_000_000_000


class BadPlant:
    """Runs in a thread of its own from start() on. Times on the wire are wall time plus `offset_s`:
    a plant that runs `rate` times as fast as a clock."""

    def __init__(self, rate, seed):
        self.rate = rate
        self.lock = threading.RLock()
        self.line = Line(Settings(seed=seed, missed=0.0, lost=0.0))
        self.plc = Plc()
        self.offset_s = 0.0
        self.metres = False         # the speeds are said in m/s
        self.truth = collections.defaultdict(collections.deque)  # topic -> (from, until, value)
        self.socket, self.port = None, 0
        self.scans = self.pulses = self.restarts = 0
        self.begin = self.next_pulse = self.next_repeat = 0.0
        self.stopping, self.thread = False, None
        self.open()

    # ---- Its publisher.

    def open(self, high_water=100_000, small_buffers=False):
        with self.lock:
            self.boot = self.stamp()
            self.seq, self.said, self.last = collections.Counter(), {}, {}
            self.socket = zmq.Context.instance().socket(zmq.XPUB)
            self.socket.setsockopt(zmq.SNDHWM, high_water)
            if small_buffers:
                self.socket.setsockopt(zmq.SNDBUF, 8192)
            self.socket.setsockopt(zmq.LINGER, 2000)
            self.port = self.socket.bind_to_random_port("tcp://127.0.0.1")

    def shut(self):
        """It ends in good order: what it said is still delivered."""
        with self.lock:
            if self.socket is not None:
                self.socket.close()
            self.socket = None
            self.restarts += 1

    def stamp(self):
        return time.time_ns() + round(self.offset_s * NS)

    def say(self, topic, value, words=None):
        """One message; values that nobody hears because the publisher is shut are not said."""
        now = time.monotonic()
        with self.lock:
            self.remember(topic, value, now)
            if self.socket is None:
                return
            self.seq[topic] += 1
            sent = value
            if self.metres and topic.removeprefix(line.LINE) in SPEEDS + COMMANDS:
                sent = value / 1000
            body = {"t": self.stamp(), "seq": self.seq[topic], "boot": self.boot, "v": sent}
            if topic == COUNTER:
                del body["boot"]
            if words:
                body["values"] = {"n": body.pop("v"), **words}
            else:
                self.said[topic] = body
            self.send(topic, body)

    def speak_in(self, metres):
        """From now on speeds are said in m/s, or again in mm/s."""
        with self.lock:
            self.metres = metres
            for name in COMMANDS:
                self.last.pop(line.LINE + name, None)

    def send(self, topic, body):
        self.socket.send_multipart([topic.encode(), b"json", json.dumps(body).encode()])

    def remember(self, topic, value, now):
        rows = self.truth[topic]
        if rows and rows[-1][2] == value and rows[-1][1] is None:
            return
        if rows and rows[-1][1] is None:
            rows[-1] = (rows[-1][0], now, rows[-1][2])
        rows.append((now, None, value))
        while len(rows) > 1 and rows[0][1] < now - HISTORY_S:
            rows.popleft()

    def was_true(self, topic, value, since):
        """Whether the plant had this value at any time since `since` (monotonic)."""
        with self.lock:
            return any(until is None or until >= since
                       for _, until, true in self.truth[topic] if same(true, value))

    def said_since(self, topic, value, since):
        """Whether this value was said for the first time since `since`."""
        with self.lock:
            return any(begun >= since for begun, _, true in self.truth[topic] if same(true, value))

    # ---- Its time.

    @property
    def elapsed(self):
        return self.scans * line.SCAN

    def start(self):
        self.begin = self.next_pulse = self.next_repeat = time.monotonic()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def stop(self):
        self.stopping = True
        if self.thread is not None:
            self.thread.join(10)
        self.shut()

    def run(self):
        while not self.stopping:
            now = time.monotonic()
            with self.lock:
                while self.scans < (now - self.begin) * self.rate / line.SCAN:
                    self.scan()
                if now >= self.next_pulse:
                    self.next_pulse = max(self.next_pulse + PULSE_S, now)
                    self.pulse()
                if now >= self.next_repeat:
                    self.next_repeat = max(self.next_repeat + REPEAT_S, now)
                    self.repeat()
            time.sleep(0.004)

    def scan(self):
        seen = line.Plant.inputs(self)
        commands = self.plc.scan(self.elapsed, line.SCAN if self.scans else 0.0, seen)
        for topic, (where, kind) in SOURCES.items():
            value = (seen if where[0] == "input" else commands)[where[1]]
            value = round(value, 6) if kind is float else kind(value)
            if topic.removeprefix(line.LINE) in COMMANDS:
                value *= 1000
            if self.last.get(topic) != value:
                self.last[topic] = value
                self.say(topic, value)
        self.line.step(commands, line.SCAN)
        self.scans += 1

    def pulse(self):
        self.pulses += 1
        for name in SPEEDS:
            true = (self.line.infeed if name[0] == "i" else self.line.outfeed).speed
            noise = (self.pulses % 997 + 1) / 1000 if true > 0 else 0.0
            self.say(line.LINE + name, round(1000 * true + noise, 6))
        self.say(COUNTER, self.pulses)

    def repeat(self):
        if self.socket is None:
            return
        for topic, body in self.said.items():
            self.send(topic, {**body, "last": True})
        while self.socket.poll(0):
            self.socket.recv(zmq.NOBLOCK)

    def flood(self, count, size):
        """More than can be kept for a subscriber that does not listen."""
        words = {f"word{i}": 60 * "x" for i in range(size // 60)}
        with self.lock:
            for number in range(count):
                self.say(line.LINE + "spare/flood", number, words)


SOURCES = {topic: (source.split(" "), kind) for topic, (source, kind) in TOPICS.items()
           if topic.removeprefix(line.LINE) not in SPEEDS}


def same(a, b):
    """Equal, and no boolean for a number; numbers as they survive JSON."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    return a == b
