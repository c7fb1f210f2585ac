#!/usr/bin/env python3
"""Each text of the window has its translation: looks through the sources as Qt Linguist does.

    tests/tools/check_translations.py [--update]

--update writes new texts into resources/translations, to be translated. What is wrong is printed, a line
each; exit code 1 then, and 77 where Qt's lupdate is not installed.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACE = re.compile(r"%L?(\d+|n)")


def lupdate():
    return shutil.which("lupdate", path="/usr/lib/qt6/bin") or shutil.which("lupdate6")


def problems(file):
    """What is wrong with one .ts file."""
    for context in xml.parse(file).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            if translation.get("type") in ("vanished", "obsolete"):
                continue
            where = f"{file.name}: {name}: {source!r}"
            if translation.get("type") == "unfinished" or not all(forms):
                yield f"{where} is not translated"
            elif any(set(PLACE.findall(form)) != set(PLACE.findall(source)) for form in forms):
                yield f"{where} has other places for values: {forms!r}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--update", action="store_true")
    update = arguments.parse_args().update
    tool = lupdate()
    if tool is None:
        print("skipped: Qt's lupdate is not installed (qt6-l10n-tools)")
        return 77
    found = []
    files = sorted((ROOT / "resources/translations").glob("*.ts"))
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            looked = file if update else pathlib.Path(folder) / file.name
            if not update:
                shutil.copy(file, looked)
            subprocess.run([tool, "-silent", "-no-obsolete", "-target-language", file.stem.split("_", 1)[1], "-locations", "none", "-I", ROOT,
                            ROOT / "ui", ROOT / "app",
                            "-ts", looked], check=True)
            found += list(problems(looked))
    print("\n".join(found), end="\n" if found else "")
    print(f"{len(files)} translations, {len(found)} problems")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
