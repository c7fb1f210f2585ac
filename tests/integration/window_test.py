#!/usr/bin/env python3
"""The window runs what the headless run runs: the same inputs give the same bits."""
import os
import unittest

import gemba


class SameBits(unittest.TestCase):
    def test_a_window_and_a_headless_run_agree(self):
        if not os.environ.get("DISPLAY"):
            raise unittest.SkipTest("no display to open a window on")
        recording = gemba.folder("window") / "window.mcap"
        picture = gemba.folder("window") / "window.png"
        endpoint = gemba.free_endpoint()
        with gemba.line_plant(endpoint, "--no-faults", "--seed", 5, "--slip", 0.06):
            window = gemba.run(gemba.CELL, "--connect", endpoint, "--close-after", 15,
                               "--record", recording, "--picture", picture)
        replay = gemba.run_json("run", gemba.CELL, "--replay", recording, "--json")
        self.assertGreater(replay["samples_received"], 50)
        self.assertGreater(replay["ticks"], 1000)
        self.assertEqual(window.stdout.strip().splitlines()[-1], replay["state_hash"])
        self.assertTrue(picture.exists())
        self.opens_as_a_recording(recording)

    def opens_as_a_recording(self, recording):
        """By its content: the name says nothing."""
        renamed = recording.with_suffix(".glb")
        recording.rename(renamed)
        picture = recording.with_name("recording.png")
        window = gemba.run(renamed, "--close-after", 4, "--picture", picture)
        self.assertNotIn("warn", window.stderr)
        self.assertTrue(picture.exists())
        self.assertFalse(renamed.with_name(renamed.name + ".bookmarks").exists())


if __name__ == "__main__":
    gemba.main()
