#!/usr/bin/env python3
"""Computes the tables of engine/core/libm and the references of its test, with mpmath.

Run from the project root, after changing anything here:
    python3 engine/core/libm/coefficients.py
It rewrites engine/core/libm/coefficients.h and tests/unit/core/libm_references.inc, both committed.
"""
import random

import mpmath
from mpmath import mp, mpf

mp.prec = 400
ARC_SINE_DEGREE = 14  # 4 bits a degree: far below an ulp at 1/2


def to_double(x):
    """The double nearest to x, subnormals included."""
    if x == 0:
        return 0.0
    exponent = int(mpmath.floor(mpmath.log(abs(x), 2)))
    grid = max(exponent - 52, -1074)
    whole = float(mpmath.nint(x * mpf(2) ** -grid))
    return whole * 2.0 ** max(grid, -1000) * 2.0 ** min(grid + 1000, 0)


def truncated(x, bits):
    """x cut to so many significant bits: products with short integers are then exact."""
    scale = mpf(2) ** (bits - 1 - int(mpmath.floor(mpmath.log(abs(x), 2))))
    return mpmath.floor(abs(x) * scale) / scale * mpmath.sign(x)


def on_grid(x, bits):
    """x rounded to a multiple of 2^-bits."""
    return mpmath.nint(x * mpf(2) ** bits) / mpf(2) ** bits


def constant(name, x):
    return f"inline constexpr double {name} = {to_double(x).hex()};\n"


def pair(name, x):
    hi = mpf(to_double(x))
    return constant(name + "Hi", hi) + constant(name + "Lo", x - hi)


def parts(name, x, widths):
    """x as a sum of parts of the given widths in bits; the last takes a whole double."""
    text = ""
    for number, width in enumerate(widths, 1):
        part = truncated(x, width) if width else x
        text += constant(f"{name}{number}", part)
        x -= part
    return text


def array(name, values, kind="double"):
    rows = "".join(f"    {v},\n" for v in values)
    return f"inline constexpr {kind} {name}[] = {{\n{rows}}};\n"


def fitted(function, low, high, degree):
    """Coefficients (lowest first) of the polynomial through Chebyshev nodes of [low, high]: within
    a small factor of the minimax polynomial, and far below an ulp at the degrees used here."""
    count = degree + 1
    nodes = [(low + high) / 2 + (high - low) / 2 * mpmath.cos(mp.pi * (2 * i + 1) / (2 * count))
             for i in range(count)]
    matrix = mpmath.matrix(count, count)
    for row, x in enumerate(nodes):
        for column in range(count):
            matrix[row, column] = x ** column
    return list(mpmath.lu_solve(matrix, mpmath.matrix([function(x) for x in nodes])))


def hexes(values):
    return [to_double(v).hex() for v in values]


def sine_tail(z):
    r = mpmath.sqrt(z)
    return (mpmath.sin(r) - r) / (r * z)


def cosine_tail(z):
    return (mpmath.cos(mpmath.sqrt(z)) - 1 + z / 2) / (z * z)


def arc_sine_tail(z):
    s = mpmath.sqrt(z)
    return (mpmath.asin(s) - s) / (s * z)


def trigonometric():
    text = "// Trigonometry: pi/2 in parts of 33 bits, so that multiples up to 2^20 are exact.\n"
    text += parts("kHalfPiPart", mp.pi / 2, [33, 33, 33, 0])
    text += pair("kPi", mp.pi) + pair("kHalfPi", mp.pi / 2) + constant("kTwoOverPi", 2 / mp.pi)
    mp.prec = 1600
    bits = int(mpmath.floor(2 / mp.pi * mpf(2) ** (64 * 21)))
    mp.prec = 400
    words = [0] + [(bits >> (64 * (20 - i))) & (2**64 - 1) for i in range(21)]
    text += "// The bits of 2/pi, after 64 zero bits.\n"
    text += array("kTwoOverPiBits", [f"0x{w:016X}u" for w in words], "uint64_t")
    top = (mp.pi / 4) ** 2 * mpf("1.0001")
    text += "// (sin r - r) / r^3 and (cos r - 1 + r^2/2) / r^4 in r^2, |r| <= pi/4.\n"
    text += array("kSine", hexes(fitted(sine_tail, mpf(0), top, 6)))
    text += array("kCosine", hexes(fitted(cosine_tail, mpf(0), top, 6)))
    return text


