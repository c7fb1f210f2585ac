#!/usr/bin/env python3
"""Many runs at once say what each would say alone."""
import json
import re
import signal
import statistics
import subprocess
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


class Futures(unittest.TestCase):
    """What may come of an instant of a recorded session."""

    @classmethod
    def setUpClass(cls):
        # A plant with a slipping infeed; and the session that followed it for a minute and a half.
        folder = gemba.folder("futures")
        overlay = folder / "slip.toml"
        overlay.write_text('[[set]]\nproperty = "infeed.slip"\nvalue = 0.06\nfrom = 30.0\n')
        plant, cls.session = folder / "plant.mcap", folder / "session.mcap"
        gemba.run("plant", gemba.CELL, "--record", plant, "--duration", 90, "--with", overlay)
        gemba.run("run", gemba.CELL, "--replay", plant, "--epoch", "first-sample",
                  "--record", cls.session)

    def futures(self, *words, at=60.2):
        done = gemba.run("sweep", self.session, "--at", at, "--duration", 60, *words)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_they_begin_alike_and_are_the_same_for_any_number_of_jobs(self):
        words = ("--set", "outfeed.speed=0.3,0.4", "--set", "scale.noise=0.05", "--seeds", "1..2")
        two = self.futures(*words, "--jobs", 2)
        self.assertEqual(two, self.futures(*words, "--jobs", 1))
        self.assertEqual(len({line["state_hash"] for line in two}), 4)
        for line in two:
            self.assertEqual(line["sim_seconds"], 60.0)
            # The line goes on as it went: cartons under way arrive, others are made every 2.5 s.
            self.assertIn(line["flow"]["made"], (23, 24, 25))
            self.assertIn(sum(sink["taken"] for sink in line["flow"]["sinks"].values()),
                          range(19, 26))
        slow, fast = two[0]["flow"], two[2]["flow"]
        self.assertGreater(slow["work_in_process"], fast["work_in_process"] + 0.5)

    def test_another_instant_is_another_beginning(self):
        self.assertNotEqual(self.futures("--seeds", 1), self.futures("--seeds", 1, at=70.2))

    def test_another_script_goes_on_where_the_running_one_is(self):
        script = gemba.CELL.parent / "line.lua"
        text = script.read_text(encoding="utf-8")
        folder = gemba.folder("futures_scripts")
        slow, looping = folder / "slow.lua", folder / "looping.lua"
        slow.write_text(text.replace("FEED_EVERY = 2.5", "FEED_EVERY = 3.5"), encoding="utf-8")
        looping.write_text(text.replace("function step(inputs, state)",
                                        "function step(inputs, state) while true do end"),
                           encoding="utf-8")
        [as_it_is] = self.futures("--seeds", 1)
        words = ("--seeds", 1, "--set", f"controller.script={script},{slow}")
        lines = self.futures(*words, "--jobs", 2)
        self.assertEqual(lines, self.futures(*words, "--jobs", 1))
        self.assertEqual([line["set"]["controller.script"] for line in lines],
                         [str(script), str(slow)])
        # The same script is no change at all: its state goes on.
        self.assertEqual(lines[0]["state_hash"], as_it_is["state_hash"])
        self.assertEqual(lines[0]["flow"], as_it_is["flow"])
        self.assertIn(lines[1]["flow"]["made"], (17, 18))
        self.assertFalse(lines[1]["controller_stopped"])

        done = gemba.run("sweep", self.session, "--at", 60.2, "--duration", 10,
                         "--set", f"controller.script={looping},{script}")
        self.assertEqual([json.loads(line)["controller_stopped"] for line in
                          done.stdout.splitlines()], [True, False])
        self.assertIn("looping.lua:", done.stderr)
        self.assertIn("more instructions", done.stderr)

    def test_a_script_that_cannot_be_is_named_before_anything_runs(self):
        folder = gemba.folder("sweep_scripts")
        loop, big = folder / "loop.lua", folder / "big.lua"
        loop.write_text("x = 1\nwhile true do end\n", encoding="utf-8")
        big.write_text("--" + "x" * (1 << 20), encoding="utf-8")
        bare = folder / "bare.toml"
        bare.write_text('gemba = 1\nname = "bare"\n[[conveyor]]\nid = "belt"\nsize = [2.0, 0.6, 0.8]\n',
                        encoding="utf-8")
        script = gemba.CELL.parent / "line.lua"
        for twin, given, expect, said in (
                (gemba.CELL, folder / "none.lua", 3, "no such file"),
                (gemba.CELL, folder, 3, "not a file"),
                (gemba.CELL, big, 3, "at most 1048576 bytes"),
                (gemba.CELL, loop, 3, f"{loop}:2: found more instructions"),
                (gemba.CELL, f"{script},", 2, "controller.script=FILE"),
                (gemba.CELL, "", 2, "controller.script=FILE"),
                (bare, script, 3, "[controller]")):
            with self.subTest(given=given):
                done = gemba.run("sweep", twin, "--duration", 1,
                                 "--set", f"controller.script={given}", expect=expect)
                self.assertIn(said, done.stderr)
                self.assertEqual(done.stdout, "")

    def test_a_table_says_what_they_come_to(self):
        table = gemba.run("sweep", self.session, "--duration", 60, "--set", "outfeed.speed=0.3,0.4",
                          "--seeds", "1..3", "--table").stdout
        self.assertEqual(table.count("3 runs of 60 s"), 2, table)
        self.assertIn("outfeed.speed=0.3:", table)
        # Mean, and where one more of three would lie: 4.303 is Student's t of two degrees. A count
        # reaches half a part to each side: 60 an hour is one in this minute.
        words = ("--set", "scale.noise=0.05", "--seeds", "1..3")
        counts = [line["flow"]["sinks"]["rejected"]["per_hour"] for line in self.futures(*words)]
        spread = statistics.stdev(counts)
        half = 4.303 * spread * (1 + 1 / 3) ** 0.5 + 60 / 2
        self.assertGreater(spread, 0.0, "the noise rejects other cartons for each seed")
        mean = statistics.mean(counts)
        table = gemba.run("sweep", self.session, "--at", 60.2, "--duration", 60, *words,
                          "--table").stdout
        row = next(line for line in table.splitlines() if "rejected, an hour" in line)
        said = [float(number) for number in re.findall(r"-?\d+\.\d", row)]
        for number, expected in zip(said, (mean, mean - half, mean + half), strict=True):
            self.assertAlmostEqual(number, expected, delta=0.06, msg=row)

    def test_a_plant_whose_disk_is_full_ends_and_says_so(self):
        left = gemba.folder("futures_full") / "plant.mcap"
        full = subprocess.run(
            ["bash", "-c", 'ulimit -f 64; trap "" XFSZ; exec "$@"', "bash", gemba.program(), "plant",
             gemba.CELL, "--record", left, "--duration", "86400"],
            capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(full.returncode, 3, full.stderr)
        self.assertIn(str(left), full.stderr)

    def test_what_is_no_instant_of_it_is_named(self):
        for words, expect, said in (
                ((self.session, "--at", 400), 3, "--at 90 or less"),
                ((gemba.CELL, "--at", 4), 2, "no recording")):
            done = gemba.run("sweep", *words, "--duration", 1, expect=expect)
            self.assertIn(said, done.stderr)


if __name__ == "__main__":
    gemba.main()
