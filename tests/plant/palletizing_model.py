"""The palletizing cell as an event model, with its PLC: cartons that queue at a stopper, an arm that
moves one in times of its own, a vehicle that brings pallets and takes them away. No physics engine.

Positions in m along the outfeed; a carton's place is its leading edge. Times in s since the start.
step() moves everything from one PLC scan to the next. What it publishes is what
resources/twins/palletizing_cell/palletizing_cell.toml binds.
"""
import math
import random

from line_model import NO_FAULT, Belt, active

LINE = "acme/site1/hall2/palletizing/"
SIGNALS = {
    "outfeed/speed_command": ("command outfeed.speed", float),
    "pick_stop/close": ("command pick_stop.close", bool),
    "arm/order": ("command arm.order", int),
    "agv/order": ("command agv.order", int),
    "entry_eye/blocked": ("input entry_eye", bool),
    "pick_eye/blocked": ("input pick_eye", bool),
    "outfeed/speed": ("input outfeed.speed", float),
    "arm/holds": ("input arm.holds", bool),
    "agv/arrived": ("input agv.arrived", bool),
    "agv/station": ("input agv.station", int),
    "agv/position": ("input agv.position", float),
    "pallet/cartons": ("input on_pallet", int),
    "pallet/full": ("input pallet_full", bool),
    "pallets/out": ("input pallets.out", int),
    "outfeed/made": ("input made", int),
    "goods/taken": ("input goods", int),
    "pallets/made": ("input pallets.made", int),
}

# The cell, as in the twin file.
EYES = {"entry_eye": 0.6, "pick_eye": 3.95}
FEEDER = 0.3            # middle of a new carton
FEED_EVERY = 13.0
STOPPER = 4.0
CARTON = 0.38
BELT_SPEED = 0.4
STATIONS = (0.0, 2.7, 5.9)  # m along the vehicle's path
MAGAZINE, LOADING, GOODS_OUT = 0, 1, 2
AGV_SPEED, AGV_ACCELERATION = 0.8, 0.3
FULL = 18               # cartons on a pallet
POSITION_EVERY = 0.1    # s between places that the vehicle tells

# The arm, by a stopwatch: from the order until the vacuum holds, until the lifted carton is out of
# the beam, until it is out of the next one's way, until it is on the pallet, until the arm is back.
PICK, LIFT, FREE, CARRY, BACK = 1.06, 0.64, 0.28, 4.07, 3.4
SPREAD = 0.02           # share by which each of these varies, standard deviation

# The PLC.
LIES = 0.3              # s in the beam after which a carton is still
LOWERING, DWELL = 1.0, 2.0  # s: setting a pallet down; standing before it drives on


class Settings:
    """What is wrong with the cell, and its chances."""

    def __init__(self, seed=1, jitter=0.03, missed=0.01, slip=NO_FAULT, arm_slow=NO_FAULT,
                 agv_held=NO_FAULT):
        self.seed = seed
        self.jitter = jitter      # share of the feed interval, uniform
        self.missed = missed      # chance that the entry eye does not see a carton
        self.slip = slip          # Fault: share of the belt's speed that cartons do not follow
        self.arm_slow = arm_slow  # Fault: share of its speed that the arm does not reach
        self.agv_held = agv_held  # Fault: s that each trip of the vehicle is held up on its way


class Carton:
    __slots__ = ("item", "front", "aside", "seen")

    def __init__(self, item, front, seen):
        self.item, self.front, self.seen = item, front, seen
        self.aside = 0.0  # none is ever pushed off this belt

    @property
    def back(self):
        return self.front - CARTON