def inverse():
    text = "// atan(i/32) as unevaluated sums, and (atan u - u) / u^3 in u^2 by its series.\n"
    rows = []
    for i in range(33):
        value = mpmath.atan(mpf(i) / 32)
        hi = mpf(to_double(value))
        rows.append(f"{{{to_double(hi).hex()}, {to_double(value - hi).hex()}}}")
    text += array("kAtan", rows, "Pair")
    text += array("kAtanSeries", hexes([(-1) ** n / mpf(2 * n + 1) for n in range(1, 8)]))
    text += "// (asin s - s) / s^3 in s^2, |s| <= 1/2.\n"
    text += f"inline constexpr int kArcSineCount = {ARC_SINE_DEGREE + 1};\n"
    series = fitted(arc_sine_tail, mpf(0), mpf("0.25001"), ARC_SINE_DEGREE)
    return text + array("kArcSine", hexes(series))


def exponential():
    text = ("// 2^(i/128) as unevaluated sums; ln 2 / 128 in parts: multiples of the first up to\n"
            "// 2^18 are exact.\n")
    rows = []
    for i in range(128):
        value = mpf(2) ** (mpf(i) / 128)
        hi = mpf(to_double(value))
        rows.append(f"{{{to_double(hi).hex()}, {to_double(value - hi).hex()}}}")
    text += array("kExp2", rows, "Pair")
    text += parts("kStep", mp.ln(2) / 128, [35, 0])
    text += constant("kStepsPerUnit", 128 / mp.ln(2)) + constant("kLn2", mp.ln(2))
    text += "// 1/2!, 1/3!, ... : the series of e^x and sinh x.\n"
    return text + array("kInverseFactorial", hexes([1 / mpmath.factorial(n) for n in range(2, 19)]))


def logarithm():
    text = ("// For each 128th of [0.6875, 1.375): an inverse of 10 bits near the middle, and\n"
            "// minus its logarithm, first part on a grid of 2^-42 like ln 2: sums are exact.\n"
            "// On both sides of 1 the inverse is 1: logarithms keep their relative precision.\n")
    rows = []
    for i in range(128):
        bits = 0x3FE6000000000000 + (i << 45)
        middle = mpf(bits_to_double(bits) + bits_to_double(bits + (1 << 45))) / 2
        inverse_middle = mpf(1) if i in (79, 80) else on_grid(1 / middle, 9)
        value = -mp.ln(inverse_middle)
        hi = on_grid(value, 42)
        rows.append(f"{{{to_double(inverse_middle).hex()}, {to_double(hi).hex()}, "
                    f"{to_double(value - hi).hex()}}}")
    text += array("kLog", rows, "LogEntry")
    hi = on_grid(mp.ln(2), 42)
    text += constant("kLn2Hi", hi) + constant("kLn2Lo", mp.ln(2) - hi)
    text += pair("kInverseLn2", 1 / mp.ln(2)) + pair("kInverseLn10", 1 / mp.ln(10))
    text += "// 1/3, -1/4, ... : the series of ln(1 + r) from its third term.\n"
    return text + array("kLogSeries", hexes([(-1) ** (n + 1) / mpf(n) for n in range(3, 12)]))


def roots():
    text = "// A parabola near the cube root on [1, 8].\n"
    return text + array("kCubeRootGuess", hexes(fitted(mpmath.cbrt, mpf(1), mpf(8), 2)))


def bits_to_double(bits):
    import struct
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def write_tables():
    with open("engine/core/libm/coefficients.h", "w") as out:
        out.write("// Made by coefficients.py; not edited by hand.\n#pragma once\n\n"
                  "#include <cstdint>\n\n"
                  '#include "engine/core/libm/pair.h"\n\nnamespace gemba::libm {\n\n'
                  "// clang-format off\n\n"
                  "struct LogEntry {\n    double inverse;\n    double logHi;\n"
                  "    double logLo;\n};\n\n")
        out.write("\n".join([trigonometric(), inverse(), exponential(), logarithm(), roots()]))
        out.write("\n// clang-format on\n\n}  // namespace gemba::libm\n")


def spread(rng, low, high, count):
    """Arguments of both signs whose magnitudes are spread evenly over exponents low..high."""
    return [rng.choice([-1, 1]) * 2.0 ** rng.uniform(low, high) for _ in range(count)]


