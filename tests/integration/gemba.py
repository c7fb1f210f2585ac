"""What the integration tests share: the program, endpoints, plants, and how a test file ends.

The environment says GEMBA, the program under test; GEMBA_TEST_FOLDER, where tests may write; and
GEMBA_SANITIZED where a sanitizer makes everything slow.
"""
import json
import os
import pathlib
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CELL = ROOT / "resources/twins/packing_cell/packing_cell.toml"
PALLETIZING_CELL = ROOT / "resources/twins/palletizing_cell/palletizing_cell.toml"
LINE = ROOT / "tests/plant/line.py"
LINE3 = "acme/site1/hall2/line3"
SANITIZED = bool(os.environ.get("GEMBA_SANITIZED"))
SKIPPED = 77  # CTest's SKIP_RETURN_CODE


def program():
    return os.environ.get("GEMBA") or str(ROOT / "build/dev/bin/gemba")


def folder(name):
    """An empty folder of one test's own; it stays, to be looked at when the test fails."""
    base = pathlib.Path(os.environ.get("GEMBA_TEST_FOLDER", ROOT / "build/integration"))
    made = base / name
    made.mkdir(parents=True, exist_ok=True)
    for old in made.iterdir():
        if old.is_file():
            old.unlink()
    return made


def shared_data():
    """The folder of real inputs beside the project, or the test is skipped."""
    found = pathlib.Path(os.environ.get("GEMBA_SHARED_DATA", ROOT.parent / "shared/data"))
    if not found.is_dir():
        raise unittest.SkipTest("no shared data here: ../shared/data or $GEMBA_SHARED_DATA")
    return found.resolve()


def run(*words, timeout=120, expect=0, environment=None):
    """Runs gemba to its end and asserts its exit code. Returns the completed process."""
    process = subprocess.run([program(), *map(str, words)], capture_output=True, text=True,
                             errors="replace", timeout=timeout * (8 if SANITIZED else 1),
                             env={**os.environ, **(environment or {})}, check=False)
    if expect is not None and process.returncode != expect:
        raise AssertionError(
            f"gemba {' '.join(map(str, words))}: exit code {process.returncode}, expected {expect}"
            f"\n{process.stdout[-4000:]}\n{process.stderr[-4000:]}")
    return process


def run_json(*words, **options):
    """The object that gemba printed."""
    text = run(*words, **options).stdout
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise AssertionError(f"no JSON from gemba {words}: {error}\n{text[:2000]}") from error


def free_endpoint():
    """A TCP endpoint of this machine that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{probe.getsockname()[1]}"


class Background:
    """A program beside the test, its output read line by line; ended with the `with` block."""

    def __init__(self, *words):
        self.words = [str(word) for word in words]
        self.process = subprocess.Popen(self.words, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, errors="replace")
        self.lines = queue.Queue()
        self.errors = []
        self._readers = [threading.Thread(target=self._read_output, daemon=True),
                         threading.Thread(target=self._read_errors, daemon=True)]
        for reader in self._readers:
            reader.start()

    def _read_output(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def _read_errors(self):
        for line in self.process.stderr:
            self.errors.append(line)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.kill(signal.SIGTERM)

    def kill(self, how=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for reader in self._readers:
            reader.join(10)
        self.process.stdout.close()
        self.process.stderr.close()

    def failure(self, what):
        return AssertionError(f"{' '.join(self.words)}: {what}\n{''.join(self.errors)[-4000:]}")

    def next_json(self, timeout=30):
        """The next line of output as an object; None at its end."""
        try:
            line = self.lines.get(timeout=timeout * (8 if SANITIZED else 1))
        except queue.Empty:
            raise self.failure(f"silent for {timeout} s") from None
        return None if line is None else json.loads(line)

    def reports_until(self, condition, timeout=60):
        """Reads reports until one fulfils the condition; fails at the end or the time limit."""
        limit = time.monotonic() + timeout * (8 if SANITIZED else 1)
        report = None
        while time.monotonic() < limit:
            report = self.next_json()
            if report is None:
                raise self.failure("ended before what was waited for")
            if condition(report):
                return report
        raise self.failure(f"did not report within {timeout} s; last:\n{json.dumps(report)[:3000]}")

    def rest(self, timeout=120):
        """All further reports, to the end of the program, which must be a good one."""
        reports = []
        while (report := self.next_json(timeout)) is not None:
            reports.append(report)
        if self.process.wait(30) != 0:
            raise self.failure(f"exit code {self.process.returncode}")
        return reports


def gemba(*words):
    """gemba in the background."""
    return Background(program(), *words)


def following(endpoint, duration, every=1.0):
    """`gemba run` behind a plant in real time, one report each simulated `every` seconds. It has
    begun when this returns: what a plant that starts now publishes is not missed."""
    run = gemba("run", CELL, "--connect", endpoint, "--duration", duration,
                "--report-every", every, "--json")
    run.next_json(60)
    return run


def line_plant(endpoint, *words):
    """The independent plant."""
    if not LINE.exists():
        raise unittest.SkipTest("tests/plant/line.py is not in the tree")
    return Background(sys.executable, LINE, "--bind", endpoint, *words)


def row(report, equipment, kind="transit"):
    """The residual of one equipment, or None."""
    for residual in report["residuals"]:
        if residual["equipment"] == equipment and residual["kind"] == kind:
            return residual
    return None


def main():
    """Runs the tests of the calling file; a file of which every test was skipped is skipped."""
    ended = unittest.main(module="__main__", exit=False, verbosity=2).result
    if not ended.wasSuccessful():
        sys.exit(1)
    if ended.testsRun == 0 or len(ended.skipped) == ended.testsRun:
        print("skipped:", "; ".join(sorted({reason for _, reason in ended.skipped})))
        sys.exit(SKIPPED)
