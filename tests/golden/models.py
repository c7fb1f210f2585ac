#!/usr/bin/env python3
"""Writes the models of the golden pictures, one for each feature of a material.

    models.py FOLDER

Everything is made here: binary glTF, +Y up, metres. Textures are small PNGs of a few formulas.
"""
import json
import math
import pathlib
import struct
import sys
import zlib


def png(size, pixel):
    """An RGBA picture of size × size; pixel(u, v) gives four numbers 0 to 1."""
    rows = bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            rows += bytes(round(255 * max(0.0, min(1.0, c)))
                          for c in pixel((x + 0.5) / size, (y + 0.5) / size))

    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b""))


# ---- Shapes: (positions, normals, uvs, indices)

def sphere(radius=0.4, segments=48):
    points, normals, uvs, indices = [], [], [], []
    rings = segments // 2
    for ring in range(rings + 1):
        for i in range(segments + 1):
            a, b = math.pi * ring / rings, 2 * math.pi * i / segments
            n = (math.sin(a) * math.cos(b), math.cos(a), -math.sin(a) * math.sin(b))
            points.append(tuple(radius * c for c in n))
            normals.append(n)
            uvs.append((2 * i / segments, ring / rings))
    for ring in range(rings):
        for i in range(segments):
            p = ring * (segments + 1) + i
            q = p + segments + 1
            indices += [p, q, p + 1, p + 1, q, q + 1]
    return points, normals, uvs, indices


def plane(width=1.0, height=1.0, repeat=1.0):
    """Upright, facing +Z."""
    w, h = width / 2, height / 2
    return ([(-w, -h, 0), (w, -h, 0), (w, h, 0), (-w, h, 0)], [(0, 0, 1)] * 4,
            [(0, repeat), (repeat, repeat), (repeat, 0), (0, 0)], [0, 1, 2, 0, 2, 3])


def box(x=0.8, y=0.8, z=0.8):
    points, normals, uvs, indices = [], [], [], []
    for axis in range(3):
        for sign in (-1, 1):
            n = [0, 0, 0]
            n[axis] = sign
            a = [0, 0, 0]
            a[(axis + 1) % 3] = 1
            b = [n[1] * a[2] - n[2] * a[1], n[2] * a[0] - n[0] * a[2], n[0] * a[1] - n[1] * a[0]]
            first = len(points)
            for s, t in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                points.append(tuple(0.5 * size * (n[k] + s * a[k] + t * b[k])
                                    for k, size in enumerate((x, y, z))))
                normals.append(tuple(n))
                uvs.append(((s + 1) / 2, (1 - t) / 2))
            indices += [first, first + 1, first + 2, first, first + 2, first + 3]
    return points, normals, uvs, indices


def half_pipe(radius=0.4, length=0.9, segments=32):
    """Open above, normals outside; a single-sided one shows nothing of its inside."""
    points, normals, uvs, indices = [], [], [], []
    for i in range(segments + 1):
        a = math.pi + math.pi * i / segments
        n = (math.cos(a), math.sin(a), 0.0)
        for z in (-length / 2, length / 2):
            points.append((radius * n[0], radius * n[1], z))
            normals.append(n)
            uvs.append((i / segments, 0.5 + z / length))
    for i in range(segments):
        p = 2 * i
        indices += [p, p + 2, p + 1, p + 1, p + 2, p + 3]
    return points, normals, uvs, indices


