#!/usr/bin/env python3
"""Recordings: what gemba says of them, what it saves of damaged ones, and what another reader
(npm's @mcap/core, a tool of the tests only) finds in those that gemba wrote."""
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import unittest
import zlib

import gemba

PEER = gemba.ROOT / "tests/peers/mcap"
MAGIC = b"\x89MCAP0\r\n"


def text(value):
    return struct.pack("<I", len(value)) + value.encode()


def record(opcode, content):
    return struct.pack("<BQ", opcode, len(content)) + content


def plain_recording(messages):
    """An MCAP file without chunks, index or summary, by the specification. `messages` are
    (channel, sequence, log time, data)."""
    out = [MAGIC, record(1, text("") + text("test"))]
    for channel in sorted({message[0] for message in messages}):
        out.append(record(4, struct.pack("<HH", channel, 0) + text(f"line/signal{channel}")
                          + text("json") + struct.pack("<I", 0)))
    for channel, sequence, time, data in messages:
        out.append(record(5, struct.pack("<HIQQ", channel, sequence, time, time - 5) + data))
    out += [record(15, struct.pack("<I", 0)), record(2, struct.pack("<QQI", 0, 0, 0)), MAGIC]
    return b"".join(out)


def small_recording(compression, records):
    """One with a chunk, of whatever bytes, and a loose attachment and metadata."""
    chunk = struct.pack("<QQQI", 0, 10, len(records), 0) + text(compression)
    fields = struct.pack("<QQ", 1, 2) + text("name") + text("type") + struct.pack("<Q", 1) + b"d"
    return b"".join([MAGIC, record(1, text("") + text("test")),
                     record(6, chunk + struct.pack("<Q", len(records)) + records),
                     record(9, fields + struct.pack("<I", zlib.crc32(fields))),
                     record(12, text("name") + struct.pack("<I", 0)),
                     record(15, struct.pack("<I", 0)), record(2, struct.pack("<QQI", 0, 0, 0)), MAGIC])