def within(rng, low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def argument_lists(rng):
    """Per function: arguments of the everyday range, of extreme sizes, and known to be hard."""
    hard = [5319372648326541416707296656673541083813475031793921822105998164685243883520.0,
            6381956970095103.0 * 2.0**797, 1e22, 355.0, 22.0, 11.0, 3.141592653589793,
            1.5707963267948966, 0.7853981633974483, 0.7853981633974484, 1048575.9,
            1048576.1, 2.0**1023, 1e-300]
    angle = hard + within(rng, -7, 7, 20) + spread(rng, -30, 20, 12) + spread(rng, 20, 1000, 12)
    arc = [1.0, -1.0, 0.5, -0.5, 1 - 2.0**-53, 2.0**-26, 1e-300]
    arc += within(rng, -1, 1, 20) + spread(rng, -60, 0, 9)
    power = within(rng, -5, 5, 20) + spread(rng, -40, 9, 12) + [709.7, -708.5, -740.0, 1.0, -1.0]
    positive = [abs(v) for v in within(rng, 0.6, 1.5, 16) + spread(rng, -1060, 1023, 12)]
    positive += [1 + 2.0**-52, 1 - 2.0**-53, 1.0078125, 0.99609375, 5e-324, 2.0, 10.0, 1000.0]
    small = within(rng, -0.9, 2, 16) + spread(rng, -200, -2, 10) + [1e300, 3e5, -0.999999, 1e-20]
    pairs = [(rng.uniform(-9, 9), rng.uniform(-9, 9)) for _ in range(20)]
    pairs += list(zip(spread(rng, -1000, 1000, 12), spread(rng, -1000, 1000, 12)))
    powers = [(rng.uniform(0, 4), rng.uniform(-9, 9)) for _ in range(16)]
    powers += [(1 + 2.0**-40 * k, 2.0**48 / k) for k in (1.0, 3.5, -7.25)]
    powers += [(10.0, -320.5), (1.0001, 7e6), (0.3, 600.0), (-3.0, 31.0), (7.0, 0.5)]
    powers += [(2.0, -1073.0), (5e-324, 0.1)]
    half = [v for v in power if abs(v) < 710]
    return {"sin": angle, "cos": angle, "tan": angle, "asin": arc, "acos": arc,
            "atan": within(rng, -3, 3, 20) + spread(rng, -60, 60, 16), "atan2": pairs,
            "sinh": half, "cosh": half, "tanh": within(rng, -3, 3, 16) + spread(rng, -40, 5, 16),
            "exp": power, "exp2": [v for v in power if abs(v) < 700] + [1023.9, -1060.3],
            "expm1": power,
            "log": positive, "log2": positive, "log10": positive, "log1p": small, "pow": powers,
            "cbrt": within(rng, -30, 30, 16) + spread(rng, -1060, 1000, 16) + [27.0, -1000.0],
            "hypot": pairs + [(3.0, 4.0), (5e-324, 1e-323), (1e308, 1e308)]}


def reference(name, arguments):
    """The exact value, with enough bits for the largest argument."""
    x = [mpf(a) for a in arguments]
    special = {"exp2": lambda v: mpf(2) ** v, "log2": lambda v: mpmath.log(v, 2),
               "log10": mpmath.log10, "pow": lambda v, w: v ** w,
               "cbrt": lambda v: mpmath.sign(v) * mpmath.cbrt(abs(v)),
               "log1p": lambda v: mp.ln(1 + v)}
    return special.get(name, getattr(mpmath, name, None))(*x)


def write_references():
    mp.prec = 2600
    rng = random.Random(20260117)
    with open("tests/unit/core/libm_references.inc", "w") as out:
        out.write("// Made by engine/core/libm/coefficients.py:\n"
                  "// function, arguments, nearest double, rest.\n"
                  "// clang-format off\n")
        for name, arguments in argument_lists(rng).items():
            for entry in arguments:
                entry = entry if isinstance(entry, tuple) else (entry,)
                value = reference(name, entry)
                assert abs(value) < mpf(2) ** 1024, (name, entry)
                nearest = to_double(value)
                second = entry[1] if len(entry) > 1 else 0.0
                out.write(f'{{"{name}", {entry[0].hex()}, {second.hex()}, {nearest.hex()}, '
                          f"{to_double(value - mpf(nearest)).hex()}}},\n")
        out.write("// clang-format on\n")


if __name__ == "__main__":
    write_tables()
    write_references()
