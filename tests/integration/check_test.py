#!/usr/bin/env python3
"""Twin files that are wrong in twenty ways: every command names the line, with exit code 3."""
import json
import unittest

import gemba

GOOD = """\
gemba = 1
name = "Test cell"

[world]
step_hz = 240
gravity = [0.0, 0.0, -9.81]

[[item]]
id = "carton"
size = [0.4, 0.3, 0.3]
mass = 2.0

[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
speed = 0.4

[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6

[[feeder]]
id = "feeder"
on = "infeed"
at = 0.3
items = ["carton"]
every = 2.5

[[binding]]
signal = "acme/line3/pe1/blocked"
device = "pe1.blocked"
role = "compare"

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
"""

# What stands there, what stands there instead, and the text of the line that is to be named.
WRONG = {
    "syntax": ('name = "Test cell"', 'name = "Test cell', 'name = "Test cell'),
    "unknown key": ("speed = 0.4", "spead = 0.4", "spead = 0.4"),
    "unknown table": ("[[photo_eye]]", "[[photo_eyes]]", "[[photo_eyes]]"),
    "text for a number": ("speed = 0.4", 'speed = "fast"', 'speed = "fast"'),
    "number for text": ('role = "compare"', "role = 1", "role = 1"),
    "two numbers for three": ("size = [6.0, 0.6, 0.8]", "size = [6.0, 0.6]", "size = [6.0, 0.6]"),
    "out of range": ("step_hz = 240", "step_hz = 0", "step_hz = 0"),
    "infinite": ("every = 2.5", "every = inf", "every = inf"),
    "not a number": ("mass = 2.0", "mass = nan", "mass = nan"),
    "negative mass": ("mass = 2.0", "mass = -2.0", "mass = -2.0"),
    "missing key": ("size = [6.0, 0.6, 0.8]\n", "", "[[conveyor]]"),
    "no version": ("gemba = 1\n", "", None),
    "newer version": ("gemba = 1", "gemba = 99", "gemba = 99"),
    "id twice": ('id = "pe1"', 'id = "infeed"', 'id = "infeed"'),
    "id with a blank": ('id = "pe1"', 'id = "pe 1"', 'id = "pe 1"'),
    "no such belt": ('on = "infeed"\nat = 5.6', 'on = "outfeed"\nat = 5.6', 'on = "outfeed"'),
    "beyond the belt": ("at = 5.6", "at = 56.0", "at = 56.0"),
    "no such item": ('items = ["carton"]', 'items = ["box"]', 'items = ["box"]'),
    "no such device": ('device = "pe1.blocked"', 'device = "pe9.blocked"',
                       'device = "pe9.blocked"'),
    "no such property": ('device = "pe1.blocked"', 'device = "pe1.speed"', 'device = "pe1.speed"'),
    "role against direction": ('role = "compare"', 'role = "drive"', 'device = "pe1.blocked"'),
    "endpoint": ("tcp://127.0.0.1:5556", "127.0.0.1:5556", 'connect = "127.0.0.1:5556"'),
    "missing model": ("[[live]]", '[[model]]\nid = "hall"\nfile = "no.glb"\n[[live]]',
                      'file = "no.glb"'),
    "missing script": ("[[live]]", '[controller]\nscript = "no.lua"\n[[live]]',
                       'script = "no.lua"'),
}


