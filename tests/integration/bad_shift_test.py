#!/usr/bin/env python3
"""A bad quarter of an hour: each disturbance of the bad shift once. The whole shift is for the soak."""
import sys
import unittest

import gemba

sys.path.insert(0, str(gemba.ROOT / "tests/soak"))
import bad_shift


class BadShift(unittest.TestCase):
    def test_each_disturbance_once(self):
        bad_shift.bad_shift(self, hours=0.25, disturbances=len(bad_shift.KINDS) + 1, seed=3)


if __name__ == "__main__":
    gemba.main()
