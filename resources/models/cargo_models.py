"""Cartons, pallets, and what lies in the racks."""

from gltf import Model, Part
from shapes import block, joined, span
from surfaces import CARTON_BOTTOM, CARTON_END, CARTON_SIDE, CARTON_TOP

CARTON = (0.4, 0.3, 0.3)
FACES = {"+z": CARTON_TOP, "-z": CARTON_BOTTOM, "+y": CARTON_SIDE, "-y": CARTON_SIDE,
         "+x": CARTON_END, "-x": CARTON_END}


def carton(s, name, material):
    """0.4 x 0.3 x 0.3 m, origin at its centre; white labels on the sides and the top."""
    part = Part("box")
    part.add(material, block(CARTON, 0.004, face_uv=FACES))
    return Model(name).place(part)


def _pallet(s, length=1.2, width=0.8):
    """A four-way pallet, 0.144 m high, origin at the middle of its foot."""
    boards = []
    for k in range(5):
        y = -width / 2 + 0.07 + (width - 0.14) * k / 4
        boards.append(span(-length / 2, length / 2, y - 0.06, y + 0.06, 0.122, 0.144))
    for x in (-length / 2 + 0.05, 0.0, length / 2 - 0.05):
        boards.append(span(x - 0.05, x + 0.05, -width / 2, width / 2, 0.100, 0.122))
        for y in (-width / 2 + 0.05, 0.0, width / 2 - 0.05):
            boards.append(span(x - 0.05, x + 0.05, y - 0.05, y + 0.05, 0.022, 0.100,
                               skip=("+z", "-z")))
    for y in (-width / 2 + 0.05, 0.0, width / 2 - 0.05):
        boards.append(span(-length / 2, length / 2, y - 0.05, y + 0.05, 0.0, 0.022, skip=("-z",)))
    return joined(*boards)


def loaded_pallet(s, layers, gap=False, material=None):
    """A euro pallet of cartons in 3 x 2 columns; with `gap` the last layer is begun only."""
    part = Part(f"pallet with {layers} layers")
    part.add(s.wood, _pallet(s))
    material = material or s.stored
    for layer in range(layers):
        for column in range(3):
            for row in range(2):
                if gap and layer == layers - 1 and column + row > 1:
                    continue
                # Nobody stacks to the millimetre.
                slip = ((7 * layer + 5 * column + 3 * row) % 5 - 2) * 0.003
                box = block(CARTON, 0.004, face_uv=FACES).turned("z", 2.5 * slip / 0.006)
                part.add(material, box.at((column - 1) * 0.402 + slip, (row - 0.5) * 0.36 - slip,
                                          0.144 + 0.15 + 0.301 * layer))
    return part


def pallet_with_boxes(s):
    return Model("pallet_with_boxes").place(loaded_pallet(s, 3, gap=True))


def stored_load(s, kind):
    """A pallet for the rack, low in triangles: five kinds of goods."""
    part = Part(f"stored load {'ABCDE'[kind]}")
    part.add(s.wood, _pallet(s, 1.1, 0.8))
    z = 0.144
    if kind == 0:
        _stack(part, s.stored, 3, 2, 2, (0.36, 0.38, 0.40), z)
    elif kind == 1:
        _stack(part, s.stored, 2, 2, 3, (0.52, 0.38, 0.30), z)
    elif kind == 2:
        _stack(part, s.stored, 3, 2, 1, (0.36, 0.38, 0.34), z)
        _stack(part, s.stored_pale, 2, 1, 1, (0.40, 0.40, 0.36), z + 0.345)
    elif kind == 3:
        _crates(part, s, z)
    else:
        _stack(part, s.stored_pale, 2, 1, 2, (0.54, 0.76, 0.44), z)
    return part


def _stack(part, material, nx, ny, nz, size, z):
    for k in range(nz):
        for i in range(nx):
            for j in range(ny):
                shift = ((3 * i + 5 * j + 7 * k) % 4 - 1.5) * 0.004
                x = (i - (nx - 1) / 2) * (size[0] + 0.006) + shift
                y = (j - (ny - 1) / 2) * (size[1] + 0.006) - shift
                part.add(material, block(size, 0.0, (x, y, z + size[2] * (k + 0.5) + 0.002 * k),
                                         skip=("-z",), face_uv=FACES))


def _crates(part, s, z):
    """Blue stacking crates with a rim."""
    for k in range(3):
        for i in (-1, 1):
            for j in (-1, 1):
                x, y, low = 0.27 * i, 0.195 * j, z + 0.23 * k
                part.add(s.film, span(x - 0.25, x + 0.25, y - 0.175, y + 0.175, low, low + 0.19,
                                      skip=("-z", "+z")))
                part.add(s.film, span(x - 0.262, x + 0.262, y - 0.188, y + 0.188, low + 0.17,
                                      low + 0.225, 0.006))
