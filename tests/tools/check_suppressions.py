#!/usr/bin/env python3
"""Fails on a sanitizer suppression that is not of a third-party shared library.

Our own code is linked statically into the executables, so an entry that names a lib*.so cannot hide
anything of ours; every other form could.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTRY = re.compile(r"^(race|mutex|deadlock|thread|signal|leak|called_from_lib):"
                   r"lib[A-Za-z0-9_+-]+(-[0-9.]+)?\.so[0-9.]*$")


def check(text):
    """Yields what is wrong, a line each."""
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if "gemba" in entry.lower() or not ENTRY.match(entry):
            yield f"line {number}: {entry}: only kind:libNAME.so of a third party"


def main():
    files = sorted((ROOT / "tests").rglob("*.supp"))
    wrong = [f"{file.relative_to(ROOT)} {what}" for file in files
             for what in check(file.read_text(encoding="utf-8"))]
    print("\n".join(wrong) if wrong else f"{len(files)} files suppress third parties only")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
