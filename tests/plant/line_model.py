"""The packing line as kinematics: belts, cartons, eyes, scale, stopper, pusher. No physics engine.

Positions in m along the line: infeed 0 to 6, outfeed 6 to 12. A carton's place is its leading edge.
Time in s since the line's start. step() moves everything from one PLC scan to the next.
"""

import math
import random
from collections import namedtuple

# The line, as in resources/twins/packing_cell/packing_cell.toml.
INFEED_LENGTH = 6.0
OUTFEED = INFEED_LENGTH          # where the outfeed begins
FEEDER = 0.25                    # middle of a new carton
EYES = {"pe0": 0.6, "pe1": 5.6, "pe2": OUTFEED + 2.0, "pe3": OUTFEED + 5.5}
SCALE = OUTFEED + 1.2
SCALE_LENGTH = 0.7
SCALE_SETTLE = 0.1               # s, time constant of the reading
STOPPER = OUTFEED + 2.6
STOPPER_TRAVEL = 0.15            # s
STOPPER_PARKED = 0.2             # share of its travel in which the blade is below the belt
PUSHER = OUTFEED + 4.2
PUSHER_PLATE = 0.5
PUSHER_STROKE = 0.6
PUSHER_SPEED = 1.2               # m/s
PUSHER_REACH = 0.16              # m from the plate at rest to a carton's side
OFF_BELT = 0.3                   # m sideways: the carton's middle is beyond the belt's edge
CHUTE_TIME = 0.75                # s from there into the bin: 1.1 m of steel, 0.35 m down, at first
                                 # as fast as the plate
SINK = OUTFEED + 5.95            # a carton's middle beyond is packed

CARTON = 0.4
MASSES = (2.0, 1.5, 1.95)        # full, light, lean
RAMP = 1.0                       # m/s2 of the belts' drives
BELT_FRICTION, CARTON_FRICTION = 0.9, 0.6  # multiplied
GRAVITY = 9.81

Fault = namedtuple("Fault", "value start end")
NO_FAULT = Fault(0.0, 0.0, 0.0)


def active(fault, time):
    """A fault's value at a time; 0 outside its span."""
    return fault.value if fault.start <= time < fault.end else 0.0


def approach(value, target, step):
    """`value` moved towards `target` by at most `step`."""
    return value + max(-step, min(step, target - value))


class Settings:
    """What is wrong with the line, and its chances."""

    def __init__(self, seed=1, jitter=0.03, missed=0.01, lost=1 / 500, slip=NO_FAULT,
                 scale_bias=NO_FAULT, scale_noise=0.001, eye_delay=None, eye_delay_from=0.0,
                 jam=NO_FAULT, stuck=NO_FAULT, friction=NO_FAULT):
        self.seed = seed
        self.jitter = jitter          # share of the feed interval, uniform
        self.missed = missed          # chance that an eye does not see a carton
        self.lost = lost              # chance that a carton is taken away on its way
        self.slip = slip              # Fault: share of the infeed's speed that cartons do not follow
        self.scale_bias = scale_bias  # Fault: kg
        self.scale_noise = scale_noise
        self.eye_delay = eye_delay or {}  # eye -> s
        self.eye_delay_from = eye_delay_from
        self.jam = jam                # Fault: the stopper's blade goes up and stays
        self.stuck = stuck            # Fault: the stopper's blade stays where it is
        self.friction = friction      # Fault: coefficient of the outfeed's belt


class Belt:
    def __init__(self):
        self.speed = 0.0

    def step(self, command, dt):
        self.speed = approach(self.speed, command, RAMP * dt)


class Carton:
    __slots__ = ("item", "kind", "front", "speed", "aside", "unseen_by", "lost_at", "weighed")

    def __init__(self, item, kind, front, speed):
        self.item = item
        self.kind = kind
        self.front = front
        self.speed = speed
        self.aside = 0.0        # m pushed sideways
        self.unseen_by = ()
        self.lost_at = math.inf
        self.weighed = False

    @property
    def middle(self):
        return self.front - CARTON / 2

    @property
    def back(self):
        return self.front - CARTON


