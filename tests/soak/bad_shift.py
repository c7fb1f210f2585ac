#!/usr/bin/python3
"""The bad shift: eight plant hours with 200 disturbances, and what the program must show after each.

    tests/soak/bad_shift.py [--hours 8] [--disturbances 200] [--rate 20] [--seed 1]

A plant that runs `rate` times as fast as a clock publishes through a proxy that knows to the message
what it delivered. The disturbances, in an order that the seed decides, are those of KINDS below.
Times are wall times: silence, staleness and "live again" mean the same at any rate. After each:

* lost, duplicates and rejected as `gemba run --json` says them equal what was injected, exactly;
* no value is called good that the plant did not have within the last seconds;
* a value said after the end of the disturbance is shown within 2 s.

In its last plant hour the session holds at most 2 % more memory than in its first, each at its most.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/integration"))
import bad_plant
import gemba
import wire_proxy

LIVE_WITHIN = 2.0       # s
BELIEVED_FOR = 4.0      # s: silent_after of the source, and a second for the report
REPORT_EVERY = 0.2      # wall s
SPEED = f"{gemba.LINE3}/infeed/speed"
MEMORY_GROWTH = 1.02


def bad_twin(folder):
    """The packing cell, its speeds on the wire in mm/s and between 0 and 2 m/s."""
    copy = folder / "cell"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(gemba.CELL.parent, copy)
    twin = copy / gemba.CELL.name
    text = twin.read_text(encoding="utf-8")
    for belt in ("infeed", "outfeed"):
        for name, device, role in (("speed", "actual_speed", "compare"),
                                   ("speed_command", "speed", "drive")):
            plain = (f'signal = "{gemba.LINE3}/{belt}/{name}"\ndevice = "{belt}.{device}"\n'
                     f'role = "{role}"\n')
            assert plain in text, plain
            text = text.replace(plain, plain + 'unit = "mm/s"\nrange = { low = 0.0, high = 2.0 }\n')
    twin.write_text(text, encoding="utf-8")
    return twin


class Follower:
    """A session behind a proxy; its reports are read as they come."""

    def __init__(self, twin, proxy, rate, *words):
        self.begun = time.monotonic()
        self.process = gemba.gemba("run", twin, "--connect", proxy.endpoint, "--rate", rate,
                                   "--duration", 10_000_000, "--report-every",
                                   REPORT_EVERY * rate, "--json", *words)
        self.report, self.at = None, 0.0

    def next(self, timeout=30):
        self.report = self.process.next_json(timeout)
        if self.report is None:
            raise self.process.failure("ended")
        self.at = time.monotonic()
        return self.report

    @property
    def source(self):
        return self.report["sources"][0]

    def memory_kb(self):
        status = pathlib.Path(f"/proc/{self.process.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])

    def send(self, what):
        self.process.process.send_signal(what)


class Shift:
    def __init__(self, test, folder, rate, seed):
        self.test, self.folder, self.rate = test, folder, rate
        self.random = random.Random(seed)
        self.plant = bad_plant.BadPlant(rate, seed)
        self.proxy = wire_proxy.Proxy(self.plant.port)
        self.proxies = [self.proxy]
        self.twin = bad_twin(folder)
        self.disk = Disk(folder)
        self.rows = collections.defaultdict(lambda: [0, 0.0])  # kind -> times, slowest s
        self.wrong, self.memory, self.tails, self.failures = [], [], [], []
        self.slack_until = self.slack = 0.0
        self.full_until = None
        self.recordings = 0
        self.session = None

    def __enter__(self):
        where = ("--store", self.disk.path / "store") if self.disk.path else \
            ("--record", self.folder / "shift.mcap")
        self.session = Follower(self.twin, self.proxy, self.rate, *where)
        try:
            self.session.next(60)
            self.plant.start()
            self.wait_live(time.monotonic(), limit=30)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *unused):
        self.session.process.kill()
        self.plant.stop()
        for proxy in self.proxies:
            proxy.close()
        self.disk.close()

    # ---- What is seen.

    def look(self):
        """The next report; whatever it calls good must have been so."""
        report = self.session.next()
        since = self.session.at - BELIEVED_FOR
        if self.session.at < self.slack_until:
            since -= self.slack
        for name, state in report["signals"].items():
            if state["quality"] == "good" and \
                    not self.plant.was_true(name, state["measured"], since):
                self.wrong.append((round(self.plant.elapsed), name, state["measured"]))
        # The most of each plant hour.
        hour = int(self.plant.elapsed // 3600)
        while hour >= len(self.memory):
            self.memory.append(0)
        self.memory[hour] = max(self.memory[hour], self.session.memory_kb())
        return report

    def watch(self, seconds):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.look()

    def wait_until(self, condition, limit, what):
        end = time.monotonic() + limit
        while not condition(self.look()):
            if time.monotonic() > end:
                raise AssertionError(f"not within {limit} s: {what}; source: {self.session.source}; "
                                     f"{SPEED}: {self.session.report['signals'][SPEED]}")

    def wait_live(self, since, limit=20.0, qualities=("good", "uncertain")):
        """Seconds after `since` until a value said later is shown."""
        def live(report):
            state = report["signals"][SPEED]
            return report["sources"][0]["live"] and state["quality"] in qualities and \
                self.plant.said_since(SPEED, state["measured"], since)
        self.wait_until(live, limit, "live again")
        return self.session.at - since

    def account(self):
        """Everything delivered is read, and each loss is said."""
        def settled(report):
            source, witness = report["sources"][0], self.proxy.witness
            with self.plant.lock:
                messages, duplicates, rejected = witness.given()
                self.expected = {"lost": witness.lost(), "duplicates": duplicates,
                                 "rejected": rejected, "dropped": 0}
            return messages - source["messages"] in range(0, 200) and \
                {key: source[key] for key in self.expected} == self.expected
        try:
            self.wait_until(settled, 4.0, "counts")
        except AssertionError as error:
            raise AssertionError(f"injected {self.expected}, reported "
                                 f"{ {k: self.session.source[k] for k in self.expected} }, messages "
                                 f"{self.proxy.witness.given()[0]}: {error}") from error

    # ---- The disturbances: each returns how long after its end it was live again, s.

    def publisher_restarted(self):
        self.plant.shut()
        self.watch(self.random.uniform(0.0, 0.8))
        self.plant.open()
        self.proxy.upstream = self.plant.port
        return self.wait_live(time.monotonic())

    def two_publishers(self):
        topics = [SPEED, f"{gemba.LINE3}/pe1/blocked", f"{gemba.LINE3}/infeed/speed_command"]
        boot, number = self.plant.stamp(), collections.Counter()
        before = self.session.source["rivals"]
        for i in range(self.random.randint(20, 50)):
            for topic in topics:
                number[topic] += 1
                if self.random.random() < 0.1:
                    continue
                value = i % 2 == 0 if "blocked" in topic else 500 + i
                self.proxy.inject(topic.encode(), json.dumps(
                    {"t": self.plant.stamp(), "seq": number[topic], "boot": boot,
                     "v": value}).encode())
            if i % 3 == 0:
                self.look()
            time.sleep(0.03)
        took = self.wait_live(time.monotonic())
        self.test.assertGreater(self.session.source["rivals"], before)
        self.test.assertTrue(self.session.source["first_conflict"])
        return took

    def clock_stepped(self):
        before, offset = self.session.source["clock_steps"], self.plant.offset_s
        self.plant.offset_s += self.random.choice((-3600, 3600))
        took = self.wait_live(time.monotonic(), qualities=("good",))
        self.wait_until(lambda r: r["sources"][0]["clock_steps"] == before + 1 and abs(
            r["sources"][0]["clock_offset_ms"] - 1000 * self.plant.offset_s) < 500, 3.0,
            f"the clock's step from {offset}")
        return took

    def half_open(self):
        """For shorter than a connection is believed in, and then its packets are refused; or longer,
        and the old connection leads nowhere for ever."""
        self.proxy.resets = self.random.random() < 0.5
        self.proxy.go_dark()
        self.watch(self.random.uniform(4.0, 6.0) if self.proxy.resets else
                   self.random.uniform(7.5, 9.0))
        self.test.assertFalse(self.session.source["live"])
        self.proxy.dark = False
        return self.wait_live(time.monotonic())

    def stall_and_burst(self):
        self.proxy.flowing.clear()
        self.watch(5.0)
        self.test.assertFalse(self.session.source["live"])
        steps = self.session.source["clock_steps"]
        self.proxy.flowing.set()
        took = self.wait_live(time.monotonic())
        self.watch(0.6)
        self.test.assertEqual(self.session.source["clock_steps"], steps)
        return took

    def suspended(self):
        self.session.send(signal.SIGSTOP)
        asleep = self.random.uniform(1.0, 5.0)
        time.sleep(asleep)
        self.session.send(signal.SIGCONT)
        end = time.monotonic()
        # A report on its way when the session stopped is read only now.
        self.slack, self.slack_until = asleep, end + 0.5
        return self.wait_live(end)

    def disk_full(self):
        if not self.disk.path:
            raise unittest.SkipTest("nothing can be mounted here")
        self.disk.fill()
        self.full_until = time.monotonic() + 600 / self.rate
        self.wait_until(lambda r: r["recording"]["error"], 10.0, "said that the disk is full")
        return self.wait_live(time.monotonic())

    def disk_free(self, wait=False):
        """Ends a full disk when its ten minutes are over; recording begins again by itself."""
        if self.full_until is None:
            return
        while time.monotonic() < self.full_until:
            if not wait:
                return
            self.look()
        self.full_until = None
        self.disk.free()
        self.wait_until(lambda r: not r["recording"]["error"], 20.0, "recording again")

    def unit_changed(self):
        before = self.session.source["implausible"]
        self.plant.speak_in(metres=True)
        self.wait_until(lambda r: r["signals"][SPEED]["quality"] == "bad", LIVE_WITHIN, "bad")
        self.test.assertIn("another unit", self.session.report["signals"][SPEED]["doubt"])
        self.watch(2.0)
        self.test.assertGreater(self.session.source["implausible"], before)
        self.plant.speak_in(metres=False)
        return self.wait_live(time.monotonic())

    def window_killed(self):
        """A second session, recording, is killed; what it left is recovered; a new one begins."""
        proxy = wire_proxy.Proxy(self.plant.port)
        self.proxies.append(proxy)
        self.recordings += 1
        left = self.folder / f"killed{self.recordings % 2}.mcap"
        victim = Follower(self.twin, proxy, self.rate, "--record", left)
        while not (victim.next(60)["sources"][0]["live"]):
            pass
        self.watch(self.random.uniform(2.0, 4.0))
        victim.process.kill(signal.SIGKILL)
        killed = time.monotonic()
        given, until = proxy.witness.given()[0], killed - 1.0
        durable = sum(1 for passed in list(proxy.witness.times) if passed < until)
        proxy.close()
        whole = self.folder / "recovered.mcap"
        gemba.run("recover", left, "-o", whole)
        info = gemba.run_json("info", whole, "--json")
        self.test.assertEqual(info["problems"], [])
        kept = sum(c["messages"] for c in info["channels"]
                   if c["metadata"].get("gemba.source") not in (None, "simulated"))
        self.test.assertLessEqual(kept, given)
        self.test.assertGreaterEqual(kept, durable)
        self.tails.append(given - kept)

        # The new window beside the first one.
        proxy = wire_proxy.Proxy(self.plant.port)
        self.proxies.append(proxy)
        begun = time.monotonic()
        again = Follower(self.twin, proxy, self.rate)
        while not again.next(60)["sources"][0]["live"]:
            pass
        self.started = max(getattr(self, "started", 0.0), time.monotonic() - begun)
        again.process.kill()
        proxy.close()
        return self.wait_live(time.monotonic())

    def lost_and_doubled(self):
        self.proxy.lose = self.random.randint(1, 40)
        self.proxy.double = self.random.randint(0, 5)
        self.proxy.inject(SPEED.encode(), b'{"v":')
        self.wait_until(lambda _: self.proxy.lose + self.proxy.double == 0, 20.0, "lost")
        return self.wait_live(time.monotonic())

    def overrun(self):
        """A subscriber that does not listen while more is said than anybody keeps for it."""
        self.plant.shut()
        self.plant.open(high_water=200, small_buffers=True)
        self.proxy.small, self.proxy.upstream = True, self.plant.port
        self.wait_live(time.monotonic())
        before = self.proxy.witness.lost()
        self.proxy.flowing.clear()
        self.plant.flood(4000, 2000)
        self.watch(1.5)
        self.proxy.flowing.set()
        self.wait_until(lambda _: self.proxy.witness.lost() > before, 5.0, "anything lost")
        self.proxy.small = False
        return self.publisher_restarted()

    # ---- The shift.

    def disturb(self, kind):
        took = getattr(self, kind)()
        row = self.rows[kind]
        row[0] += 1
        row[1] = max(row[1], took)
        self.account()
        self.disk_free()
        return took

    def stand(self, kind):
        """One disturbance; what it was like, in words. What was not stood is kept for the end."""
        try:
            if kind == "disk_full":
                self.disk_free(wait=True)
            took = self.disturb(kind)
            self.test.assertEqual(self.wrong, [], "called good, but never true")
            self.test.assertLessEqual(took, LIVE_WITHIN, "s until live again")
            return f"live after {took:.2f} s, lost {self.session.source['lost']} as injected"
        except AssertionError as error:
            said = f"FAILED {str(error)[:1000]}"
            self.failures.append(f"{round(self.plant.elapsed)} s, {kind}: {said}")
            self.wrong = []
            self.proxy.flowing.set()
            self.proxy.dark = False
            self.plant.speak_in(metres=False)
            return said


KINDS = ("publisher_restarted", "two_publishers", "clock_stepped", "half_open", "stall_and_burst",
         "suspended", "disk_full", "unit_changed", "window_killed", "lost_and_doubled", "overrun")


class Disk:
    """A small disk of its own for the store, or no path where nothing may be mounted."""

    def __init__(self, folder):
        self.path, self.image = None, folder / "disk.img"
        where = folder / "disk"
        where.mkdir(exist_ok=True)
        if os.geteuid() != 0:
            return
        subprocess.run(["umount", where], capture_output=True, check=False)
        with open(self.image, "wb") as image:
            image.truncate(3 << 30)  # a hole: nothing of it is written before it is used
        made = subprocess.run(["mkfs.ext4", "-q", "-m", "0", self.image], capture_output=True,
                              check=False)
        mounted = made.returncode == 0 and subprocess.run(
            ["mount", "-o", "loop", self.image, where], capture_output=True, check=False)
        if mounted and mounted.returncode == 0:
            self.path = where
        else:
            self.image.unlink()

    def fill(self):
        """To the last block, but for what others take meanwhile."""
        with open(self.path / "ballast", "wb") as ballast:
            free = os.statvfs(self.path).f_bavail * os.statvfs(self.path).f_frsize
            while free > 4096:
                try:
                    os.posix_fallocate(ballast.fileno(), ballast.seek(0, 2), free)
                    ballast.seek(0, 2)
                except OSError:
                    free //= 2

    def free(self):
        (self.path / "ballast").unlink(missing_ok=True)

    def close(self):
        if self.path is None:
            return
        subprocess.run(["umount", "-l", self.path], capture_output=True, check=False)
        self.image.unlink(missing_ok=True)


def order(count, seed, skip=()):
    """Each kind as often as any other, in the seed's order."""
    kinds = [kind for kind in KINDS if kind not in skip]
    out = [kinds[i % len(kinds)] for i in range(count)]
    random.Random(f"order/{seed}").shuffle(out)
    return out


