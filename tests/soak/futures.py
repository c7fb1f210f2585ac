#!/usr/bin/python3
"""What may come, from the state that the plant is in: is its own future among the futures?

    tests/soak/futures.py [--trials 40] [--first 1] [--branches 16] [--ahead 600]

In each trial the independent plant runs for five minutes beside a twin that follows it and knows how
regular its feeder is, and how often eyes miss a carton and hands take one away. Then branches of the
twin run ahead, each with chances of its own; what the plant packed and rejected in that time lies
within their 95 % interval in nine of ten trials. Parallel runs say what serial ones say.
"""
import argparse
import csv
import json
import pathlib
import re
import statistics
import subprocess
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/integration"))
import gemba

EPOCH = 1_700_000_000_000_000_000
BEFORE = 300    # s that the twin follows
JITTER, LOST, MISSED = 0.03, 1 / 500, 0.01
CHANCES = [f"feeder.loss={LOST}"] + [f"pe{n}.miss={MISSED}" for n in range(4)]
COVERED = 0.9
# 97.5 % of Student's t by degrees of freedom.
STUDENT = {7: 2.365, 9: 2.262, 11: 2.201, 15: 2.131, 31: 2.040}


def twin(folder):
    """The packing cell that knows how regular its feeder is and follows its plant's eyes."""
    text = gemba.CELL.read_text(encoding="utf-8")
    text = re.sub(r'"(models/[^"]*|line\.lua)"', rf'"{gemba.CELL.parent}/\1"', text)
    assert "every = 2.5" in text
    text = text.replace("every = 2.5", f"jitter = {JITTER}\nevery = 2.5")
    text, eyes = re.subn(r'(device = "pe\d\.blocked"\nrole = "compare"\n)', r"\1correct = true\n",
                         text)
    assert eyes == 3
    path = folder / "jittery.toml"
    path.write_text(text, encoding="utf-8")
    return path


def trial(folder, seed, branches, ahead):
    """(flow of each branch, what the plant took by its sinks meanwhile, s that the branches took)."""
    plant, truth, session = folder / "plant.mcap", folder / "truth.csv", folder / "session.mcap"
    words = [sys.executable, gemba.LINE, "--speed", 0, "--duration", BEFORE + ahead, "--seed", seed,
             "--missed", MISSED, "--lost", LOST, "--jitter", JITTER, "--epoch", EPOCH, "--record", plant,
             "--truth", truth]
    subprocess.run([str(word) for word in words], check=True, capture_output=True)
    gemba.run("run", twin(folder), "--replay", plant, "--epoch", "first-sample", "--duration", BEFORE,
              "--record", session, timeout=600)
    begin = time.monotonic()
    # Other chances in each trial: one lucky set of branches would speak for all of them.
    done = gemba.run("sweep", session, "--duration", ahead,
                     "--seeds", f"{1 + branches * (seed - 1)}..{branches * seed}",
                     *(word for chance in CHANCES for word in ("--set", chance)), timeout=3600)
    took = time.monotonic() - begin
    with open(truth, newline="", encoding="utf-8") as file:
        said = [row for row in csv.DictReader(file) if BEFORE < float(row["time"]) <= BEFORE + ahead]
    own = {sink: sum(row["what"] == what for row in said)
           for sink, what in (("good", "packed"), ("rejected", "rejected"))}
    return [json.loads(line)["flow"] for line in done.stdout.splitlines()], own, took


def interval(values):
    """Where one more of them lies with 95 %, as `gemba sweep --table` and the window have it."""
    half = STUDENT[len(values) - 1] * statistics.stdev(values) * (1 + 1 / len(values)) ** 0.5
    mean = statistics.mean(values)
    return mean - half - 0.5, mean + half + 0.5


def trials(test, count=40, branches=16, ahead=600, first=1, tell=print):
    """Returns a line for the report."""
    folder = gemba.folder("soak_futures")
    inside, times = {"good": 0, "rejected": 0}, []
    for seed in range(first, first + count):
        flows, own, took = trial(folder, seed, branches, ahead)
        times.append(took)
        said = []
        for sink in inside:
            low, high = interval([flow["sinks"][sink]["taken"] for flow in flows])
            held = low <= own[sink] <= high
            inside[sink] += held
            said.append(f"{sink} {own[sink]} of [{low:.1f}, {high:.1f}]{'' if held else ' OUTSIDE'}")
        tell(f"{seed:3} {'; '.join(said)}; {took:.1f} s", flush=True)
    session = folder / "session.mcap"
    words = ("sweep", session, "--duration", 30, "--seeds", "1..4", "--jobs")
    test.assertEqual(gemba.run(*words, 2).stdout, gemba.run(*words, 1).stdout)
    said = (f"{count} trials, {branches} branches {ahead} s ahead in {statistics.median(times):.1f} s, "
            f"{max(times):.1f} s at worst; the plant's future inside: good {inside['good']}, rejected "
            f"{inside['rejected']} of {count}; two jobs say what one says")
    tell(said, flush=True)
    for sink, held in inside.items():
        test.assertGreaterEqual(held, COVERED * count, said)
    return said


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--trials", type=int, default=40)
    arguments.add_argument("--first", type=int, default=1, help="seed of the first one")
    arguments.add_argument("--branches", type=int, default=16, choices=[n + 1 for n in STUDENT])
    arguments.add_argument("--ahead", type=float, default=600)
    options = arguments.parse_args()
    trials(unittest.TestCase(), options.trials, options.branches, options.ahead, options.first)


if __name__ == "__main__":
    main()
