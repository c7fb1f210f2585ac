#!/usr/bin/env python3
"""A live session fills the rolling store; a range of it is one file that verifies by itself."""
import shutil
import unittest

import gemba


class Store(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = gemba.folder("store")
        shutil.rmtree(cls.folder / "recordings", ignore_errors=True)
        twin = cls.folder / "cell"
        shutil.rmtree(twin, ignore_errors=True)
        shutil.copytree(gemba.CELL.parent, twin)
        cell = twin / gemba.CELL.name
        text = cell.read_text(encoding="utf-8")
        assert "checkpoint_every = 30.0" in text
        cell.write_text(text.replace("checkpoint_every = 30.0", "checkpoint_every = 4.0"),
                        encoding="utf-8")
        cls.cell = cell
        endpoint = gemba.free_endpoint()
        with gemba.line_plant(endpoint, "--seed", 3):
            cls.live = gemba.run_json(
                "run", cell, "--connect", endpoint, "--duration", 42, "--json",
                "--store", cls.folder / "recordings", "--segment-seconds", 8)
        cls.session = next((cls.folder / "recordings").iterdir())
        cls.segments = sorted(cls.session.glob("*.mcap"))

    def save(self, name, *words):
        out = self.folder / name
        return out, gemba.run_json("save-range", self.session, "-o", out, "--json", *words)

    def own_messages(self, path):
        """Messages of the plant, by topic."""
        info = gemba.run_json("info", path, "--json")
        self.assertEqual(info["problems"], [])
        return {c["topic"]: c["messages"] for c in info["channels"]
                if c["metadata"].get("gemba.source") not in (None, "simulated")}

    def test_each_segment_verifies(self):
        self.assertGreaterEqual(len(self.segments), 3)
        for segment in self.segments:
            verdict = gemba.run_json("verify", segment, "--json")
            self.assertEqual(verdict["result"], "equal", (segment, verdict))
            self.assertGreater(verdict["ticks"], 100)

    def test_all_of_it_is_the_session(self):
        out, saved = self.save("all.mcap")
        self.assertEqual(saved["notes"], [])
        self.assertEqual(saved["ticks"], self.live["ticks"])
        verdict = gemba.run_json("verify", out, "--json")
        self.assertEqual(verdict["result"], "equal", verdict)
        self.assertEqual(verdict["ticks"], self.live["ticks"])
        replay = gemba.run_json("run", self.cell, "--replay", out, "--json")
        self.assertEqual(replay["state_hash"], self.live["state_hash"])
        self.assertEqual(replay["samples_received"], self.live["samples_received"])

        # What was compared and what happened is in it, for other tools too.
        info = gemba.run_json("info", out, "--json")
        counts = {c["topic"]: c["messages"] for c in info["channels"]}
        self.assertGreater(counts["gemba/residuals"], 5)
        self.assertGreater(counts["gemba/events"], 0)

        # A message that two segments have is in it once.
        in_segments = sum(sum(self.own_messages(s).values()) for s in self.segments)
        self.assertGreater(in_segments, saved["messages"])
        self.assertEqual(sum(self.own_messages(out).values()), saved["messages"])

    def test_a_range_in_the_middle(self):
        _, whole = self.save("whole.mcap")
        begin, end = whole["from_ns"], whole["to_ns"]
        length = end - begin
        for first, last in ((0.3, 0.7), (0.55, 0.6), (0.9, 2.0)):
            asked = (begin + int(first * length), begin + int(last * length))
            out, saved = self.save("middle.mcap", "--from", asked[0], "--to", asked[1])
            self.assertLessEqual(saved["from_ns"], asked[0])
            self.assertGreater(saved["from_ns"], asked[0] - 5_000_000_000)
            self.assertLessEqual(saved["to_ns"], min(asked[1], end))
            self.assertGreater(saved["to_ns"], min(asked[1], end) - 50_000_000)
            verdict = gemba.run_json("verify", out, "--json")
            self.assertEqual(verdict["result"], "equal", verdict)
            self.assertEqual(verdict["ticks"], saved["ticks"])
            gemba.run("run", self.cell, "--replay", out, "--json")

    def test_what_cannot_be_saved_is_said(self):
        out = self.folder / "none.mcap"
        out.unlink(missing_ok=True)
        for words in (("--to", 5), ("--from", 1)):
            where = self.session if words[0] == "--to" else self.folder / "nowhere"
            gemba.run("save-range", where, "-o", out, *words, expect=3)
            self.assertFalse(out.exists())
        gemba.run("save-range", self.session, "-o", self.segments[0], expect=3)
        gemba.run("save-range", self.session, "-o", "/proc/none.mcap", expect=3)
        self.assertEqual(list(self.folder.glob("*.part")), [])


if __name__ == "__main__":
    gemba.main()