class Model:
    """Meshes at places, written as one GLB."""

    def __init__(self):
        self.blob = bytearray()
        self.document = {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": []}],
                         "nodes": [], "meshes": [], "accessors": [], "bufferViews": [],
                         "materials": []}

    def _view(self, data):
        self.blob += b"\0" * (-len(self.blob) % 4)
        self.document["bufferViews"].append(
            {"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data)})
        self.blob += data
        return len(self.document["bufferViews"]) - 1

    def _accessor(self, values, kind):
        flat = [c for v in values for c in v] if kind != "SCALAR" else values
        integer = kind == "SCALAR"
        entry = {"bufferView": self._view(struct.pack(f"<{len(flat)}{'I' if integer else 'f'}", *flat)),
                 "componentType": 5125 if integer else 5126, "count": len(values), "type": kind}
        if kind == "VEC3":
            entry["min"] = [min(v[k] for v in values) for k in range(3)]
            entry["max"] = [max(v[k] for v in values) for k in range(3)]
        self.document["accessors"].append(entry)
        return len(self.document["accessors"]) - 1

    def texture(self, pixel, size=128):
        images = self.document.setdefault("images", [])
        images.append({"bufferView": self._view(png(size, pixel)), "mimeType": "image/png"})
        textures = self.document.setdefault("textures", [])
        textures.append({"source": len(images) - 1})
        return {"index": len(textures) - 1}

    def material(self, color=(0.8, 0.8, 0.8, 1.0), metallic=0.0, roughness=0.6, **more):
        surface = {"baseColorFactor": list(color), "metallicFactor": metallic,
                   "roughnessFactor": roughness}
        for key in ("baseColorTexture", "metallicRoughnessTexture"):
            if key in more:
                surface[key] = more.pop(key)
        self.document["materials"].append({"pbrMetallicRoughness": surface, **more})
        return len(self.document["materials"]) - 1

    def add(self, shape, material, at=(0, 0, 0), **node):
        points, normals, uvs, indices = shape
        self.document["meshes"].append({"primitives": [{
            "attributes": {"POSITION": self._accessor(points, "VEC3"),
                           "NORMAL": self._accessor(normals, "VEC3"),
                           "TEXCOORD_0": self._accessor(uvs, "VEC2")},
            "indices": self._accessor(indices, "SCALAR"), "material": material}]})
        self.document["nodes"].append({"mesh": len(self.document["meshes"]) - 1,
                                       "translation": list(at), **node})
        self.document["scenes"][0]["nodes"].append(len(self.document["nodes"]) - 1)
        return self

    def write(self, path):
        self.document["buffers"] = [{"byteLength": len(self.blob) + -len(self.blob) % 4}]
        text = json.dumps(self.document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        blob = bytes(self.blob) + b"\0" * (-len(self.blob) % 4)
        path.write_bytes(struct.pack("<4sII", b"glTF", 2, 28 + len(text) + len(blob))
                         + struct.pack("<I4s", len(text), b"JSON") + text
                         + struct.pack("<I4s", len(blob), b"BIN\0") + blob)


# ---- Textures

def chequers(a, b, count=8):
    return lambda u, v: a if (int(u * count) + int(v * count)) % 2 else b


def bumps(u, v, count=6, depth=0.8):
    """The normals of round bumps; green points up."""
    x, y = (u * count) % 1 * 2 - 1, 1 - (v * count) % 1 * 2
    inside = x * x + y * y < 0.8
    nx, ny = (x * depth, y * depth) if inside else (0.0, 0.0)
    nz = math.sqrt(max(1e-3, 1 - nx * nx - ny * ny))
    return nx / 2 + 0.5, ny / 2 + 0.5, nz / 2 + 0.5, 1


def holes(u, v, count=6):
    x, y = (u * count) % 1 - 0.5, (v * count) % 1 - 0.5
    return 0.9, 0.75, 0.2, 0.0 if x * x + y * y < 0.1 else 1.0


# ---- One function a model

def base_color(m):
    for i, c in enumerate(((0.8, 0.05, 0.04), (0.9, 0.45, 0.02), (0.1, 0.5, 0.1), (0.03, 0.2, 0.7))):
        m.add(sphere(), m.material((*c, 1)), (i - 2.0, 0.4, 0))
    painted = m.texture(chequers((0.95, 0.95, 0.9, 1), (0.1, 0.35, 0.5, 1)))
    m.add(sphere(), m.material((1, 1, 1, 1), baseColorTexture=painted), (2.0, 0.4, 0))


def metal_rough(m):
    for row, metallic in enumerate((0.0, 1.0)):
        color = (0.75, 0.1, 0.08, 1) if row == 0 else (0.95, 0.75, 0.4, 1)
        for i in range(6):
            m.add(sphere(), m.material(color, metallic, i / 5), (i - 2.5, 0.4 + 0.95 * row, -0.5 * row))


def metal_rough_texture(m):
    bands = m.texture(lambda u, v: (1, v, 1.0 if u * 4 % 1 < 0.5 else 0.0, 1))
    m.add(sphere(0.7), m.material((0.9, 0.9, 0.92, 1), 1.0, 1.0, metallicRoughnessTexture=bands),
          (0, 0.7, 0))


def normal_map(m):
    normals = m.texture(bumps)
    material = m.material((0.5, 0.55, 0.6, 1), 0.0, 0.4, normalTexture=normals)
    m.add(plane(1.5, 1.5), material, (-0.9, 0.8, 0))
    m.add(sphere(0.7), material, (0.9, 0.7, 0))


def occlusion_map(m):
    rings = m.texture(lambda u, v: (0.15 if v * 8 % 1 < 0.5 else 1.0, 0, 0, 1))
    m.add(sphere(0.7), m.material((0.8, 0.8, 0.8, 1), occlusionTexture=rings), (0, 0.7, 0))


def emissive(m):
    m.add(box(), m.material((0.1, 0.1, 0.1, 1), emissiveFactor=[0.0, 0.9, 0.3]), (-1.1, 0.4, 0))
    spots = m.texture(lambda u, v: (1, 0.5, 0.1, 1) if (u * 4 % 1 - 0.5) ** 2
                      + (v * 4 % 1 - 0.5) ** 2 < 0.06 else (0, 0, 0, 1))
    m.add(box(), m.material((0.15, 0.16, 0.18, 1), emissiveFactor=[1, 1, 1], emissiveTexture=spots),
          (0, 0.4, 0))
    m.add(box(), m.material((0.1, 0.1, 0.1, 1), emissiveFactor=[1.0, 0.1, 0.05]), (1.1, 0.4, 0))


def alpha_mask(m):
    cut = m.texture(holes)
    m.add(plane(1.6, 1.6), m.material((1, 1, 1, 1), alphaMode="MASK", alphaCutoff=0.5,
                                      doubleSided=True, baseColorTexture=cut), (0, 0.8, 0.5))
    m.add(sphere(0.5), m.material((0.1, 0.3, 0.7, 1)), (0, 0.5, -0.5))


def alpha_blend(m):
    m.add(box(0.6, 0.6, 0.6), m.material((0.75, 0.7, 0.6, 1)), (0, 0.3, -0.8))
    for i, c in enumerate(((0.8, 0.1, 0.1), (0.1, 0.6, 0.15), (0.1, 0.2, 0.8))):
        m.add(plane(1.0, 1.1), m.material((*c, 0.45), 0.0, 0.1, alphaMode="BLEND", doubleSided=True),
              (0.45 * (i - 1), 0.6, 0.5 * (i - 1)))


def double_sided(m):
    for x, both in ((-0.6, False), (0.6, True)):
        m.add(half_pipe(), m.material((0.75, 0.4, 0.1, 1), doubleSided=both), (x, 0.45, 0))


def mirrored(m):
    normals = m.texture(lambda u, v: bumps(u, v, 3))
    painted = m.texture(lambda u, v: (u, 0.25 + 0.5 * v, 0.3, 1))
    material = m.material((1, 1, 1, 1), 0.0, 0.45, normalTexture=normals, baseColorTexture=painted)
    m.add(box(0.9, 0.9, 0.9), material, (-0.7, 0.45, 0))
    m.add(box(0.9, 0.9, 0.9), material, (0.7, 0.45, 0), scale=[-1, 1, 1])


def contact(m):
    """Corners and small gaps, where the sky's light is hidden."""
    grey = m.material((0.75, 0.75, 0.75, 1), 0.0, 0.8)
    m.add(box(4, 0.1, 4), grey, (0, -0.05, 0))
    m.add(box(0.1, 1.6, 4), grey, (-2, 0.8, 0))
    m.add(box(4, 1.6, 0.1), grey, (0, 0.8, -2))
    for x, z in ((-1.4, -1.4), (-0.55, -1.4), (-1.4, -0.5)):
        m.add(box(0.7, 0.7, 0.7), grey, (x, 0.35, z))
    m.add(sphere(0.45), grey, (0.6, 0.45, 0.2))


def fine_texture(m):
    """Chequers that are smaller than a pixel in the distance."""
    painted = m.texture(chequers((0.9, 0.9, 0.9, 1), (0.1, 0.1, 0.12, 1), 16), 256)
    material = m.material((1, 1, 1, 1), baseColorTexture=painted)
    m.add(plane(6, 40, 4), material, (0, 0.05, -18), rotation=[-math.sqrt(0.5), 0, 0, math.sqrt(0.5)])


def long_hall(m):
    """Posts over 240 m: shadows near and far."""
    floor = m.material((0.55, 0.56, 0.58, 1), 0.0, 0.8)
    post = m.material((0.75, 0.5, 0.08, 1), 0.0, 0.5)
    m.add(box(240, 0.1, 24), floor, (0, -0.05, 0))
    for i in range(25):
        for z in (-8, 8):
            m.add(box(0.5, 5, 0.5), post, (-115 + 230 * i / 24, 2.5, z))


def small_and_many(m):
    """Nine hundred boxes, most of them small on the screen."""
    shape = box(0.5, 0.5, 0.5)
    materials = [m.material((0.3 + 0.1 * k, 0.5, 0.7 - 0.1 * k, 1)) for k in range(5)]
    for i in range(30):
        for k in range(30):
            m.add(shape, materials[(i + k) % 5], (i - 15, 0.25, -k))


MODELS = [base_color, metal_rough, metal_rough_texture, normal_map, occlusion_map, emissive,
          alpha_mask, alpha_blend, double_sided, mirrored, contact, fine_texture, long_hall,
          small_and_many]


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for make in MODELS:
        model = Model()
        make(model)
        model.write(folder / f"{make.__name__}.glb")
    return 0


if __name__ == "__main__":
    sys.exit(main())
