#!/usr/bin/env python3
"""Fails on an include that the layers forbid, and on files that have outgrown their room.

The arrows: core <- assets <- twin <- signals <- sim <- {analysis, control, render, physics, ingest};
ui -> engine; app -> all. Third-party headers stay in the room that owns them.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

CORE = ["core"]
ASSETS = CORE + ["assets"]
TWIN = ASSETS + ["twin"]
SIGNALS = TWIN + ["signals"]
SIM = SIGNALS + ["sim"]
ENGINE = SIM + ["analysis", "control", "render"]
ALLOWED = {
    "core": CORE, "assets": ASSETS, "twin": TWIN, "signals": SIGNALS, "sim": SIM,
    "analysis": SIM + ["analysis"], "control": SIM + ["control"], "render": SIM + ["render"],
    "physics": SIM + ["physics"], "ingest": SIM + ["ingest"],
    "ui": ENGINE + ["ui"],
    "app": ENGINE + ["physics", "ingest", "ui", "app"],
}

# Header pattern -> rooms that may include it.
THIRD_PARTY = [
    (r"^(bullet/|bt[A-Z]|BulletDynamics|BulletCollision|LinearMath|kdl)", {"physics"}),
    (r"^(zmq|simdjson|zstd|mosquitto|mqtt_protocol|lz4)", {"ingest"}),
    (r"^(assimp/|meshoptimizer|seccomp|urdf|console_bridge|sdf/)", {"assets"}),
    (r"^(lua|lauxlib|lualib)", {"control"}),
    (r"^vulkan/", {"render"}),
    (r"^(ft2build|freetype/|hb)", {"render"}),
    (r"^stb/", {"assets", "render"}),
    (r"^toml", {"twin"}),
    (r"^nlohmann/", {"twin", "assets", "app"}),
    (r"^(CLI/)", {"app"}),
    (r"^(Q[A-Z]|qcustomplot)", {"ui", "app"}),
    (r"^spdlog/", {"core"}),
]

# Headers that no header of ours may show, not even a private one.
SOURCES_ONLY = r"^(mosquitto|mqtt_protocol)"

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def room_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "engine" else parts[0]


def check_file(path, text):
    room = room_of(path)
    if room not in ALLOWED:
        return
    for quote, header in INCLUDE.findall(text):
        if quote == '"':
            target = room_of(header)
            if target in ALLOWED and target not in ALLOWED[room]:
                yield f"{path}: {room} may not include {header}"
            continue
        for pattern, rooms in THIRD_PARTY:
            if re.match(pattern, header) and room not in rooms:
                yield f"{path}: <{header}> stays in {', '.join(sorted(rooms))}"
        if path.endswith(".h") and re.match(SOURCES_ONLY, header):
            yield f"{path}: <{header}> stays in .cpp files"
        if room == "ui" and header.startswith("QVulkan") and not path.startswith("ui/vulkan/"):
            yield f"{path}: <{header}> stays in ui/vulkan"
    lines = text.count("\n")
    limit = 400 if room in ("app", "ui") else 600
    if lines > limit:
        yield f"{path}: {lines} lines, more than {limit}: split it along its jobs"


def main():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.h", "*.cpp"],
                            cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    wrong = []
    for path in listed:
        file = ROOT / path
        if file.exists():
            wrong += check_file(path, file.read_text(encoding="utf-8"))
    print("\n".join(wrong) if wrong else f"{len(listed)} files keep the layers")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
