"""The window, watched from outside: a display of its own, real keys and clicks, and the picture that
the display has, read by another process than the one that draws it. What it should show is judged in
tests/soak/run."""
import collections
import mmap
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import time

import gemba
import open_models

SIZE = 1440, 900


class Display:
    """An X server whose picture lies in a file that is mapped here."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24",
             "-fbdir", str(self.folder), "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        with open(self.folder / "Xvfb_screen0", "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # The X window dump format: the size of the header, and how many colours follow it.
        header = struct.unpack(">25I", self.memory[:100])
        self.line = header[12]
        self.begin = header[0] + 12 * header[19]

    def row(self, x, y, count):
        """`count` pixels as bytes, four each: blue, green, red, nothing."""
        at = self.begin + y * self.line + 4 * x
        return self.memory[at:at + 4 * count]

    def picture(self):
        return self.memory[self.begin:self.begin + self.line * SIZE[1]]

    def close(self):
        self.memory.close()
        self.server.terminate()
        self.server.wait(20)


class Desk:
    """Gemba's window on a display, with settings, state and cache of its own."""

    def __init__(self, folder, *words, env=None):
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.display = Display(self.folder / "display")
        homes = {f"XDG_{home}_HOME": str(self.folder / home.lower())
                 for home in ("CONFIG", "STATE", "CACHE", "DATA")}
        self.environment = {**os.environ, **homes, "DISPLAY": self.display.name,
                            "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", **(env or {})}
        self.errors = open(self.folder / "log.txt", "w+", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen([gemba.program(), *map(str, words)], stdout=self.errors,
                                        stderr=self.errors, env=self.environment)
        self.window = self.find()
        self.tool("windowmove", self.window, 0, 0, "windowsize", self.window, *SIZE)

    def find(self):
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            found = self.tool("search", "--onlyvisible", "--pid", self.process.pid, check=False)
            if found.split():
                return found.split()[-1]
            time.sleep(0.2)
        raise AssertionError("no window within a minute\n" + self.log()[-6000:])

    def tool(self, *words, check=True):
        done = subprocess.run(["xdotool", *map(str, words)], env=self.environment,
                              capture_output=True, text=True, timeout=60, check=False)
        if check and done.returncode != 0:
            raise AssertionError(f"xdotool {words}: {done.stderr}\n{self.log()[-6000:]}")
        return done.stdout

    def log(self):
        self.errors.flush()
        return (self.folder / "log.txt").read_text(encoding="utf-8", errors="replace")

    def keys(self, *words):
        """To the window itself: nobody else gives a window the keys on a display without a manager."""
        self.tool("windowfocus", self.window, "key", "--clearmodifiers", *words)

    def alive(self):
        return self.process.poll() is None

    def resident(self):
        """MiB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def open_file(self, path):
        """By the dialog, as one who types."""
        self.keys("ctrl+o")
        time.sleep(0.4)
        self.tool("key", "ctrl+a", "type", "--delay", 1, str(path))
        self.tool("key", "Return")
        time.sleep(0.4)

    def close(self):
        """Returns what it said; a window that does not end by itself is a failure."""
        try:
            if self.alive():
                self.process.terminate()
                code = self.process.wait(60)
                assert code == 0, f"exit code {code}\n{self.log()[-6000:]}"
            else:
                assert self.process.returncode == 0, f"it fell\n{self.log()[-6000:]}"
            return self.log()
        finally:
            if self.alive():
                self.process.kill()
            self.errors.close()
            self.display.close()


def busy_hall(endpoint, belts=20, probe=True):
    """A twin with 500 moving cartons, and beside them an eye whose edges make one."""
    rows = ["gemba = 1", 'name = "Busy hall"', "[world]", "max_items = 640",
            '[[view]]\nname = "All"\neye = [6.0, -14.0, 9.0]\ntarget = [6.0, 6.0, 0.8]',
            '[[item]]\nid = "carton"\nsize = [0.3, 0.3, 0.3]\nmass = 2.0',
            f'[[live]]\nid = "plc"\nconnect = "{endpoint}"']
    for n in range(belts):
        at = f"[0.0, {1.2 * n:.1f}, 0.8]"
        rows.append(f'[[conveyor]]\nid = "belt{n}"\nsize = [12.0, 0.6, 0.8]\nspeed = 0.4\n'
                    f"pose = {{ position = {at} }}")
        rows.append(f'[[feeder]]\nid = "feeder{n}"\non = "belt{n}"\nat = 0.3\n'
                    'items = ["carton"]\nevery = 1.15')
        rows.append(f'[[sink]]\nid = "sink{n}"\nsize = [0.8, 1.0, 1.2]\n'
                    f"pose = {{ position = [12.45, {1.2 * n:.1f}, 0.3] }}")
    if probe:
        rows.append("""
[[conveyor]]
id = "probe"
size = [1.6, 0.6, 0.8]
speed = 1.0
pose = { position = [4.0, -3.5, 0.8] }
[[photo_eye]]
id = "eye"
on = "probe"
at = 0.9
[[feeder]]
id = "entry"
on = "probe"
at = 0.3
items = ["carton"]
event_at = "eye"
[[sink]]
id = "gone"
size = [0.8, 1.0, 1.2]
pose = { position = [6.05, -3.5, 0.3] }
[[binding]]
signal = "hall/eye/blocked"
device = "entry.spawn"
role = "drive"
on = "rising"
""")
    return "\n".join(rows) + "\n"


class Edges:
    """The plant of the hall: an eye that is blocked and free again."""

    def __init__(self, endpoint):
        import zmq
        self.socket = zmq.Context.instance().socket(zmq.PUB)
        self.socket.bind(endpoint)
        self.seq = 0

    def say(self, blocked):
        self.seq += 1
        word = "true" if blocked else "false"
        self.socket.send_multipart([
            b"hall/eye/blocked",
            b'{"t": %d, "seq": %d, "v": %s}' % (time.time_ns(), self.seq, word.encode())])
        return time.monotonic()

    def close(self):
        self.socket.close(0)


def pixels(row):
    return (row[at:at + 4] for at in range(0, len(row), 4))


def is_free(pixel):
    """The green of a beam that nothing blocks: blue, green, red."""
    return pixel[1] > pixel[2] + 50 and pixel[1] > pixel[0] + 50


def is_blocked(pixel):
    return pixel[2] > pixel[1] + 60


def find_eye(desk, plant):
    """A pixel of the beam: it turns from green to red with each edge."""
    line = desk.display.line
    turned = {}
    for _ in range(5):
        plant.say(False)
        time.sleep(2.0)
        still = desk.display.picture()
        beam = [(x, y) for y in range(SIZE[1]) for x in range(SIZE[0])
                if is_free(still[y * line + 4 * x:y * line + 4 * x + 3])]
        red = set()
        said = plant.say(True)
        while time.monotonic() < said + 0.5:
            red.update(place for place in beam if is_blocked(desk.display.row(*place, 1)))
        for place in red:
            turned[place] = turned.get(place, 0) + 1
    steady = sorted(place for place, count in turned.items() if count >= 4)
    assert steady, f"no pixel follows the eye: {turned}"
    return steady[len(steady) // 2]


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def latency(folder, edges=200, seed=1):
    """ms from an edge published to its pixel changed, of `edges`."""
    endpoint = gemba.free_endpoint()
    plant = Edges(endpoint)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    twin = folder / "hall.toml"
    twin.write_text(busy_hall(endpoint))
    desk = Desk(folder / "desk", twin, "--watch-gui")
    random.seed(seed)
    took, missed = [], 0
    try:
        time.sleep(FILLED)
        x, y = find_eye(desk, plant)
        for _ in range(edges):
            plant.say(False)
            time.sleep(1.5 + 0.3 * random.random())
            assert not is_blocked(desk.display.row(x, y, 1)), "the beam is not free again"
            said = plant.say(True)
            while time.monotonic() < said + 1.0:
                if is_blocked(desk.display.row(x, y, 1)):
                    took.append(1000 * (time.monotonic() - said))
                    break
                time.sleep(0.0005)
            else:
                missed += 1
    finally:
        log = desk.close()
        plant.close()
    assert missed == 0, f"{missed} of {edges} edges were never seen"
    return took, figures_of(log)


def figures_of(log):
    """What --watch-gui says at the end: of frames, and from sensor to screen."""
    return "".join(re.findall(r"info (\d+ frames, .*)", log))


Flight = collections.namedtuple("Flight", "stalls lost figures")
"""What kept the window from answering, s lost of each session, frames and latency in words."""


def flight(folder, seconds, seed=1):
    """The camera flies, models are imported, the time bar is dragged, for so long."""
    endpoint = gemba.free_endpoint()
    plant = Edges(endpoint)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    twin = folder / "hall.toml"
    twin.write_text(busy_hall(endpoint))
    models = [wavy_model(folder, n) for n in range(int(seconds / EDIT_EVERY) + 1)]
    desk = Desk(folder / "desk", twin, "--watch-gui")
    random.seed(seed)
    try:
        time.sleep(FILLED)
        opened = len(desk.log())
        end = time.monotonic() + seconds
        scrubbed, brought, seen = (time.monotonic() for _ in range(3))
        turn = 0
        while time.monotonic() < end:
            turn += 1
            plant.say(turn % 2 == 0)
            fly(desk)
            now = time.monotonic()
            if now > scrubbed + 7:
                scrub(desk)
                scrubbed = now
            if now > seen + 20:
                desk.keys("ctrl+k", "sleep", 0.4, "type", "frame everything")
                desk.tool("sleep", 0.3, "key", "Return")
                seen = now
            # A model is an edit, whose session begins anew: its belts are full half a minute later.
            if now > brought + EDIT_EVERY:
                bring(desk, models.pop())
                brought = now
            assert desk.alive(), desk.log()[-6000:]
        flown = desk.log()[opened:]
    finally:
        log = desk.close()
        plant.close()
    return Flight([line for line in flown.splitlines() if "did not answer" in line],
                  [float(lost) for lost in re.findall(r"([0-9.]+) s of them lost", log)],
                  figures_of(log))


MIDDLE = 685, 300       # of the picture, px
STRIP_ENDS = 320, 1060  # px from the left
EDIT_EVERY = 90         # s
FILLED = 40             # s until 500 cartons are under way


def wavy_model(folder, number):
    """A model that was never seen before."""
    path = folder / f"waves{number}.stl"
    points, _, indices = open_models.waves(80_000 + 500 * number)
    open_models.write_stl(path, points, indices)
    return path


def fly(desk):
    """A stroke of orbiting or panning, and a notch of the wheel."""
    x, y = MIDDLE
    words = ["mousemove", x, y, "mousedown", random.choice((1, 2))]
    for _ in range(12):
        x += random.randint(-14, 14)
        y += random.randint(-8, 8)
        words += ["mousemove", x, y, "sleep", 0.03]
    desk.tool(*words, "mouseup", 1, "mouseup", 2)
    desk.tool("click", random.choice((4, 5)))


def time_strip(desk):
    """px from above: where the line of the cursor is green at the strip's right end."""
    end = STRIP_ENDS[1] - 20
    lit = [y for y in range(SIZE[1] // 2, SIZE[1] - 100)
           if any(is_free(pixel) for pixel in pixels(desk.display.row(end, y, 60)))]
    assert lit, f"no time bar\n{desk.log()[-6000:]}"
    return lit[len(lit) // 2]


def scrub(desk):
    """Back along the time bar by the mouse, and to now again."""
    y = time_strip(desk)
    words = ["mousemove", STRIP_ENDS[1], y, "mousedown", 1]
    for _ in range(10):
        words += ["mousemove", random.randint(*STRIP_ENDS), y, "sleep", 0.05]
    desk.tool(*words, "mouseup", 1, "sleep", 0.5)
    desk.keys("l")


def bring(desk, model):
    """Adds a model by the palette, the file dialog and the import dialog, and saves the twin."""
    desk.keys("ctrl+k", "sleep", 0.4, "type", "add model")
    desk.tool("sleep", 0.3, "key", "Return", "sleep", 1.5)
    desk.tool("key", "ctrl+a", "type", "--delay", 1, str(model))
    desk.tool("key", "Return", "sleep", 4.0, "key", "Return", "sleep", 2.0)
    desk.keys("ctrl+s")


def storm(folder, actions, files, *words, seed=1):
    """Resizes, hides, selections and openings in a row. Returns MiB after a tenth and at the end."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(folder / "desk", files[0], "--no-store", *words)
    random.seed(seed)
    early = 0.0
    try:
        time.sleep(4)
        for n in range(actions):
            what = random.random()
            if what < 0.6:
                desk.tool("windowsize", desk.window, random.randint(300, SIZE[0]),
                          random.randint(200, SIZE[1]))
            elif what < 0.7:
                desk.tool("windowunmap", desk.window, "sleep", 0.02, "windowmap", desk.window)
            elif what < 0.96:
                desk.tool("mousemove", random.randint(200, 900), random.randint(100, 500),
                          "click", random.choice((1, 1, 3)), "key", "Escape")
            else:
                desk.tool("windowsize", desk.window, *SIZE)
                desk.open_file(random.choice(files))
            assert desk.alive(), f"after {n} actions\n{desk.log()[-6000:]}"
            if n == actions // 10:
                early = at_rest(desk, files[0])
        late = at_rest(desk, files[0])
    finally:
        log = desk.close()
    warned = [line for line in log.splitlines() if re.search(" (warn|error) ", line)]
    assert not warned, warned[:5]
    return early, late


def at_rest(desk, file):
    """MiB with this file open and nothing asked."""
    desk.tool("windowsize", desk.window, *SIZE, "key", "Escape", "key", "Escape")
    desk.keys("ctrl+s")
    desk.open_file(file)
    time.sleep(5)
    return desk.resident()