def bad_shift(test, hours=8.0, disturbances=200, rate=20.0, seed=1, tell=print):
    """Runs it. Returns the table as text; fails at the end with all that was not stood."""
    folder = gemba.folder("bad_shift")
    with Shift(test, folder, rate, seed) as shift:
        skip = () if shift.disk.path else ("disk_full",)
        if skip:
            tell("disk_full is left out: nothing can be mounted here")
        length = hours * 3600 / rate
        for number, kind in enumerate(order(disturbances, seed, skip)):
            shift.watch(shift.plant.begin + number * length / disturbances - time.monotonic())
            said = shift.stand(kind)
            tell(f"{number + 1:4} {shift.plant.elapsed / 3600:6.2f} h  {kind:20} {said}", flush=True)
        shift.watch(shift.plant.begin + length - time.monotonic())
        shift.disk_free(wait=True)
        shift.account()
        text = table(shift)
        tell(text, flush=True)
        test.assertEqual(shift.failures, [])
        test.assertLessEqual(shift.memory[-1], shift.memory[0] * MEMORY_GROWTH,
                             f"kB by hour: {shift.memory}")
        return text


def table(shift):
    source, report = shift.session.source, shift.session.report
    lines = [f"{sum(n for n, _ in shift.rows.values())} disturbances in "
             f"{shift.plant.elapsed / 3600:.2f} plant hours ({report['sim_seconds'] / 3600:.2f} h "
             f"simulated, {report['wall_seconds']:.0f} s of wall time)"]
    lines += [f"  {kind:20} {n:4} times, live again after {slowest:.2f} s at worst"
              for kind, (n, slowest) in sorted(shift.rows.items())]
    lines.append(f"  messages {source['messages']}, lost {source['lost']}, duplicates "
                 f"{source['duplicates']}, rejected {source['rejected']}, dropped "
                 f"{source['dropped']}: injected less reported 0")
    lines.append(f"  rivals {source['rivals']}, implausible {source['implausible']}, clock steps "
                 f"{source['clock_steps']}, lost to the simulation {report['lost_seconds']:.1f} s")
    if shift.tails:
        lines.append(f"  killed windows lost their last {max(shift.tails)} messages at worst; a new "
                     f"one was live {shift.started:.1f} s after its start at worst")
    lines.append("  most memory by plant hour, MiB: "
                 + " ".join(f"{kb / 1024:.1f}" for kb in shift.memory))
    return "\n".join(lines)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--hours", type=float, default=8.0)
    arguments.add_argument("--disturbances", type=int, default=200)
    arguments.add_argument("--rate", type=float, default=20.0)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    os.environ.setdefault("GEMBA", str(ROOT / "build/release/bin/gemba"))
    bad_shift(unittest.TestCase(), options.hours, options.disturbances, options.rate, options.seed)


if __name__ == "__main__":
    main()
