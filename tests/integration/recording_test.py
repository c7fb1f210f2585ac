#!/usr/bin/env python3
"""A live run, run again from its recording, gives the same bits; and what was altered is found."""
import json
import unittest

import gemba


class Recordings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.recording = gemba.folder("recordings") / "live.mcap"
        endpoint = gemba.free_endpoint()
        with gemba.line_plant(endpoint, "--seed", 7):
            cls.live = gemba.run_json("run", gemba.CELL, "--connect", endpoint, "--duration", 40,
                                      "--record", cls.recording, "--json")

    def test_replay_equals_the_live_run(self):
        self.assertGreater(self.live["samples_received"], 50)
        for rate in ("max", "10"):
            replayed = gemba.run_json("run", gemba.CELL, "--replay", self.recording, "--rate", rate,
                                      "--json")
            self.assertEqual(replayed["ticks"], self.live["ticks"])
            self.assertEqual(replayed["state_hash"], self.live["state_hash"])
            self.assertEqual(replayed["residuals"], self.live["residuals"])

    def test_verify_agrees(self):
        verdict = gemba.run_json("verify", self.recording, "--json")
        self.assertEqual(verdict["result"], "equal", verdict)
        self.assertEqual(verdict["ticks"], self.live["ticks"])

    def test_a_replay_recorded_again_stands_for_itself(self):
        copy = gemba.folder("recordings_again") / "again.mcap"
        again = gemba.run_json("run", gemba.CELL, "--replay", self.recording, "--record", copy,
                               "--json")
        self.assertEqual(again["state_hash"], self.live["state_hash"])
        verdict = gemba.run_json("verify", copy, "--json")
        self.assertEqual((verdict["result"], verdict["ticks"]), ("equal", self.live["ticks"]))

        # Each message as it came, in the channel of its kind.
        def messages(file):
            channels = gemba.run_json("info", file, "--json")["channels"]
            return sorted((c["topic"], c["encoding"], c["messages"]) for c in channels
                          if c["topic"] == "gemba/rejected"
                          or c["metadata"].get("gemba.source", "simulated") != "simulated")
        self.assertEqual(messages(copy), messages(self.recording))
        self.assertGreater(len(messages(copy)), 5)

    def test_a_flipped_bit_is_found_with_its_place(self):
        damaged = gemba.folder("recordings_damaged") / "flipped.mcap"
        whole = self.recording.read_bytes()
        # In the twin's files that stand in front, and among the messages.
        for place in (0.1, 0.5, 0.9, 0.97):
            content = bytearray(whole)
            content[int(len(content) * place)] ^= 4
            damaged.write_bytes(content)
            done = gemba.run("verify", damaged, "--json", expect=1)
            verdict = json.loads(done.stdout)
            self.assertEqual(verdict["result"], "damaged", verdict)
            self.assertRegex(verdict["reason"], r"byte \d+")

    def test_what_is_no_recording_is_refused(self):
        other = gemba.folder("recordings_none") / "other.mcap"
        for content in (b"", b"\xff" * 64, self.recording.read_bytes()[:20]):
            other.write_bytes(content)
            refused = gemba.run("verify", other, expect=3)
            self.assertIn("gemba:", refused.stderr)
            gemba.run("run", gemba.CELL, "--replay", other, expect=3)


if __name__ == "__main__":
    gemba.main()
