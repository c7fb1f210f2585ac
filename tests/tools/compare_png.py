#!/usr/bin/env python3
"""Compares two pictures: at most 0.1 % of the pixels may differ by more than 8/255 in a channel.

    compare_png.py FOUND.png EXPECTED.png [--difference OUT.png]

Exit code 0 equal enough, 1 not, 3 a file that cannot be read. PNG of 8 bits, grey to RGBA, not
interlaced; zlib does the rest, so nothing beyond Python is needed.
"""
import argparse
import struct
import sys
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}  # by colour type
LIMIT = 8          # of 255, in one channel
SHARE = 0.001      # of the pixels


def chunks(data):
    """(type, body) of each chunk, its checksum verified."""
    if data[:8] != SIGNATURE:
        raise ValueError("not a PNG")
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + length]
        stated = data[at + 8 + length:at + 12 + length]
        if len(stated) < 4 or struct.unpack(">I", stated)[0] != zlib.crc32(kind + body):
            raise ValueError(f"damaged chunk {kind!r}")
        yield kind, body
        at += 12 + length


def paeth(left, up, corner):
    """PNG's predictor: whichever neighbour is nearest to left + up - corner."""
    guess = left + up - corner
    by_left, by_up, by_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner


def unfilter(kind, line, above, step):
    """Undoes one line's filter, in place. `step`: bytes of a pixel."""
    if kind == 1:
        for i in range(step, len(line)):
            line[i] = (line[i] + line[i - step]) & 255
    elif kind == 2:
        for i, up in enumerate(above):
            line[i] = (line[i] + up) & 255
    elif kind == 3:
        for i, up in enumerate(above):
            left = line[i - step] if i >= step else 0
            line[i] = (line[i] + (left + up) // 2) & 255
    elif kind == 4:
        for i, up in enumerate(above):
            left, corner = (line[i - step], above[i - step]) if i >= step else (0, 0)
            line[i] = (line[i] + paeth(left, up, corner)) & 255
    elif kind != 0:
        raise ValueError(f"filter {kind}")


def to_rgba(row, channels):
    if channels == 4:
        return bytes(row)
    out = bytearray(b"\xff" * (len(row) // channels * 4))
    for channel in range(3):
        out[channel::4] = row[min(channel, channels - 1 - (channels == 2))::channels]
    if channels == 2:
        out[3::4] = row[1::2]
    return bytes(out)


def read_png(path):
    """(width, height, RGBA bytes from the top left)."""
    with open(path, "rb") as file:
        data = file.read()
    header, packed = None, b""
    for kind, body in chunks(data):
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
    if header is None:
        raise ValueError("no header")
    width, height, depth, colour, _, _, interlaced = header
    if depth != 8 or colour not in CHANNELS or interlaced:
        raise ValueError(f"depth {depth}, colour type {colour}, interlaced {interlaced}")
    channels = CHANNELS[colour]
    stride = width * channels
    raw = zlib.decompress(packed)
    if len(raw) != height * (stride + 1):
        raise ValueError("too few or too many pixels")

    above = bytes(stride)
    rows = []
    for at in range(0, len(raw), stride + 1):
        line = bytearray(raw[at + 1:at + 1 + stride])
        unfilter(raw[at], line, above, channels)
        rows.append(to_rgba(line, channels))
        above = line
    return width, height, b"".join(rows)


def write_png(path, width, height, rgba):
    def chunk(kind, body):
        length, checksum = struct.pack(">I", len(body)), struct.pack(">I", zlib.crc32(kind + body))
        return length + kind + body + checksum
    rows = b"".join(b"\0" + rgba[y * width * 4:(y + 1) * width * 4] for y in range(height))
    with open(path, "wb") as file:
        file.write(SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def compare(found_path, expected_path, difference_path=None):
    """(number of pixels that differ, number of pixels). Another size differs in every pixel."""
    width, height, found = read_png(found_path)
    expected_width, expected_height, expected = read_png(expected_path)
    if (width, height) != (expected_width, expected_height):
        return width * height, width * height
    marks = bytearray(b"\0\0\0\xff" * (width * height))
    differing = 0
    row = width * 4
    for start in range(0, len(found), row):
        # Most rows are equal: byte by byte only where they are not.
        if found[start:start + row] == expected[start:start + row]:
            continue
        for at in range(start, start + row, 4):
            if any(abs(found[at + i] - expected[at + i]) > LIMIT for i in range(4)):
                differing += 1
                marks[at:at + 4] = b"\xff\xff\xff\xff"
    if difference_path and differing:
        write_png(difference_path, width, height, bytes(marks))
    return differing, width * height


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("found")
    arguments.add_argument("expected")
    arguments.add_argument("--difference", help="where to draw the pixels that differ")
    options = arguments.parse_args()
    try:
        differing, pixels = compare(options.found, options.expected, options.difference)
    except (OSError, ValueError, zlib.error) as error:
        print(f"compare_png: {options.found}, {options.expected}: {error}", file=sys.stderr)
        return 3
    print(f"{differing} of {pixels} pixels differ by more than {LIMIT}/255 "
          f"({100.0 * differing / pixels:.4f} %, at most {100.0 * SHARE:.1f} %)")
    return 1 if differing > SHARE * pixels else 0


if __name__ == "__main__":
    sys.exit(main())
