#!/usr/bin/env python3
"""What the engine says can be translated: its errors' words stand in ui/engine_texts*.cpp.

    tests/tools/check_engine_texts.py

Looks for the constant parts of errors (doing, found, expected) in the rooms whose errors a window shows. What is
wrong is printed, a line each; exit code 1 then.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ["engine/twin", "engine/sim", "engine/control", "engine/assets", "engine/render", "physics",
         "ingest/store", "app/futures.cpp", "app/branches.cpp", "app/recording.cpp", "app/live_links.cpp",
         "ingest/sub_socket.cpp", "ingest/mqtt_client.cpp", "ingest/mqtt_endpoint.cpp", "ingest/key_files.cpp",
         "ingest/range_saver.cpp", "ingest/replay_feed.cpp", "ingest/look_back.cpp", "ingest/findings.cpp",
         "ingest/json_native.cpp", "ingest/json_decoder.cpp", "ingest/json_values.cpp"]
# Said where no window looks, or of what no installation that works can do.
LEFT_OUT = ["bench", "png_writer", "image_decode", "import_child", "overlay", "track.cpp", "snapshot.cpp", "model_levels",
            "robot_model", "bake_read", "import_request", "sandbox"]
TEXT = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
SAID = re.compile(r"(?:\.(?:doing|found|expected) = |reject\(Rejection::\w+, )(?:fmt::format\(\s*)?" + TEXT + r"\s*[,})]")


def literal(text):
    return "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', text)).replace('\\"', '"').replace("\\\\", "\\")


def numbered(text):
    """"{} of {:g}" as it stands in the book: "%1 of %2"."""
    count = 0

    def place(_):
        nonlocal count
        count += 1
        return f"%{count}"

    return re.sub(r"\{[^{}]*\}", place, text).replace("{{", "{").replace("}}", "}")


def book():
    out = set()
    for file in ROOT.glob("ui/engine_texts*.cpp"):
        for text in re.findall(r'QT_TRANSLATE_NOOP\(\s*"engine",\s*' + TEXT + r"\)", file.read_text()):
            out.add(literal(text))
    return out


def sources():
    for room in ROOMS:
        path = ROOT / room
        for file in [path] if path.suffix else sorted(path.rglob("*.cpp")):
            if not any(part in str(file) for part in LEFT_OUT):
                yield file


def main():
    known = book()
    missing = []
    for file in sources():
        for match in SAID.finditer(file.read_text()):
            text = numbered(literal(match.group(1)))
            if " " in text.strip() and not text.startswith("%") and text not in known:
                missing.append(f"{file.relative_to(ROOT)}: \"{text}\" stands in no ui/engine_texts*.cpp")
    print("\n".join(missing), end="\n" if missing else "")
    print(f"{len(known)} texts known, {len(missing)} missing")
    return 1 if missing or not known else 0


if __name__ == "__main__":
    sys.exit(main())
