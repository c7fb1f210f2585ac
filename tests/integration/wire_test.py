#!/usr/bin/env python3
"""Nothing received is trusted: what is bad is counted with its first reason, the next is read."""
import json
import os
import time
import unittest

import zmq

import gemba
import wire

DURATION = 20


class BadFrames(unittest.TestCase):
    def test_each_is_counted_and_harms_nothing(self):
        endpoint = gemba.free_endpoint()
        bad = list(wire.garbage())
        with wire.Publisher(endpoint) as plant, gemba.following(endpoint, DURATION) as run:
            plant.wait_for_subscriber()
            for i, (_, frames) in enumerate(bad):
                plant.raw(*frames)
                plant.send(wire.INFEED, 0.4 + i / 1000)
            good = len(bad)
            report = run.reports_until(
                lambda r: r["sources"][0]["messages"] + r["sources"][0]["rejected"] >= 2 * good
                or r["sources"][0]["messages"] >= 2 * good)
            source = report["sources"][0]
            self.assertEqual(source["rejected"], len(bad), source)
            self.assertTrue(source["first_reason"])
            self.assertEqual((source["lost"], source["duplicates"], source["dropped"]), (0, 0, 0))
            self.assertTrue(source["live"])
            last = 0.4 + (good - 1) / 1000
            self.assertAlmostEqual(report["signals"][wire.INFEED]["measured"], last)
            self.assertEqual(report["signals"][wire.INFEED]["samples"], good)

            # Beyond 16 MiB ZeroMQ drops the connection; it comes back by itself.
            plant.raw(wire.INFEED.encode(), b" " * (17 << 20))
            plant.wait_for_subscriber()
            value = 1.0
            limit = time.monotonic() + DURATION
            while time.monotonic() < limit:
                value += 0.001
                plant.send(wire.INFEED, value)
                report = run.next_json()
                if report["signals"][wire.INFEED]["measured"] >= 1.0:
                    break
            self.assertGreaterEqual(report["signals"][wire.INFEED]["measured"], 1.0)
            self.assertEqual(run.rest()[-1]["ticks"], DURATION * 240)

    def test_echo_survives_it_too(self):
        endpoint = gemba.free_endpoint()
        with wire.Publisher(endpoint) as plant, \
                gemba.gemba("echo", "--connect", endpoint, "--duration", 4, "--json") as echo:
            plant.wait_for_subscriber()
            for _, frames in wire.garbage():
                plant.raw(*frames)
                plant.send(wire.OUTFEED, 0.4)
            echo.process.wait(60)
            text = []
            while (line := echo.lines.get(timeout=10)) is not None:
                text.append(line)
            self.assertEqual(echo.process.returncode, 0, echo.errors)
            self.assertIn(wire.OUTFEED, "".join(text))


class Gaps(unittest.TestCase):
    def test_what_is_lost_is_counted_exactly(self):
        endpoint = gemba.free_endpoint()
        with wire.Publisher(endpoint) as plant, gemba.following(endpoint, 10) as run:
            plant.wait_for_subscriber()
            for i in range(100):
                if i in (10, 11, 12, 40):
                    plant.sequence[wire.INFEED] = plant.sequence.get(wire.INFEED, 0) + 1
                    continue
                plant.send(wire.INFEED, 0.4)
                plant.send(wire.OUTFEED, 0.4)
            plant.sequence[wire.OUTFEED] -= 5
            plant.send(wire.OUTFEED, 0.9)
            report = run.reports_until(lambda r: r["sources"][0]["messages"] >= 193)
            source = report["sources"][0]
            self.assertEqual((source["lost"], source["duplicates"]), (4, 1))
            self.assertEqual(report["gaps"], 4)
            self.assertEqual(report["signals"][wire.OUTFEED]["measured"], 0.4)


class Flood(unittest.TestCase):
    """20,000 messages a second are read without a drop; sixty seconds of it are for the soak."""

    def test_nothing_is_dropped(self):
        # A thread sanitizer makes everything a dozen times slower.
        flood(self, seconds=5, rate=int(os.environ.get("GEMBA_FLOOD_RATE", "20000")))


