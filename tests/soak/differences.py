#!/usr/bin/python3
"""One hidden difference at a time, on each of the two plants: how soon the twin says where it is.

    tests/soak/differences.py [--seeds 12] [--plant line|gemba]… [--case NAME]… [--hours H]

A plant runs well for a while, then one thing of it is different: a belt slips by 3 or 6 %, the
stopper's blade sticks, the scale is biased, an eye is late, the belt behind the stopper is slick, or
the blade is jammed. Its messages are written to a file and replayed behind the bundled twin, which
knows nothing of it. A case is stood when the right segment comes to stand first in the ranking,
with a score of at least 1, and no other did before. Then a day without any difference: at most one
false alarm.
"""
import argparse
import json
import pathlib
import random
import statistics
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/integration"))
import gemba

EPOCH = 1_700_000_000_000_000_000
WITHIN = 20.0     # s of plant time, the median of a difference's cases
OBSERVED = 90.0   # s of plant time after a difference began
HOLD_EVERY = 10.0  # s: so that the stopper and the belt behind it have work

# The controller of the second plant holds a carton every now and then, as the first one's can.
HOLD_ONE = f"""
local function hold_one(time, state)
    if time < (state.hold_until or 0.0) then return true end
    if time < (state.hold_next or {HOLD_EVERY}) then return false end
    local ahead = math.huge
    for _, carton in ipairs(state.tracks) do
        local front = carton.x + CARTON / 2
        if front <= STOPPER_AT + 0.02 then
            if front < STOPPER_AT - 0.12 or front > STOPPER_AT - 0.06 then return false end
            if ahead < STOPPER_AT + 0.03 then return false end
            state.hold_until, state.hold_next = time + 1.0, time + {HOLD_EVERY}
            return true
        end
        ahead = carton.x - CARTON / 2
    end
    return false
end

function step("""
HOLDING = "state.holding = must_hold(state.tracks, state.holding)"


class Case:
    """What is different: words for line.py, a property and its value for gemba plant, and what
    must be found: the equipment, the eye at the end of its segment, or both; None is any."""

    def __init__(self, right, line, own, holds=False):
        self.right, self.line, self.own, self.holds = right, line, own, holds


def cases(chance, begin):
    """The differences, their sizes and signs by chance, from `begin` s on."""
    kilograms = round(chance.choice((-1, 1)) * chance.uniform(0.04, 0.12), 3)
    late = round(chance.uniform(0.2, 0.5), 3)
    eye = chance.choice(("pe1", "pe2"))
    slick = round(chance.uniform(0.03, 0.06), 3)

    def slip(share):
        return Case([("infeed", "pe1")], ["--slip", share, "--slip-from", begin],
                    ("infeed.slip", share))
    return {
        "slip 3 %": slip(0.03),
        "slip 6 %": slip(0.06),
        "sticking stopper": Case([("stopper", None)], ["--stuck-from", begin],
                                 ("stopper.stuck", True), holds=True),
        "scale bias": Case([("scale", None)], ["--scale-bias", kilograms, "--scale-bias-from", begin],
                           ("scale.bias", kilograms)),
        # By its segment first, then by its name.
        "eye delay": Case([(eye, None), (None, eye)], ["--eye-delay", f"{eye}={late}", "--eye-delay-from", begin],
                          (f"{eye}.delay", late)),
        # Cartons that do not get away from the stopper keep its blade down, too.
        "lower friction": Case([(None, "pe3"), ("stopper", None)],
                               ["--friction", slick, "--friction-from", begin],
                               ("outfeed.friction", slick), holds=True),
        "jam": Case([("stopper", None)], ["--jam-from", begin], ("stopper.jammed", True)),
    }


def line_plant(folder, case, seed, duration):
    """The independent plant's messages. Misses and losses would be differences of their own."""
    record = folder / "plant.mcap"
    words = [sys.executable, gemba.LINE, "--speed", 0, "--duration", duration, "--seed", seed,
             "--no-faults", "--epoch", EPOCH, "--record", record]
    if case.holds:
        words += ["--hold-every", HOLD_EVERY]
    subprocess.run([str(word) for word in words + case.line], check=True, capture_output=True)
    return record


