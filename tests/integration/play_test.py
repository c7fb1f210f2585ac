#!/usr/bin/env python3
"""What was recorded, sent again: the same messages, at their times, to who listens."""
import json
import pathlib
import signal
import time
import unittest

import zmq

import gemba


def received(endpoint, count, subscribe=""):
    """The next messages at an endpoint, and when they came."""
    socket = zmq.Context.instance().socket(zmq.SUB)
    socket.setsockopt_string(zmq.SUBSCRIBE, subscribe)
    socket.setsockopt(zmq.RCVTIMEO, 20_000)
    socket.setsockopt(zmq.LINGER, 0)
    socket.connect(endpoint)
    return socket, lambda: [([part.decode() for part in socket.recv_multipart()],
                             time.monotonic()) for _ in range(count)]


class Play(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.table = gemba.folder("play") / "table.csv"
        rows = ["t_ms,line/speed,line/weight"]
        rows += [f"{1790000000000 + 10 * i},{0.001 * i:.3f},{i}" for i in range(200)]
        cls.table.write_text("\n".join(rows) + "\n")

    def test_each_message_comes_at_its_time(self):
        endpoint = gemba.free_endpoint()
        socket, take = received(endpoint, 400)
        with gemba.gemba("play", self.table, "--bind", endpoint, "--rate", 4, "--wait", 20,
                         "--json"):
            messages = take()
        socket.close()
        self.assertEqual([json.loads(m[0][1])["v"] for m in messages if m[0][0] == "line/weight"],
                         list(range(200)))
        self.assertEqual(json.loads(messages[-1][0][1])["t"], 1790000001990000000)
        self.assertGreater(messages[-1][1] - messages[0][1], 0.4)  # 1.99 s at 4x, and not at once

    def test_topics_offset_and_time(self):
        endpoint = gemba.free_endpoint()
        socket, take = received(endpoint, 100)
        before = time.time_ns()
        with gemba.gemba("play", self.table, "--bind", endpoint, "--rate", 10, "--wait", 20,
                         "--topics", "speed$", "--start-offset", 1, "--rebase-time"):
            messages = take()
        socket.close()
        self.assertEqual({m[0][0] for m in messages}, {"line/speed"})
        first = json.loads(messages[0][0][1])
        self.assertEqual(first["v"], 0.1)
        self.assertGreater(first["t"], before)
        self.assertLess(first["t"], before + 60_000_000_000)

    def test_a_loop_goes_on_until_it_is_stopped(self):
        endpoint = gemba.free_endpoint()
        socket, take = received(endpoint, 1000)
        with gemba.gemba("play", self.table, "--bind", endpoint, "--rate", "max", "--loop",
                         "--wait", 20, "--lossless") as player:
            messages = take()
            player.process.send_signal(signal.SIGINT)
            socket.close()
            self.assertEqual(player.process.wait(30), 0)
        self.assertEqual(messages[0][0], messages[400][0])

    def test_who_follows_gets_every_message(self):
        recording = gemba.folder("play_live") / "live.mcap"
        endpoint = gemba.free_endpoint()
        with gemba.line_plant(endpoint, "--seed", 7):
            live = gemba.run_json("run", gemba.CELL, "--connect", endpoint, "--duration", 15,
                                  "--record", recording, "--json")
        again = gemba.free_endpoint()
        copy = gemba.folder("play_live_again") / "again.mcap"
        with gemba.gemba("run", gemba.CELL, "--connect", again, "--duration", 22,
                         "--report-every", 1, "--record", copy, "--json") as run:
            run.next_json(60)
            played = gemba.run_json("play", recording, "--bind", again, "--json", "--lossless")
            followed = run.rest()[-1]
        info = {name: gemba.run_json("info", file, "--json")["channels"]
                for name, file in (("live", recording), ("again", copy))}
        counts = {name: {c["topic"]: c["messages"] for c in channels
                         if c["metadata"].get("gemba.source", "simulated") != "simulated"}
                  for name, channels in info.items()}
        self.assertEqual(counts["live"], counts["again"])
        self.assertEqual(sum(counts["live"].values()), played["messages"])
        # What arrived live behind the last tick is in the recording, and is played too.
        replayed = gemba.run_json("run", gemba.CELL, "--replay", recording, "--json")
        self.assertEqual(followed["samples_received"], replayed["samples_received"])
        self.assertGreaterEqual(followed["samples_received"], live["samples_received"])
        self.assertEqual(followed["samples_dropped"], 0)

    def test_wrong_use(self):
        refused = gemba.run("play", self.table, "--bind", "tcp://127.0.0.1:*", "--topics", "none",
                            expect=3)
        self.assertIn("no such topic", refused.stderr)
        gemba.run("play", self.table, "--bind", "tcp://127.0.0.1:*", "--topics", "(", expect=3)
        gemba.run("play", self.table, "--bind", "nonsense", expect=3)
        gemba.run("play", pathlib.Path("nowhere.mcap"), "--bind", "tcp://127.0.0.1:*", expect=2)


class Foreign(unittest.TestCase):
    def test_a_table_drives_the_model(self):
        table = gemba.folder("foreign") / "table.csv"
        rows = ["time_ms,acme/site1/hall2/line3/infeed/speed_command"]
        rows += [f"{1790000000000 + 100 * i},0.{i % 10}" for i in range(100)]
        table.write_text("\n".join(rows) + "\n")
        runs = [gemba.run_json("run", gemba.CELL, "--replay", table, "--json", *words)
                for words in ((), ("--rate", "10"), ("--epoch", "first-sample"))]
        self.assertEqual(runs[0]["ticks"], 2377)  # 9.9 s, and the tick that the last one enters
        self.assertEqual(runs[0]["samples_received"], 100)
        self.assertEqual(runs[1]["samples_received"], 100)
        self.assertEqual(runs[0]["state_hash"], runs[1]["state_hash"])
        self.assertEqual(runs[0]["state_hash"], runs[2]["state_hash"])

    def test_an_epoch_that_cannot_be(self):
        gemba.run("run", gemba.CELL, "--epoch", "first-sample", expect=2)
        gemba.run("run", gemba.CELL, "--epoch", "yesterday", expect=2)


if __name__ == "__main__":
    gemba.main()