class WrongTwins(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = gemba.folder("check")
        cls.file = cls.folder / "cell.toml"

    def test_the_good_one_is_good(self):
        self.file.write_text(GOOD, encoding="utf-8")
        answer = gemba.run_json("check", self.file, "--json")
        self.assertEqual(answer, {"ok": True, "problems": []})

    def test_each_is_named_with_its_line(self):
        self.assertGreaterEqual(len(WRONG), 20)
        for name, (there, instead, line) in WRONG.items():
            with self.subTest(name):
                self.assertIn(there, GOOD)
                text = GOOD.replace(there, instead, 1)
                self.file.write_text(text, encoding="utf-8")
                answer = gemba.run_json("check", self.file, "--json", expect=3)
                self.assertFalse(answer["ok"])
                self.assertGreaterEqual(len(answer["problems"]), 1)
                lines = text.splitlines()
                named = {lines[problem["line"] - 1] for problem in answer["problems"]
                         if 1 <= problem["line"] <= len(lines)}
                if line is not None:
                    self.assertIn(line, named, answer)
                for problem in answer["problems"]:
                    self.assertEqual(set(problem),
                                     {"line", "column", "key", "found", "expected", "hint"})
                    self.assertTrue(problem["expected"], problem)

    def test_all_semantic_problems_at_once(self):
        text = GOOD.replace("speed = 0.4", 'speed = "fast"').replace("mass = 2.0", "mass = -1.0")
        self.file.write_text(text.replace("at = 5.6", "at = 56.0"), encoding="utf-8")
        answer = gemba.run_json("check", self.file, "--json", expect=3)
        self.assertEqual(len(answer["problems"]), 3, answer)

    def test_other_words_refuse_it_too(self):
        self.file.write_text(GOOD.replace("speed = 0.4", "spead = 0.4"), encoding="utf-8")
        picture = self.folder / "no.png"
        for words in (["run", self.file, "--duration", 1], ["plant", self.file, "--duration", 1],
                      ["shot", self.file, "-o", picture]):
            refused = gemba.run(*words, expect=3)
            self.assertIn("did you mean speed?", refused.stderr)
            self.assertIn(f"cell.toml:{GOOD.splitlines().index('speed = 0.4') + 1}", refused.stderr)
        self.assertFalse(picture.exists())

    def test_no_file_and_no_text(self):
        gemba.run("check", self.folder / "none.toml", "--json", expect=3)
        self.file.write_bytes(bytes(range(256)) * 50)
        self.assertFalse(gemba.run_json("check", self.file, "--json", expect=3)["ok"])
        gemba.run("check", self.folder, "--json", expect=3)


class Schema(unittest.TestCase):
    """The JSON Schema is one, and knows what the reader knows."""

    def test_it_is_a_schema_that_names_the_tables(self):
        schema = json.loads(gemba.run("schema", "twin").stdout)
        self.assertIn("json-schema.org", schema["$schema"])
        for table in ("gemba", "world", "model", "conveyor", "photo_eye", "binding", "live"):
            self.assertIn(table, schema["properties"])
        self.assertIn("gemba", schema["required"])
        self.assertIs(schema["additionalProperties"], False)
        self.references_resolve(schema, schema)

    def references_resolve(self, part, schema):
        if isinstance(part, list):
            for member in part:
                self.references_resolve(member, schema)
        if not isinstance(part, dict):
            return
        if isinstance(part.get("$ref"), str):
            target = schema
            self.assertTrue(part["$ref"].startswith("#/"), part)
            for step in part["$ref"][2:].split("/"):
                self.assertIn(step, target, part["$ref"])
                target = target[step]
        for member in part.values():
            self.references_resolve(member, schema)

    def test_there_is_no_other(self):
        gemba.run("schema", "weather", expect=2)


class Usage(unittest.TestCase):
    def test_every_word_explains_itself(self):
        words = ("run", "plant", "echo", "import", "shot", "check", "schema", "bench")
        overview = gemba.run("--help").stdout
        for word in words:
            self.assertIn(word, overview)
            self.assertIn("Example", gemba.run(word, "--help").stdout)

    def test_wrong_usage_is_two(self):
        for words in (["fly"], ["run"], ["run", gemba.CELL, "--durations", 3],
                      ["run", gemba.CELL, "--rate", "-1"], ["run", gemba.CELL, "--rate", "nan"],
                      ["shot", gemba.CELL], ["shot", gemba.CELL, "-o", "x.png", "--size", "0x0"],
                      ["run", gemba.CELL, "--connect", "nobody=tcp://127.0.0.1:1"],
                      ["echo"], [gemba.CELL, gemba.CELL]):
            gemba.run(*words, expect=2, environment={"DISPLAY": "", "QT_QPA_PLATFORM": "offscreen"})

    def test_following_needs_something_to_follow(self):
        twin = gemba.folder("no_live") / "twin.toml"
        twin.write_text('gemba = 1\nname = "Alone"\n', encoding="utf-8")
        done = gemba.run("run", twin, "--live", "--duration", 1, expect=3)
        self.assertIn("[[live]]", done.stderr)

    def test_more_is_logged_wherever_the_word_stands(self):
        gemba.run("-v", "run", gemba.CELL, "--duration", 0.1)
        gemba.run("run", gemba.CELL, "--duration", 0.1, "-v")


if __name__ == "__main__":
    gemba.main()