def gemba_plant(folder, case, seed, duration, begin=0.0):
    """The program's own plant, whose feeder is as regular as the other's."""
    record, twin = folder / "plant.mcap", folder / "plant.toml"
    text = gemba.CELL.read_text(encoding="utf-8").replace('"models/', f'"{gemba.CELL.parent}/models/')
    script = (gemba.CELL.parent / "line.lua").read_text(encoding="utf-8")
    if case.holds:
        assert HOLDING in script and script.count("\nfunction step(") == 1
        script = script.replace("\nfunction step(", HOLD_ONE).replace(
            HOLDING, f"{HOLDING} or hold_one(inputs.time, state)")
    (folder / "line.lua").write_text(script, encoding="utf-8")
    assert "every = 2.5" in text
    twin.write_text(text.replace("every = 2.5", "jitter = 0.03\nevery = 2.5"), encoding="utf-8")
    words = ["--duration", duration, "--seed", seed, "--record", record]
    if case.own:
        name, value = case.own
        overlay = folder / "differences.toml"
        overlay.write_text(f'[[set]]\nproperty = "{name}"\nvalue = {json.dumps(value)}\n'
                           f"from = {begin}\n", encoding="utf-8")
        words += ["--with", overlay]
    gemba.run("plant", twin, *words, timeout=3600)
    return record


def ranking(record, every):
    """(plant time in s, the rows that part, the most significant first) of each report."""
    done = gemba.run("run", gemba.CELL, "--replay", record, "--epoch", "first-sample",
                     "--report-every", every, timeout=7200)
    for text in done.stdout.splitlines():
        report = json.loads(text)
        yield report["sim_seconds"], [row for row in report["residuals"] if row["score"] >= 1.0]


def is_right(row, case):
    return any(equipment in (None, row["equipment"]) and eye in (None, row["to"])
               for equipment, eye in case.right)


def name_of(row):
    return f"{row['equipment']} to {row['to']}" if row["to"] else row["equipment"]


def judge(rows, case, begin):
    """Seconds until the right one stood first for good, and what else stood first meanwhile."""
    found, others = None, []
    for now, parts in rows:
        if parts and is_right(parts[0], case):
            found = now - begin if found is None else found
        elif parts:
            others.append(f"{now - begin:.0f} s {name_of(parts[0])}: {parts[0]['text']}")
    return found, others


def matrix(test, seeds=12, plants=("line", "gemba"), names=None, tell=print):
    """All cases; a table as text. Fails at the end with all that was not stood."""
    folder = gemba.folder("soak_differences")
    lines, failures = [], []
    for plant in plants:
        for name in names or cases(random.Random(0), 0.0):
            times, wrong = [], []
            for seed in range(1, seeds + 1):
                chance = random.Random(f"{name}/{seed}")
                begin = round(60.0 + chance.uniform(0.0, 10.0), 2)
                case = cases(chance, begin)[name]
                duration = begin + OBSERVED
                if plant == "line":
                    record = line_plant(folder, case, seed, duration)
                else:
                    record = gemba_plant(folder, case, seed, duration, begin)
                found, others = judge(ranking(record, 1.0), case, begin)
                if found is None or others:
                    wrong.append(f"{plant}, {name}, seed {seed}: found after {found} s; first stood "
                                 f"{others[:3] + others[-1:]}")
                else:
                    times.append(found)
            median = statistics.median(times) if times else float("inf")
            lines.append(f"{plant:6} {name:17} {len(times):2} of {seeds}, median {median:4.1f} s, "
                         f"slowest {max(times, default=0):4.1f} s")
            tell(lines[-1], flush=True)
            for text in wrong:
                tell("       " + text, flush=True)
            failures += wrong + ([lines[-1]] if median > WITHIN else [])
    test.assertEqual(failures, [])
    return "\n".join(lines)


def quiet_day(test, hours=24.0, plants=("line", "gemba"), tell=print):
    """Without a difference: how often anything comes to part."""
    folder = gemba.folder("soak_quiet_day")
    case, lines = Case([], [], None), []
    for plant in plants:
        record = (line_plant if plant == "line" else gemba_plant)(folder, case, 1, hours * 3600)
        alarms, parted = [], set()
        for now, parts in ranking(record, 5.0):
            names = {name_of(row) for row in parts}
            alarms += [f"{now:.0f} s {name_of(row)}: {row['text']}" for row in parts
                       if name_of(row) not in parted]
            parted = names
        lines.append(f"{plant:6} {hours:g} h without a difference: {len(alarms)} false alarms")
        tell(lines[-1], *alarms[:10], sep="\n       ", flush=True)
        test.assertLessEqual(len(alarms), 1, alarms)
    return "\n".join(lines)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seeds", type=int, default=12)
    arguments.add_argument("--plant", action="append", choices=("line", "gemba"))
    arguments.add_argument("--case", action="append", choices=cases(random.Random(0), 0.0))
    arguments.add_argument("--hours", type=float, default=24.0)
    arguments.add_argument("--only", choices=("differences", "quiet"))
    options = arguments.parse_args()
    plants = options.plant or ("line", "gemba")
    test = unittest.TestCase()
    if options.only != "quiet":
        matrix(test, options.seeds, plants, options.case)
    if options.only != "differences":
        quiet_day(test, options.hours, plants)


if __name__ == "__main__":
    main()
