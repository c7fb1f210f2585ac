#!/usr/bin/env python3
"""One golden picture: draws it with the shipping program and compares it with its baseline.

    golden.py GEMBA BASELINE.png FOUND.png shot FILE …

A missing baseline fails and leaves the picture at FOUND, to be looked at and copied. What is drawn
is drawn by lavapipe, wherever this runs, so that every machine has the same baseline.
"""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))
import compare_png

LAVAPIPE = "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json"
# A message of the validation layers in the log fails the picture.
VALIDATION = ("VUID-", "Validation Error", "Validation Warning", "validation:")


def main():
    program, baseline, found, *words = sys.argv[1:]
    pathlib.Path(found).parent.mkdir(parents=True, exist_ok=True)
    for old in (found, found + ".difference.png"):
        pathlib.Path(old).unlink(missing_ok=True)
    environment = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    if os.path.exists(LAVAPIPE):
        environment.update(VK_DRIVER_FILES=LAVAPIPE, VK_ICD_FILENAMES=LAVAPIPE)
    process = subprocess.run([program, *words, "-o", found, "--validation"], text=True,
                             capture_output=True, errors="replace", env=environment, check=False)
    print(process.stdout, process.stderr, sep="", end="")
    if process.returncode != 0:
        print(f"exit code {process.returncode}")
        return 1
    if any(word in process.stderr + process.stdout for word in VALIDATION):
        print("Vulkan validation is not silent")
        return 1
    if not pathlib.Path(baseline).exists():
        print(f"no baseline {baseline}; the picture to look at: {found}")
        return 1
    differing, pixels = compare_png.compare(found, baseline, found + ".difference.png")
    print(f"{differing} of {pixels} pixels differ")
    if differing > compare_png.SHARE * pixels:
        print(f"found: {found}\nexpected: {baseline}\nwhere: {found}.difference.png")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