def flood(test, seconds, rate=20_000):
    """Publishes at a rate while a run follows; asserts that all of it arrived. The last report."""
    endpoint = gemba.free_endpoint()
    topics = [f"{gemba.LINE3}/{name}" for name in
              ("infeed/speed", "outfeed/speed", "scale/last_weight", "stack_light/green")]
    with wire.Publisher(endpoint) as plant, \
            gemba.following(endpoint, seconds * 3 + 10) as run:
        plant.wait_for_subscriber()
        start = time.monotonic()
        sent = 0
        while sent < seconds * rate:
            due = int((time.monotonic() - start) * rate)
            for _ in range(min(due, seconds * rate) - sent):
                plant.send(topics[sent % 4], sent % 4 == 3 or 0.4)
                sent += 1
            time.sleep(0.001)
        report = run.reports_until(lambda r: r["sources"][0]["messages"] >= sent,
                                   timeout=seconds * 3 + 10)
    source = report["sources"][0]
    test.assertEqual(source["messages"], sent)
    test.assertEqual((source["lost"], source["dropped"], source["rejected"]), (0, 0, 0), source)
    test.assertEqual(report["samples_dropped"], 0)
    test.assertEqual(sum(report["signals"][topic]["samples"] for topic in topics), sent)
    return report


class Curve(unittest.TestCase):
    """ZeroMQ encrypted with CURVE: keys by file, and only the publisher that was named."""

    def test_only_the_named_publisher_is_heard(self):
        folder = gemba.folder("curve")
        public, secret = zmq.curve_keypair()
        client_public, client_secret = zmq.curve_keypair()
        (folder / "server").write_bytes(public + b"\n")
        (folder / "other").write_bytes(client_public + b"\n")
        (folder / "client").write_bytes(client_secret + b"\n")
        (folder / "no_key").write_text("secret of somebody\n", encoding="utf-8")
        endpoint = gemba.free_endpoint()
        socket = zmq.Context.instance().socket(zmq.PUB)
        socket.setsockopt(zmq.LINGER, 0)
        socket.curve_server = True
        socket.curve_secretkey = secret
        socket.bind(endpoint)

        def messages(*words):
            with gemba.gemba("echo", "--connect", endpoint, *words, "--duration", 3,
                             "--json") as echo:
                while echo.process.poll() is None:
                    socket.send_multipart([wire.INFEED.encode(), b'{"v":1}'])
                    time.sleep(0.02)
                text = []
                while (line := echo.lines.get(timeout=10)) is not None:
                    text.append(line)
            return json.loads("".join(text))["endpoints"][0]["messages"]
        server = ["--curve-server-key", folder / "server"]
        self.assertGreater(messages(*server), 10, "a key for this run alone")
        self.assertGreater(messages(*server, "--curve-key", folder / "client"), 10)
        self.assertEqual(messages("--curve-server-key", folder / "other"), 0)
        self.assertEqual(messages(), 0, "in the open")
        socket.close()
        done = gemba.run("echo", "--connect", endpoint, "--curve-server-key", folder / "no_key",
                         "--duration", 1, expect=2)
        self.assertIn("40 characters", done.stderr)
        self.assertNotIn("somebody", done.stderr)


class PlantTakesCommands(unittest.TestCase):
    def test_from_one_connection(self):
        endpoint = gemba.free_endpoint()
        with wire.Publisher(endpoint) as controller:
            monitor = controller.socket.get_monitor_socket(zmq.EVENT_ACCEPTED)
            gemba.run("plant", gemba.CELL, "--bind", gemba.free_endpoint(), "--connect", endpoint,
                      "--duration", 2)
            accepted = 0
            while monitor.poll(500):
                monitor.recv_multipart()
                accepted += 1
            controller.socket.disable_monitor()
            monitor.close()
        self.assertEqual(accepted, 1)


if __name__ == "__main__":
    gemba.main()