class Trip:
    """A vehicle's way from stop to stop: a trapezoid of speed, begun `held` s late."""

    def __init__(self, begin, start, goal, held):
        self.begin, self.start, self.goal = begin + held, start, goal
        self.way = abs(goal - start)
        self.top = min(AGV_SPEED, math.sqrt(AGV_ACCELERATION * self.way))
        self.ramp = self.top / AGV_ACCELERATION
        cruise = (self.way - self.top * self.ramp) / self.top if self.way > 0.0 else 0.0
        self.lasts = 2.0 * self.ramp + cruise
        self.end = self.begin + self.lasts

    def position(self, time):
        since = min(max(time - self.begin, 0.0), self.lasts)
        left = self.lasts - since
        if since < self.ramp:
            done = 0.5 * AGV_ACCELERATION * since * since
        elif left < self.ramp:
            done = self.way - 0.5 * AGV_ACCELERATION * left * left
        else:
            done = self.top * (since - 0.5 * self.ramp)
        return self.start + math.copysign(done, self.goal - self.start)


class Arm:
    """Takes the foremost carton when it is ordered to, and is busy until it is back."""

    def __init__(self):
        self.holds = False
        self.stages = []     # (time, what) still to come

    @property
    def busy(self):
        return bool(self.stages)

    def begin(self, time, share, draw):
        """`share` of its speed is lost; draw() gives how each stage varies."""
        for what, lasts in (("hold", PICK), ("lift", LIFT), ("free", FREE), ("place", CARRY), ("back", BACK)):
            time += lasts * draw() / (1.0 - share)
            self.stages.append((time, what))


class Cell:
    """The cell's true state. `truth(item, position, time, what)` is told of what happens."""

    def __init__(self, settings, truth=None):
        self.settings = settings
        self.truth = truth or (lambda *_: None)
        self.time = 0.0
        self.belt = Belt()
        self.arm = Arm()
        self.cartons = []            # foremost first
        self.lifted, self.in_the_way = None, False
        self.made = self.goods = self.on_pallet = 0
        self.pallets_made = self.pallets_out = 0
        self.next_feed = 0.0
        self.orders = 0              # cartons that the arm was ordered to move
        self.station = MAGAZINE      # where the vehicle goes, or stands
        self.trip = None
        self.position = STATIONS[MAGAZINE]
        self.told_position = self.told_at = 0.0
        self.since = 0.0             # when it arrived
        self.random = {name: random.Random(f"{settings.seed}/{name}")
                       for name in ("jitter", "missed", "arm")}

    # ---- What the PLC sees.

    def eye(self, name):
        at = EYES[name]
        return any(c.back <= at <= c.front and name in c.seen for c in self.cartons)

    @property
    def arrived(self):
        return self.trip is None

    # ---- One scan.

    def step(self, commands, dt):
        start, self.time = self.time, self.time + dt
        self.belt.step(commands["outfeed.speed"], dt)
        self._move_cartons(start, dt)
        self._feed(start)
        self._move_arm(commands["arm.order"], start)
        self._move_vehicle(commands["agv.order"], start)

    def _move_cartons(self, start, dt):
        way = self.belt.speed * (1.0 - active(self.settings.slip, self.time)) * dt
        limit = STOPPER - CARTON if self.in_the_way else STOPPER
        for carton in self.cartons:
            before = carton.front
            carton.front = max(before, min(before + way, limit))
            limit = carton.back
            for name, at in EYES.items():
                if before < at <= carton.front:
                    self.truth(carton.item, at,
                               start + dt * (at - before) / (carton.front - before), name)

    def _feed(self, start):
        while self.next_feed < self.time - 1e-9:
            born = self.next_feed
            front = FEEDER + CARTON / 2
            full = self.cartons and self.cartons[-1].back < front + 0.01
            if full or self.belt.speed <= 0.0:
                self.next_feed = self.time  # the packer waits
                return
            self.next_feed += FEED_EVERY * (1.0 + self.random["jitter"].uniform(-1, 1)
                                            * self.settings.jitter)
            self.made += 1
            unseen = self.random["missed"].random() < self.settings.missed
            self.cartons.append(Carton(self.made, front + self.belt.speed * (self.time - born),
                                       ("pick_eye",) if unseen else tuple(EYES)))
            self.truth(self.made, front, born, "made")

    def _move_arm(self, order, start):
        arm = self.arm
        if order > self.orders:
            self.orders = order
            draw = self.random["arm"].gauss
            arm.begin(start, active(self.settings.arm_slow, self.time),
                      lambda: 1.0 + SPREAD * draw(0, 1))
        while arm.stages and arm.stages[0][0] <= self.time:
            at, what = arm.stages.pop(0)
            if what == "hold":
                arm.holds = True
                self.truth(self.cartons[0].item, STOPPER, at, "picked")
            elif what == "lift":
                self.lifted = self.cartons.pop(0)
                self.in_the_way = True
            elif what == "free":
                self.in_the_way = False
            elif what == "place":
                arm.holds = False
                self.on_pallet += 1
                self.truth(self.lifted.item, STOPPER, at, "placed")

    def _move_vehicle(self, order, start):
        if self.trip is None and order != self.station:
            self.trip = Trip(start, STATIONS[self.station], STATIONS[order],
                             active(self.settings.agv_held, self.time))
            self.station = order
        if self.trip is None:
            if self.station == MAGAZINE and self.pallets_made == self.pallets_out \
                    and self.time >= self.since + LOWERING:
                self.pallets_made += 1
                self.truth(self.pallets_made, 0.0, self.time, "pallet_made")
            return
        self.position = self.trip.position(self.time)
        if self.time < self.trip.end:
            return
        self.since, self.trip = self.trip.end, None
        self.truth(self.pallets_made, self.position, self.since, f"agv_at_{self.station}")
        if self.station == GOODS_OUT:
            self.goods += self.on_pallet
            self.pallets_out += 1
        elif self.station == MAGAZINE:
            self.on_pallet = 0

    def tell_position(self):
        """The vehicle's place, as it tells it every 0.1 s and where it stops."""
        if self.trip is None or self.time - self.told_at >= POSITION_EVERY - 1e-9:
            self.told_at, self.told_position = self.time, self.position
        return self.told_position


