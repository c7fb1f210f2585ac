#!/usr/bin/env python3
"""A recording survives its recorder: killed, out of room, or with its file taken away."""
import json
import random
import signal
import subprocess
import threading
import time
import unittest

import gemba
import wire

RATE = 20_000  # messages a second


class Stream:
    """Numbered messages of one topic at a rate, from a thread, each with the time it was sent."""

    def __init__(self, endpoint, rate=RATE):
        self.rate = rate if not gemba.SANITIZED else rate // 10
        self.publisher = wire.Publisher(endpoint)
        self.sent = []  # time of each message
        self.ends = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self):
        return self

    def begin(self):
        self.publisher.wait_for_subscriber()
        self.thread.start()
        return self

    def __exit__(self, *unused):
        self.stop()
        self.publisher.socket.close(0)

    def stop(self):
        self.ends.set()
        if self.thread.ident is not None:
            self.thread.join()

    def _run(self):
        topic, boot = b"line/counter", time.time_ns()
        start = time.monotonic()
        while not self.ends.is_set():
            due = int((time.monotonic() - start) * self.rate)
            now = time.monotonic()
            for number in range(len(self.sent) + 1, due + 1):
                self.publisher.raw(topic, b'{"t":%d,"seq":%d,"boot":%d,"v":%d}' % (
                    boot + number * 50_000, number, boot, number * 7919 % 100_003))
                self.sent.append(now)
            time.sleep(0.002)

    def sent_before(self, instant):
        return sum(1 for at in self.sent if at < instant)


def counted(path):
    """Messages of the stream in a file, which must be whole."""
    info = gemba.run_json("info", path, "--check", "--json")
    assert info["problems"] == [] and info["indexed"], info
    return sum(c["messages"] for c in info["channels"] if c["topic"] == "line/counter")


def killed(test, folder, kills, seed=1):
    """SIGKILL at random instants: all is there but the last second. Returns the least kept, s."""
    chance = random.Random(seed)
    worst = 0.0
    for kill in range(kills):
        endpoint = gemba.free_endpoint()
        torn, saved = folder / "torn.mcap", folder / f"saved{kill}.mcap"
        with Stream(endpoint) as stream:
            recorder = gemba.gemba("record", "--connect", endpoint, "-o", torn)
            stream.begin()
            time.sleep(1.5 + chance.uniform(0.0, 2.0))
            at = time.monotonic()
            recorder.kill(signal.SIGKILL)
            stream.stop()
            recovered = gemba.run_json("recover", torn, "-o", saved, "--json")
            messages = counted(saved)
            test.assertEqual(recovered["messages"], messages)
            test.assertGreaterEqual(messages, stream.sent_before(at - 1.0), f"kill {kill}")
            test.assertGreater(messages, 0)
            worst = max(worst, at - stream.sent[messages - 1])
        if kill + 1 < kills:
            saved.unlink()
    return worst


class Robust(unittest.TestCase):
    def setUp(self):
        self.folder = gemba.folder("recorder")

    def test_a_wire_is_recorded_whole(self):
        endpoint = gemba.free_endpoint()
        out = self.folder / "whole.mcap"
        with Stream(endpoint) as stream:
            recorder = gemba.gemba("record", "--connect", f"plc={endpoint}", "-o", out, "--json")
            stream.begin()
            time.sleep(2)
            stream.stop()
            time.sleep(1)
            recorder.process.send_signal(signal.SIGTERM)
            self.assertEqual(recorder.process.wait(60), 0, recorder.errors)
            recorder.kill()
            self.assertEqual(counted(out), len(stream.sent))
        info = gemba.run_json("info", out, "--json")
        channel = next(c for c in info["channels"] if c["topic"] == "line/counter")
        self.assertEqual(channel["metadata"]["gemba.source"], "plc")
        self.assertEqual(channel["metadata"]["endpoint"], endpoint)
        gemba.run("verify", out, expect=3)

    def test_only_what_was_asked_for(self):
        endpoint = gemba.free_endpoint()
        out = self.folder / "some.mcap"
        with wire.Publisher(endpoint) as plant:
            recorder = gemba.gemba("record", "--connect", endpoint, "-o", out, "--topics", "/spe+d$",
                                   "--duration", 3)
            plant.wait_for_subscriber()
            for i in range(100):
                plant.send(wire.INFEED, float(i))
                plant.send("other/temperature", float(i))
            self.assertEqual(recorder.process.wait(60), 0)
            recorder.kill()
        info = gemba.run_json("info", out, "--json")
        counts = {c["topic"]: c["messages"] for c in info["channels"] if c["messages"]}
        self.assertEqual(counts, {wire.INFEED: 100})
        gemba.run("record", "--connect", endpoint, "-o", out, "--topics", "(", expect=2)
        gemba.run("record", "--connect", "nonsense", "-o", out, expect=2)
        gemba.run("record", "--connect", endpoint, "-o", "/proc/no.mcap", expect=3)

    def test_killed_at_any_instant(self):
        self.assertLessEqual(killed(self, self.folder, 4), 1.0)

    def test_no_room(self):
        endpoint = gemba.free_endpoint()
        full, saved = self.folder / "full.mcap", self.folder / "saved.mcap"
        with Stream(endpoint) as stream:
            recorder = gemba.Background("prlimit", "--fsize=400000", gemba.program(), "record",
                                        "--connect", endpoint, "-o", full, "--json")
            stream.begin()
            limit = time.monotonic() + 60
            while not recorder.errors and time.monotonic() < limit:
                time.sleep(0.1)
            self.assertIsNone(recorder.process.poll(), "it goes on")
            self.assertIn("File too large", "".join(recorder.errors))
            stream.stop()
            recorder.process.send_signal(signal.SIGTERM)
            self.assertEqual(recorder.process.wait(60), 3)
            time.sleep(0.2)
            lines = []
            while (line := recorder.lines.get(timeout=10)) is not None:
                lines.append(line)
            recorder.kill()
        said = json.loads("".join(lines))
        gemba.run("recover", full, "-o", saved)
        self.assertGreater(counted(saved), 1000)
        # What it says it lost, and no more (the lost may also be counted records of its own).
        self.assertGreaterEqual(counted(saved), said["messages"] - said["lost"])

    def test_a_session_goes_on_without_room(self):
        out = self.folder / "session.mcap"
        done = subprocess.run(
            ["prlimit", "--fsize=3000000", gemba.program(), "run", str(gemba.CELL), "--duration",
             "900", "--record", str(out), "--json"], capture_output=True, text=True, timeout=300,
            check=False)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("File too large", done.stderr)
        self.assertEqual(json.loads(done.stdout)["ticks"], 900 * 240)
        saved = self.folder / "session_saved.mcap"
        gemba.run("recover", out, "-o", saved)
        self.assertEqual(gemba.run_json("info", saved, "--json")["problems"], [])

    def test_the_file_is_taken_away(self):
        endpoint = gemba.free_endpoint()
        out = self.folder / "gone.mcap"
        with Stream(endpoint, 1000) as stream:
            recorder = gemba.gemba("record", "--connect", endpoint, "-o", out)
            stream.begin()
            time.sleep(1)
            out.unlink()
            limit = time.monotonic() + 30
            while not recorder.errors and time.monotonic() < limit:
                time.sleep(0.1)
            self.assertIn("deleted", "".join(recorder.errors))
            recorder.process.send_signal(signal.SIGTERM)
            self.assertEqual(recorder.process.wait(60), 3)
            recorder.kill()


if __name__ == "__main__":
    gemba.main()
