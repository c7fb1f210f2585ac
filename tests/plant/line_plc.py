"""The line's controller: what resources/twins/packing_cell/line.lua does, written a second time."""

import math

BELT_SPEED = 0.4
FEED_EVERY = 2.5
CARTON = 0.4
SCALE_AT, PE2_AT, STOPPER_AT, PUSHER_AT = 1.2, 2.0, 2.6, 4.2   # on the outfeed
PLATE, PUSH_TIME = 0.5, 1.1
LIGHTEST = 1.92          # kg
NEAREST = 0.5            # m between cartons, restored by the stopper
HOLD_FOR = 1.0           # s that a carton is held for inspection
JAM_AFTER, CLEAR_AFTER, AMBER_FOR = 4.0, 1.0, 3.0

FULL, LIGHT, LEAN = 0, 1, 2


def kind_of(number):
    """Which kind the n-th carton is."""
    if number % 9 == 0:
        return LIGHT
    if number % 13 == 0:
        return LEAN
    return FULL


class Track:
    """A carton past the scale, where the PLC believes it: x is its middle on the outfeed."""

    def __init__(self, x, light):
        self.x, self.light = x, light


class Plc:
    def __init__(self, start=0.0, hold_every=math.inf):
        self.start = start           # s, when the line is switched on
        self.tracks = []             # foremost first
        self.before = {}             # eyes at the last scan
        self.weighed = None
        self.pushing, self.pushed_at = False, -math.inf
        self.holding = self.jam = False
        self.hold_every = hold_every  # s: the stopper holds a carton that often, whatever its gap
        self.hold_next, self.hold_until = hold_every, -math.inf
        self.dark_since = self.clear_since = None
        self.feed_from = start
        self.variant = FULL
        self.rejects = self.let_pass = 0

    def scan(self, time, dt, inputs):
        """Commands for the sensors of this scan; `dt` s since the last one."""
        rose2, _ = self._edges("pe2", inputs["pe2"])
        _, fell0 = self._edges("pe0", inputs["pe0"])
        self._follow(inputs["outfeed.speed"] * dt, inputs["stopper.closed"])
        if self.weighed is not None and inputs["weighed"] > self.weighed:
            self.tracks.append(Track(SCALE_AT, inputs["last_weight"] < LIGHTEST))
        self.weighed = inputs["weighed"]
        if rose2:
            self._correct()
        self._run_pusher(time, inputs["pusher.extended"])
        self._hold()
        self.holding = self._hold_one(time) or self.holding
        self._watch_jam(time, inputs["pe2"])
        if fell0:
            self.variant = kind_of(inputs["made"] + 1)
        return self._commands(time)

    def _commands(self, time):
        feeding = not self.jam and time >= self.feed_from
        speed = BELT_SPEED if time >= self.start else 0.0
        return {
            "infeed.speed": 0.0 if self.jam else speed,
            "outfeed.speed": speed,
            "feeder.every": FEED_EVERY if feeding else 0.0,
            "feeder.variant": self.variant,
            "stopper.close": self.holding,
            "pusher.extend": self.pushing,
            "green": not self.jam,
            "amber": time - self.pushed_at < AMBER_FOR,
            "red": self.jam,
        }

    def _edges(self, eye, now):
        before, self.before[eye] = self.before.get(eye, now), now
        return now and not before, before and not now

    def _follow(self, advance, closed):
        held_at, room = STOPPER_AT - CARTON / 2, math.inf
        for track in self.tracks:
            limit = min(room, held_at) if closed and track.x < held_at + 0.1 else room
            track.x = max(track.x, min(track.x + advance, limit))
            room = track.x - CARTON
        self.tracks = [t for t in self.tracks if t.x <= 6.0]

    def _correct(self):
        place = PE2_AT - CARTON / 2
        for track in self.tracks:
            if abs(track.x - place) < 0.3:
                track.x = place
                return

    def _run_pusher(self, time, extended):
        for i, track in enumerate(self.tracks):
            if track.light and PUSHER_AT - 0.1 <= track.x < PUSHER_AT + 0.1:
                if self._is_free(i):
                    del self.tracks[i]
                    self.rejects += 1
                    self.pushing, self.pushed_at = True, time
                else:
                    track.light = False
                    self.let_pass += 1
                break
        if self.pushing and (extended or time - self.pushed_at > PUSH_TIME):
            self.pushing = False

    def _is_free(self, i):
        half = (PLATE + CARTON) / 2
        if i > 0 and self.tracks[i - 1].x < PUSHER_AT + half:
            return False
        behind = self.tracks[i + 1].x if i + 1 < len(self.tracks) else -math.inf
        return behind + BELT_SPEED * PUSH_TIME < PUSHER_AT - half

    def _hold(self):
        ahead = math.inf
        for track in self.tracks:
            front = track.x + CARTON / 2
            if front <= STOPPER_AT + 0.02:
                near = STOPPER_AT - 0.12 < front < STOPPER_AT - 0.06
                may_rise = self.holding or (near and ahead > STOPPER_AT + 0.03)
                self.holding = ahead - front < NEAREST and may_rise
                return
            ahead = track.x - CARTON / 2
        self.holding = False

    def _hold_one(self, time):
        """Whether a carton is held for inspection: the next that arrives when one is due."""
        if time < self.hold_until:
            return True
        ahead = math.inf
        for track in self.tracks if time >= self.hold_next else ():
            front = track.x + CARTON / 2
            if front <= STOPPER_AT + 0.02:
                if STOPPER_AT - 0.12 < front < STOPPER_AT - 0.06 and ahead > STOPPER_AT + 0.03:
                    self.hold_until, self.hold_next = time + HOLD_FOR, time + self.hold_every
                    return True
                return False
            ahead = track.x - CARTON / 2
        return False

    def _watch_jam(self, time, dark):
        if dark:
            self.clear_since = None
            self.dark_since = time if self.dark_since is None else self.dark_since
            self.jam = self.jam or time - self.dark_since > JAM_AFTER
            return
        self.dark_since = None
        self.clear_since = time if self.clear_since is None else self.clear_since
        if self.jam and time - self.clear_since > CLEAR_AFTER:
            self.jam = False
            self.feed_from = time + FEED_EVERY
