#!/usr/bin/env python3
"""gemba.v1 on the wire and in recordings, against what protobuf's own compiler writes and reads."""
import json
import time
import unittest

import gemba
import wire

CELL = f"{gemba.LINE3}/weigher"


def echoed(endpoint, act, seconds=4):
    """What `gemba echo` says of an endpoint in the end, by topic."""
    with gemba.gemba("echo", "--connect", endpoint, "--duration", seconds, "--json") as echo:
        act()
        echo.process.wait(60)
        text = []
        while (line := echo.lines.get(timeout=10)) is not None:
            text.append(line)
    found = json.loads("".join(text))["endpoints"][0]
    return found, {topic["topic"]: topic for topic in found["topics"]}


class Protobuf(unittest.TestCase):
    def test_what_its_compiler_encodes_is_read(self):
        endpoint = gemba.free_endpoint()
        with wire.Publisher(endpoint) as plant:
            def send():
                plant.wait_for_subscriber()
                for seq in (1, 2, 4):
                    plant.raw(wire.INFEED.encode(), b"protobuf",
                              wire.encode(f"time: {time.time_ns()} seq: {seq} boot: 1 real: 0.5"))
                plant.raw(CELL.encode(), b"application/protobuf", wire.encode(
                    "batch { names { name: ['weight', 'count', 'full', 'state', 'pose'] } real: 2.25 "
                    "integer: -3 boolean: true text: 'Execute' vector { number: [1, 2.5] } }"))
                plant.raw(wire.OUTFEED.encode(), b'{"v":0.25}')
            found, topics = echoed(endpoint, send)
        self.assertEqual((found["messages"], found["rejected"]), (5, 0), found)
        self.assertEqual(topics[wire.INFEED]["values"], {"": 0.5})
        self.assertEqual(topics[wire.INFEED]["lost"], 1)
        self.assertEqual(topics[CELL]["values"], {"weight": 2.25, "count": -3, "full": True,
                                                  "state": "Execute", "pose": [1.0, 2.5]})
        self.assertEqual(topics[wire.OUTFEED]["values"], {"": 0.25}, "JSON beside it")

    def test_a_plant_is_followed_recorded_and_played_in_it(self):
        endpoint = gemba.free_endpoint()
        folder = gemba.folder("protobuf")
        with gemba.gemba("plant", gemba.CELL, "--bind", endpoint, "--encoding", "protobuf",
                         "--duration", 8):
            report = gemba.run_json("run", gemba.CELL, "--connect", endpoint, "--duration", 4,
                                    "--record", folder / "session.mcap", "--json")
        source = report["sources"][0]
        self.assertGreater(source["messages"], 10, source)
        self.assertEqual((source["rejected"], source["dropped"]), (0, 0), source)
        gemba.run("verify", folder / "session.mcap")

        info = gemba.run_json("info", folder / "session.mcap", "--json")
        said = {(channel["encoding"], channel["schema"]) for channel in info["channels"]
                if channel["topic"] == wire.INFEED}
        self.assertIn(("protobuf", "gemba.v1.Message"), said)

        # Played again as it came, and as readable as live.
        player = gemba.free_endpoint()
        with gemba.gemba("play", folder / "session.mcap", "--bind", player, "--rate", "max",
                         "--lossless"):
            found, topics = echoed(player, lambda: None, seconds=5)
        self.assertEqual(found["rejected"], 0, found)
        self.assertEqual(found["messages"], source["messages"])
        self.assertEqual(topics[wire.INFEED]["format"], "native")


if __name__ == "__main__":
    gemba.main()
