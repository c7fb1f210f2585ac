#!/usr/bin/env python3
"""A live run, run again from what entered it, gives the same bits."""
import unittest

import gemba


class LiveInputs(unittest.TestCase):
    def test_replay_equals_the_live_run(self):
        endpoint = gemba.free_endpoint()
        log = gemba.folder("inputs") / "inputs.bin"
        with gemba.line_plant(endpoint, "--seed", 7):
            live = gemba.run_json("run", gemba.CELL, "--connect", endpoint, "--duration", 25,
                                  "--inputs-out", log, "--json")
        self.assertGreater(live["samples_received"], 50)
        replayed = gemba.run_json("run", gemba.CELL, "--inputs", log, "--json")
        self.assertEqual(replayed["ticks"], live["ticks"])
        self.assertEqual(replayed["state_hash"], live["state_hash"])
        self.assertEqual(replayed["residuals"], live["residuals"])

    def test_damaged_inputs(self):
        log = gemba.folder("inputs_damaged") / "inputs.bin"
        gemba.run("run", gemba.CELL, "--duration", 1, "--inputs-out", log)
        whole = log.read_bytes()
        for damaged in (b"", whole[:len(whole) // 2], b"\xff" * 64, whole + b"x"):
            log.write_bytes(damaged)
            refused = gemba.run("run", gemba.CELL, "--inputs", log, expect=3)
            self.assertIn("gemba:", refused.stderr)


if __name__ == "__main__":
    gemba.main()
