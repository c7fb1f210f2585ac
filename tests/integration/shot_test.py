#!/usr/bin/env python3
"""Pictures without a display, and the renderer in another process than the session."""
import sys
import unittest

import gemba

sys.path.insert(0, str(gemba.ROOT / "tests/tools"))
import compare_png

NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}


class Shot(unittest.TestCase):
    def test_a_snapshot_drawn_by_another_process_is_the_same_picture(self):
        folder = gemba.folder("shot")
        words = ("--size", "640x360", "--camera", "Cell")
        gemba.run("shot", gemba.CELL, "-o", folder / "direct.png", "--time", 12, *words,
                  environment=NO_DISPLAY)
        gemba.run("run", gemba.CELL, "--duration", 12, "--snapshot-out", folder / "snapshot.bin")
        gemba.run("shot", gemba.CELL, "-o", folder / "other.png", "--snapshot",
                  folder / "snapshot.bin", *words, environment=NO_DISPLAY)
        differing, pixels = compare_png.compare(folder / "direct.png", folder / "other.png")
        self.assertEqual(pixels, 640 * 360)
        self.assertEqual(differing, 0)

    def test_damaged_snapshots_are_refused(self):
        folder = gemba.folder("shot_damaged")
        snapshot = folder / "snapshot.bin"
        gemba.run("run", gemba.CELL, "--duration", 5, "--snapshot-out", snapshot)
        whole = snapshot.read_bytes()
        damaged = [b"", b"\x00" * 64, whole[:100], whole[:-1], b"\xff" * len(whole)]
        # Every number within is somebody else's claim.
        damaged += [whole[:at] + b"\xff" * 8 + whole[at + 8:]
                    for at in range(0, len(whole) - 8, max(len(whole) // 12, 1))]
        for bytes_ in damaged:
            snapshot.write_bytes(bytes_)
            process = gemba.run("shot", gemba.CELL, "-o", folder / "no.png", "--size", "64x64",
                                "--snapshot", snapshot, environment=NO_DISPLAY, expect=None)
            self.assertIn(process.returncode, (0, 3), process.stderr)

    def test_the_snapshot_of_another_twin_is_refused(self):
        folder = gemba.folder("shot_other")
        snapshot = folder / "snapshot.bin"
        gemba.run("run", gemba.CELL, "--duration", 1, "--snapshot-out", snapshot)
        other = folder / "other.toml"
        other.write_text('gemba = 1\nname = "Other"\n', encoding="utf-8")
        done = gemba.run("shot", other, "-o", folder / "no.png", "--snapshot", snapshot,
                         environment=NO_DISPLAY, expect=3)
        self.assertIn("another twin", done.stderr)

    def test_no_place_to_write(self):
        gemba.run("shot", gemba.CELL, "-o", "/nonexistent/folder/x.png", "--size", "64x64",
                  environment=NO_DISPLAY, expect=3)

    def test_no_vulkan_driver_is_said_plainly(self):
        """The message names what is missing."""
        refused = gemba.run("shot", gemba.CELL, "-o", gemba.folder("shot_none") / "x.png",
                            environment={**NO_DISPLAY, "VK_ICD_FILENAMES": "/nonexistent.json",
                                         "VK_DRIVER_FILES": "/nonexistent.json"}, expect=None)
        self.assertIn(refused.returncode, (1, 3))
        self.assertIn("Vulkan", refused.stderr)


if __name__ == "__main__":
    gemba.main()
