#!/usr/bin/env python3
"""Recordings become tables and tables recordings, and nothing is lost on the way."""
import csv
import unittest

import gemba

HEAD = "t_ms,line/speed,line/weight,line/state"


class Convert(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = gemba.folder("convert")
        cls.table = cls.folder / "table.csv"
        rows = [f"{1790000000000 + 100 * i},{0.001 * i:.3f},{i},{'run' if i % 2 else 'stop'}"
                for i in range(100)]
        cls.table.write_text("\n".join([HEAD, *rows]) + "\n")
        cls.recording = cls.folder / "table.mcap"
        cls.made = gemba.run_json("convert", cls.table, cls.recording, "--json")

    def rows(self, name, *words):
        out = self.folder / name
        gemba.run("convert", self.recording, out, *words)
        with open(out, encoding="utf-8") as file:
            return list(csv.reader(file, delimiter="\t" if name.endswith("tsv") else ","))

    def test_a_table_becomes_messages(self):
        self.assertEqual(self.made["messages"], 300)
        info = gemba.run_json("info", self.recording, "--json")
        self.assertEqual({c["topic"]: c["messages"] for c in info["channels"]},
                         {"line/speed": 100, "line/weight": 100, "line/state": 100})
        self.assertEqual({c["schema_encoding"] for c in info["channels"]}, {"jsonschema"})
        self.assertEqual(info["start_ns"], 1790000000000 * 1_000_000)

    def test_and_a_table_again(self):
        wide = self.rows("wide.csv", "--form", "wide")
        self.assertEqual(len(wide), 101)
        head = [name.split(" [")[0] for name in wide[0]]
        column = head.index("line/speed")
        self.assertEqual([float(row[column]) for row in wide[1:]],
                         [round(0.001 * i, 3) for i in range(100)])
        self.assertEqual(len(self.rows("long.tsv")), 301)

    def test_by_signal_and_range(self):
        rows = self.rows("part.csv", "--signals", "speed|state", "--from", "+1", "--to", "+2",
                         "--form", "wide")
        self.assertEqual(len(rows), 11)
        self.assertEqual(len(rows[0]), 3)
        self.assertEqual(len(self.rows("iso.csv", "--from", "2026-09-21T14:13:25Z",
                                       "--form", "wide")), 51)

    def test_recordings_are_written_anew(self):
        for words, messages in (((), 300), (("--signals", "weight"), 100),
                                (("--from", "+5"), 150)):
            out = self.folder / "again.mcap"
            done = gemba.run_json("convert", self.recording, out, "--json", *words)
            self.assertEqual(done["messages"], messages)
            info = gemba.run_json("info", out, "--json")
            self.assertEqual(info["messages"], messages)
            self.assertTrue(info["indexed"])

    def test_other_encodings_go_through_untouched(self):
        shared = gemba.shared_data() / "recordings"
        files = sorted(shared.rglob("*.mcap"))[:6]
        self.assertTrue(files)
        for file in files:
            out = self.folder / "copy.mcap"
            gemba.run("convert", file, out, expect=None)
            was, now = (gemba.run_json("info", f, "--json", expect=None) for f in (file, out))
            for key in ("messages", "start_ns", "end_ns"):
                self.assertEqual(was[key], now[key], file)
            self.assertEqual([(c["topic"], c["encoding"], c["messages"]) for c in was["channels"]],
                             [(c["topic"], c["encoding"], c["messages"]) for c in now["channels"]])

    def test_wrong_use(self):
        gemba.run("convert", self.table, self.folder / "other.csv", expect=2)
        gemba.run("convert", self.recording, self.folder / "other.xlsx", expect=2)
        gemba.run("convert", self.recording, self.recording, expect=2)
        gemba.run("convert", self.recording, self.folder / "none.csv", "--signals", "none",
                  expect=3)
        gemba.run("convert", self.recording, self.folder / "none.csv", "--from", "noon", expect=3)
        self.assertFalse((self.folder / "none.csv").exists())
        broken = self.folder / "broken.mcap"
        broken.write_bytes(self.recording.read_bytes()[:3000])
        done = gemba.run("convert", broken, self.folder / "saved.mcap", "--json", expect=None)
        self.assertIn(done.returncode, (1, 3))


if __name__ == "__main__":
    gemba.main()