class Line:
    """The line's true state. `truth(item, position, time, what)` is told of every passage."""

    def __init__(self, settings, truth=None):
        self.settings = settings
        self.truth = truth or (lambda *_: None)
        self.time = 0.0
        self.infeed, self.outfeed = Belt(), Belt()
        self.cartons = []            # foremost first
        self.sliding = []            # (carton, time when it is in the bin), in order
        self.made = self.blocked = self.good = self.rejected = 0
        self.next_feed = None        # time; None: not feeding
        self.blade = 0.0             # 0 open, 1 closed
        self.plate = 0.0             # m
        self.load = self.last_weight = 0.0
        self.weighed = 0
        # A stream for each chance, so that changing one shifts no other.
        self.random = {name: random.Random(f"{settings.seed}/{name}")
                       for name in ("jitter", "missed", "lost", "weight")}

    # ---- What the PLC sees.

    def eye(self, name):
        """Whether a carton stands in the beam, as it was `eye_delay` ago."""
        at, delay = EYES[name], self.settings.eye_delay.get(name, 0.0)
        if self.time < self.settings.eye_delay_from:
            delay = 0.0
        for carton in self.cartons:
            lag = carton.speed * delay
            if carton.back - lag <= at <= carton.front - lag and name not in carton.unseen_by \
                    and carton.aside < OFF_BELT:
                return True
        return False

    @property
    def stopper_closed(self):
        return self.blade >= 1.0

    @property
    def pusher_extended(self):
        return self.plate >= PUSHER_STROKE

    # ---- One scan.

    def step(self, commands, dt):
        """From this scan to the next, `dt` s later, under the PLC's commands."""
        start, self.time = self.time, self.time + dt
        self.infeed.step(commands["infeed.speed"], dt)
        self.outfeed.step(commands["outfeed.speed"], dt)
        self._move_blade(commands["stopper.close"], dt)
        self.plate = approach(self.plate, PUSHER_STROKE if commands["pusher.extend"] else 0.0,
                              PUSHER_SPEED * dt)
        self._move_cartons(start, dt)
        self._feed(commands["feeder.every"], commands["feeder.variant"], start)
        self._push()
        self._weigh(dt)
        self._take_away()

    def surface_speed(self, position):
        """Of the belt under a carton whose middle is there."""
        if position < OUTFEED:
            return self.infeed.speed * (1.0 - active(self.settings.slip, self.time))
        return self.outfeed.speed

    def grip(self, position):
        """m/s2 that the belt can give a carton whose middle is there."""
        fault = self.settings.friction
        slick = position >= OUTFEED and fault.start <= self.time < fault.end
        return (fault.value if slick else BELT_FRICTION) * CARTON_FRICTION * GRAVITY

    def _move_blade(self, close, dt):
        if active(self.settings.stuck, self.time) > 0.0:
            return
        up = close or active(self.settings.jam, self.time) > 0.0
        goal = 1.0 if up else 0.0
        # It does not rise through a carton: it waits below.
        covered = any(c.back < STOPPER < c.front - 1e-9 for c in self.cartons)
        if covered and self.blade <= STOPPER_PARKED:
            goal = min(goal, STOPPER_PARKED)
        self.blade = approach(self.blade, goal, dt / STOPPER_TRAVEL)

    def _move_cartons(self, start, dt):
        ahead = math.inf
        for carton in self.cartons:
            before, speed = carton.front, carton.speed
            carton.speed = approach(speed, self.surface_speed(carton.middle),
                                    self.grip(carton.middle) * dt)
            carton.front += 0.5 * (speed + carton.speed) * dt
            limit = ahead
            if self.blade > STOPPER_PARKED and before <= STOPPER:
                limit = min(limit, STOPPER)
            if carton.front > limit:
                carton.front = max(limit, before)
                carton.speed = min(carton.speed, (carton.front - before) / dt)
            if carton.aside <= 0.0:
                ahead = carton.back
            self._tell_passages(carton, before, start, dt)

    def _tell_passages(self, carton, before, start, dt):
        if carton.front == before:
            return
        for name, at in EYES.items():
            if before < at <= carton.front:
                passed = start + dt * (at - before) / (carton.front - before)
                self.truth(carton.item, at, passed, name)

    def _feed(self, every, kind, start):
        if every <= 0.0:
            self.next_feed = None
            return
        if self.next_feed is None:
            self.next_feed = start
        while self.next_feed < self.time - 1e-9:
            born = self.next_feed
            self.next_feed += every * (1.0 + self.random["jitter"].uniform(-1, 1)
                                       * self.settings.jitter)
            self._make(born, kind)

    def _make(self, born, kind):
        speed = self.surface_speed(FEEDER)
        front = FEEDER + CARTON / 2 + speed * (self.time - born)
        if self.cartons and self.cartons[-1].back < front:
            self.blocked += 1
            return
        self.made += 1
        carton = Carton(self.made, kind, front, speed)
        missed, lost = self.random["missed"], self.random["lost"]
        carton.unseen_by = tuple(n for n in EYES if missed.random() < self.settings.missed)
        is_lost, place = lost.random() < self.settings.lost, lost.uniform(1.0, 11.0)
        carton.lost_at = place if is_lost else math.inf
        self.cartons.append(carton)
        self.truth(carton.item, FEEDER + CARTON / 2, born, "made")

    def _push(self):
        reach = self.plate - PUSHER_REACH
        if reach <= 0.0:
            return
        for carton in self.cartons:
            if abs(carton.middle - PUSHER) < (PUSHER_PLATE + CARTON) / 2:
                carton.aside = max(carton.aside, reach)

    def _weigh(self, dt):
        on_it = sum(MASSES[c.kind] for c in self.cartons
                    if abs(c.middle - SCALE) <= SCALE_LENGTH / 2)
        self.load += (on_it - self.load) * (1.0 - math.exp(-dt / SCALE_SETTLE))
        for carton in self.cartons:
            if not carton.weighed and carton.middle >= SCALE:
                carton.weighed = True
                self.weighed += 1
                self.last_weight = (self.load + active(self.settings.scale_bias, self.time)
                                    + self.random["weight"].gauss(0, 1) * self.settings.scale_noise)
                self.truth(carton.item, carton.front, self.time, "weighed")

    def _take_away(self):
        left = []
        for carton in self.cartons:
            if carton.aside >= OFF_BELT:
                self.sliding.append((carton, self.time + CHUTE_TIME))
            elif carton.front >= carton.lost_at:
                self.truth(carton.item, carton.front, self.time, "lost")
            elif carton.middle >= SINK:
                self.good += 1
                self.truth(carton.item, carton.front, self.time, "packed")
            else:
                left.append(carton)
        self.cartons = left
        while self.sliding and self.sliding[0][1] <= self.time:
            carton, _ = self.sliding.pop(0)
            self.rejected += 1
            self.truth(carton.item, carton.front, self.time, "rejected")
