#!/usr/bin/env python3
"""Many runs at once say what each would say alone."""
import json
import signal
import unittest

import gemba


class Sweep(unittest.TestCase):
    def lines(self, *words):
        done = gemba.run("sweep", gemba.CELL, "--duration", 30, *words)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_every_combination_in_order_whatever_the_jobs(self):
        words = ("--set", "infeed.speed=0.3,0.4", "--set", "stopper.close=false,true",
                 "--seeds", "1..2")
        two = self.lines(*words, "--jobs", 2)
        self.assertEqual([(line["run"], line["set"]["infeed.speed"], line["set"]["stopper.close"],
                           line["seed"]) for line in two],
                         [(0, 0.3, False, 1), (1, 0.3, False, 2), (2, 0.3, True, 1),
                          (3, 0.3, True, 2), (4, 0.4, False, 1), (5, 0.4, False, 2),
                          (6, 0.4, True, 1), (7, 0.4, True, 2)])
        self.assertEqual(two, self.lines(*words, "--jobs", 1))
        self.assertEqual(len({line["state_hash"] for line in two}), 8)
        closed = [line for line in two if line["set"]["stopper.close"]]
        self.assertEqual([line["flow"]["sinks"]["good"]["taken"] for line in closed], [0] * 4)
        self.assertGreater(closed[0]["flow"]["waiting"], two[0]["flow"]["waiting"])

    def test_with_nothing_set_it_is_a_run(self):
        alone = gemba.run_json("run", gemba.CELL, "--duration", 30, "--seed", 5, "--json")
        [line] = self.lines("--seeds", 5)
        self.assertEqual(line["state_hash"], alone["state_hash"])
        self.assertEqual(line["flow"], alone["flow"])
        self.assertGreater(line["flow"]["made"], 8)

    def test_interrupted_it_says_how_many_runs_are_done(self):
        with gemba.gemba("sweep", gemba.CELL, "--duration", 30, "--seeds", "1..100000",
                         "--jobs", 2) as sweep:
            sweep.next_json(60)
            sweep.process.send_signal(signal.SIGINT)
            runs = 1
            while sweep.next_json(60) is not None:
                runs += 1
            self.assertEqual(sweep.process.wait(60), 1)
        self.assertEqual(sweep.errors[-1:], [f"gemba: stopped after {runs} of 100000 runs\n"])

    def test_what_cannot_be_set_is_named(self):
        for words, said in (
                (("--set", "infeed.sped=1"), "did you mean infeed.speed?"),
                (("--set", "pe1.blocked=1"), "what the simulation says"),
                (("--set", "infeed.speed=fast"), "a finite number"),
                (("--set", "infeed.speed=nan"), "a finite number"),
                (("--set", "infeed.speed"), "device.property=A,B"),
                (("--set", "infeed.speed="), "no values"),
                (("--set", "stopper.close=2"), "true or false"),
                (("--set", "infeed.speed=1", "--set", "infeed.speed=2"), "a second time"),
                (("--seeds", "3..1"), "1..32"),
                (("--seeds", "1..2000000"), "1..32"),
                (("--seeds", ""), "1..32")):
            with self.subTest(words=words):
                done = gemba.run("sweep", gemba.CELL, "--duration", 1, *words, expect=2)
                self.assertIn(said, done.stderr)
                self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    gemba.main()