class Plc:
    """Orders of arm and vehicle, by what it sees."""

    def __init__(self, start=0.0):
        self.start = start       # s, when the cell is switched on
        self.waiting = self.done = 0.0
        self.orders, self.station = 0, MAGAZINE

    def scan(self, time, dt, inputs):
        self.waiting = self.waiting + dt if inputs["pick_eye"] else 0.0
        stands = inputs["agv.arrived"] and inputs["agv.station"] == self.station
        idle = not inputs["arm.busy"]
        has_pallet = inputs["pallets.made"] > inputs["pallets.out"]
        is_full = inputs["on_pallet"] >= FULL
        ready = {MAGAZINE: has_pallet, LOADING: idle and is_full, GOODS_OUT: not has_pallet}
        works = time >= self.start and stands and ready[self.station]
        self.done = self.done + dt if works else 0.0
        if self.done >= DWELL:
            self.station = (self.station + 1) % len(STATIONS)
            self.done = 0.0
        elif stands and self.station == LOADING and idle and not is_full and self.waiting > LIES:
            self.orders += 1
        return {"outfeed.speed": BELT_SPEED if time >= self.start else 0.0, "pick_stop.close": True,
                "arm.order": self.orders, "agv.order": self.station}


def inputs(cell):
    """What the PLC sees of the cell, and publishes."""
    return {"entry_eye": cell.eye("entry_eye"), "pick_eye": cell.eye("pick_eye"),
            "outfeed.speed": cell.belt.speed, "arm.holds": cell.arm.holds,
            "arm.busy": cell.arm.busy, "agv.arrived": cell.arrived,
            "agv.station": cell.station if cell.arrived else -1,
            "agv.position": cell.tell_position(), "on_pallet": cell.on_pallet,
            "pallet_full": cell.on_pallet >= FULL, "pallets.made": cell.pallets_made,
            "pallets.out": cell.pallets_out, "made": cell.made, "goods": cell.goods}