def many_messages(count):
    """Some of them out of order; two share each time."""
    return [(1 + i % 7, i, 10**18 + (i // 2) * 1000 - (5000 if i % 100 == 0 else 0),
             json.dumps({"v": i * 0.25, "seq": i}).encode()) for i in range(count)]


def digest(messages):
    """As read.mjs tells it."""
    lines = sorted(f"line/signal{channel}|{sequence}|{time}|{time - 5}|"
                   f"{hashlib.sha1(data).hexdigest()}\n" for channel, sequence, time, data in messages)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class Info(unittest.TestCase):
    def test_a_whole_recording(self):
        path = gemba.folder("mcap_info") / "plain.mcap"
        path.write_bytes(plain_recording(many_messages(1000)))
        told = gemba.run_json("info", path, "--json")
        self.assertEqual(told["messages"], 1000)
        self.assertEqual(told["problems"], [])
        self.assertEqual(len(told["channels"]), 7)
        self.assertEqual(sum(channel["messages"] for channel in told["channels"]), 1000)
        self.assertEqual(told["channels"][0]["topic"], "line/signal1")
        self.assertEqual(told["channels"][0]["encoding"], "json")
        self.assertEqual(told["start_ns"], 10**18 - 5000)
        self.assertEqual(told["end_ns"], 10**18 + 499 * 1000)
        for key in ("attachments", "metadata"):
            self.assertEqual(told[key], [])
        self.assertIn("line/signal7", gemba.run("info", path).stdout)

    def test_peers(self):
        folder = gemba.shared_data() / "recordings/peer_mcap"
        expected = json.loads((folder / "nab_machine_temp.expected.json").read_text())
        for path in sorted(folder.glob("*.mcap")):
            with self.subTest(path.name):
                told = gemba.run_json("info", path, "--json")
                self.assertEqual(told["messages"], expected["messages"])
                self.assertEqual(str(told["start_ns"]), expected["startNs"])
                self.assertEqual(str(told["end_ns"]), expected["endNs"])
                self.assertEqual([channel["topic"] for channel in told["channels"]],
                                 [channel["topic"] for channel in expected["channels"]])
                self.assertEqual(told["problems"], [])

    def test_malformed_ones_are_told(self):
        folder = gemba.shared_data() / "malformed/mcap"
        for name, about in json.loads((folder / "index.json").read_text())["cases"].items():
            with self.subTest(name):
                path = folder / f"{name}.mcap"
                done = gemba.run("info", path, "--json", expect=None)
                if about["valid"]:
                    self.assertEqual(done.returncode, 0, done.stderr)
                elif about["reference_stream_messages"] > 0:
                    self.assertEqual(done.returncode, 1, done.stderr)
                else:
                    self.assertIn(done.returncode, (1, 3))
                if done.returncode == 3:
                    self.assertIn(name, done.stderr)
                else:
                    told = json.loads(done.stdout)
                    self.assertEqual(bool(told["problems"]), not about["valid"])

    def test_a_chunk_that_claims_2_to_the_60_is_an_error(self):
        path = gemba.folder("mcap_claim") / "claim.mcap"
        for compression in ("", "zstd", "lz4"):
            with self.subTest(compression):
                whole = bytearray(small_recording(compression, b"0123456789"))
                at = whole.index(struct.pack("<QQQ", 0, 10, 10)) + 16
                whole[at:at + 8] = struct.pack("<Q", 2**60)
                path.write_bytes(whole)
                # Far below what was claimed, far above what a small file needs.
                words = ["bash", "-c", f"ulimit -v {8 << 20}; exec \"$@\"", "bash", gemba.program(),
                         "info", str(path), "--json"]
                if gemba.SANITIZED:  # a sanitizer and a limit of addresses exclude each other
                    words = words[4:]
                done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
                self.assertEqual(done.returncode, 1, done.stderr)
                told = json.loads(done.stdout)
                self.assertIn("Chunk record at byte 29", told["problems"][0])
                self.assertEqual([a["name"] for a in told["attachments"]], ["name"])

    def test_what_is_no_recording_is_three(self):
        for path in (gemba.CELL, "/nonexistent.mcap", gemba.ROOT):
            refused = gemba.run("info", path, expect=3)
            self.assertIn(str(path), refused.stderr)


class Recover(unittest.TestCase):
    def test_cut_anywhere(self):
        folder = gemba.folder("mcap_recover")
        messages = many_messages(3000)
        whole = plain_recording(messages)
        for cut in range(100, len(whole), len(whole) // 20):
            with self.subTest(cut):
                (folder / "cut.mcap").write_bytes(whole[:cut])
                done = gemba.run("recover", folder / "cut.mcap", "-o", folder / "saved.mcap",
                                 "--json", expect=None)
                if done.returncode == 3:
                    self.assertLess(cut, 700, done.stderr)
                    self.assertFalse((folder / "saved.mcap").exists())
                    continue
                self.assertEqual(done.returncode, 0, done.stderr)
                saved = json.loads(done.stdout)
                self.assertTrue(saved["problems"])
                # Of records of about the same length the share that the cut leaves.
                self.assertGreater(saved["messages"], 3000 * cut / len(whole) - 40)
                told = gemba.run_json("info", folder / "saved.mcap", "--json")
                self.assertEqual(told["messages"], saved["messages"])

    def test_nothing_readable_is_three_and_no_file(self):
        folder = gemba.folder("mcap_nothing")
        (folder / "zeros.mcap").write_bytes(bytes(5000))
        (folder / "empty.mcap").write_bytes(b"")
        (folder / "magic.mcap").write_bytes(MAGIC)
        for name in ("zeros", "empty", "magic", "absent"):
            with self.subTest(name):
                refused = gemba.run("recover", folder / f"{name}.mcap", "-o", folder / "out.mcap",
                                    expect=3)
                self.assertIn(f"{name}.mcap", refused.stderr)
                self.assertFalse((folder / "out.mcap").exists())

    def test_malformed_ones(self):
        data = gemba.shared_data() / "malformed/mcap"
        folder = gemba.folder("mcap_malformed")
        for name, about in json.loads((data / "index.json").read_text())["cases"].items():
            with self.subTest(name):
                out = folder / f"{name}.mcap"
                done = gemba.run("recover", data / f"{name}.mcap", "-o", out, "--json", expect=None)
                self.assertEqual(done.returncode == 0, out.exists())
                if about["reference_stream_messages"] > 0:
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertGreaterEqual(json.loads(done.stdout)["messages"],
                                            about["reference_stream_messages"])

    def test_a_place_that_cannot_be_written_is_told(self):
        path = gemba.folder("mcap_full") / "plain.mcap"
        path.write_bytes(plain_recording(many_messages(1000)))
        refused = gemba.run("recover", path, "-o", "/proc/out.mcap", expect=3)
        self.assertIn("/proc/out.mcap", refused.stderr)


class Peer(unittest.TestCase):
    """@mcap/core reads what we wrote: `gemba recover` writes as the recorder does."""

    @classmethod
    def setUpClass(cls):
        if not shutil.which("node") or not shutil.which("npm"):
            raise unittest.SkipTest("no node or npm here")
        cls.home = gemba.folder("mcap_peer")
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PEER / name, cls.home)
        done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"],
                              cwd=cls.home, capture_output=True, text=True, timeout=200, check=False)
        if done.returncode != 0:
            raise unittest.SkipTest(f"npm cannot install @mcap/core: {done.stderr[-200:]}")

    def read(self, path):
        done = subprocess.run(["node", PEER / "read.mjs", pathlib.Path(path).resolve()],
                              cwd=self.home, capture_output=True, text=True, timeout=200, check=False,
                              env={**os.environ, "NODE_NO_WARNINGS": "1"})
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def rewritten(self, path):
        out = self.home / f"{pathlib.Path(path).stem}.ours.mcap"
        gemba.run("recover", path, "-o", out)
        return out

    def test_many_chunks(self):
        messages = many_messages(60_000)
        plain = self.home / "many.mcap"
        plain.write_bytes(plain_recording(messages))
        ours = self.rewritten(plain)
        told = self.read(ours)
        for way in ("index", "stream"):
            self.assertEqual(told[way].get("digest"), digest(messages), told[way])
            self.assertEqual(told[way]["messages"], len(messages))
        self.assertGreater(told["index"]["chunks"], 3)
        self.assertTrue(told["index"]["sorted"])
        self.assertTrue(told["stream"]["done"])
        info = gemba.run_json("info", ours, "--json")
        self.assertEqual(told["index"]["counted"], str(info["messages"]))
        self.assertEqual(told["index"]["start_ns"], str(info["start_ns"]))
        self.assertEqual(told["index"]["end_ns"], str(info["end_ns"]))
        self.assertEqual(told["index"]["topics"],
                         {channel["topic"]: channel["messages"] for channel in info["channels"]})

    def test_recordings_of_others(self):
        recordings = gemba.shared_data() / "recordings"
        for path in sorted(recordings.rglob("*.mcap")):
            with self.subTest(path.name):
                theirs, ours = self.read(path), self.read(self.rewritten(path))
                for way in ("index", "stream"):
                    self.assertEqual(ours[way].get("digest"), theirs["stream"]["digest"], ours[way])
                self.assertEqual(ours["index"]["topics"], theirs["stream"]["topics"])
                info = gemba.run_json("info", path, "--json")
                self.assertEqual(info["messages"], theirs["stream"]["messages"])

    def test_attachments_and_metadata(self):
        suite = gemba.shared_data() / "conformance/mcap"
        for name, key, value in (("OneAttachment", "attachments", "myFile"),
                                 ("OneMetadata", "metadata", "myMetadata")):
            told = self.read(self.rewritten(suite / name / f"{name}.mcap"))
            self.assertEqual(told["index"].get(key), [value], told)
            self.assertTrue(told["stream"]["done"])


if __name__ == "__main__":
    gemba.main()
