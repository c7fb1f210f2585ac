"""Writes glTF 2.0 binary files. Everything is authored with +Z up, in metres, and turned once here.

The bytes depend only on what was added and in which order: numbers are rounded before they are
packed, names are kept, nothing carries a date.
"""

import json
import math
import struct

from shapes import Shape

FLOAT = 5126
UINT16 = 5123
UINT32 = 5125
ARRAY_BUFFER = 34962
ELEMENT_ARRAY_BUFFER = 34963


def linear(srgb_hex):
    """'#rrggbb' as linear RGB, which is what glTF's factors are."""
    channels = [int(srgb_hex[i:i + 2], 16) / 255.0 for i in (1, 3, 5)]
    return [round(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4, 5)
            for c in channels]


class Texture:
    """A PNG with a name. Textures repeat in both directions."""

    def __init__(self, name, png):
        self.name = name
        self.png = png


class Material:
    """Metal-rough material; `glow` is its emissive colour, over `glow_texture` if there is one."""

    def __init__(self, name, color="#ffffff", metallic=0.0, roughness=0.7, texture=None,
                 glow=None, glow_texture=None):
        self.name = name
        self.color = color
        self.metallic = metallic
        self.roughness = roughness
        self.texture = texture
        self.glow = glow
        self.glow_texture = glow_texture


class Part:
    """A mesh: shapes gathered by material."""

    def __init__(self, name):
        self.name = name
        self.groups = []  # [(material, Shape)], in order of first use

    def add(self, material, *shapes):
        for known, joined in self.groups:
            if known is material:
                target = joined
                break
        else:
            target = Shape()
            self.groups.append((material, target))
        for shape in shapes:
            target.append(shape)
        return self

    def triangles(self):
        return sum(len(shape.triangles) for _, shape in self.groups)


class Model:
    """A tree of two levels: one root, and named nodes that each place a part."""

    def __init__(self, name):
        self.name = name
        self.placed = []  # [(node name, part, position, yaw in degrees)]

    def place(self, part, at=(0.0, 0.0, 0.0), yaw=0.0, name=None):
        self.placed.append((name or part.name, part, at, yaw))
        return self

    def triangles(self):
        return sum(part.triangles() for _, part, _, _ in self.placed)

    def write(self, path):
        data = _Writer(self).bytes()
        with open(path, "wb") as file:
            file.write(data)
        return len(data)


def _turn(v):
    """From +Z up to glTF's +Y up."""
    return (v[0], v[2], -v[1])


def _clean(x, digits):
    """Rounded, and never a negative zero."""
    return round(x, digits) + 0.0


class _Writer:
    def __init__(self, model):
        self.model = model
        self.blob = bytearray()
        self.views = []
        self.accessors = []
        self.materials = []
        self.textures = []
        self.images = []
        self.material_numbers = {}
        self.texture_numbers = {}

    def bytes(self):
        nodes, meshes = self._nodes_and_meshes()
        document = {
            "asset": {"version": "2.0", "generator": "gemba resources/models/generate.py"},
            "scene": 0,
            "scenes": [{"name": self.model.name, "nodes": [0]}],
            "nodes": nodes,
            "meshes": meshes,
            "materials": self.materials,
            "accessors": self.accessors,
            "bufferViews": self.views,
        }
        if self.textures:
            document["samplers"] = [{"magFilter": 9729, "minFilter": 9987,
                                     "wrapS": 10497, "wrapT": 10497}]
            document["textures"] = self.textures
            document["images"] = self.images
        self._align()
        document["buffers"] = [{"byteLength": len(self.blob)}]
        text = json.dumps(document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        total = 12 + 8 + len(text) + 8 + len(self.blob)
        return (struct.pack("<4sII", b"glTF", 2, total)
                + struct.pack("<I4s", len(text), b"JSON") + text
                + struct.pack("<I4s", len(self.blob), b"BIN\0") + bytes(self.blob))

    def _nodes_and_meshes(self):
        root = {"name": self.model.name, "children": []}
        nodes, meshes, numbers = [root], [], {}
        for name, part, at, yaw in self.model.placed:
            if id(part) not in numbers:
                numbers[id(part)] = len(meshes)
                meshes.append(self._mesh(part))
            node = {"name": name, "mesh": numbers[id(part)]}
            if any(at):
                node["translation"] = [_clean(c, 5) for c in _turn(at)]
            if yaw:
                half = math.radians(yaw) / 2
                node["rotation"] = [0, _clean(math.sin(half), 7), 0, _clean(math.cos(half), 7)]
            root["children"].append(len(nodes))
            nodes.append(node)
        return nodes, meshes

    def _mesh(self, part):
        return {"name": part.name,
                "primitives": [self._primitive(material, shape)
                               for material, shape in part.groups]}

    def _primitive(self, material, shape):
        points = [tuple(_clean(c, 5) for c in _turn(p)) for p in shape.points]
        normals = [tuple(_clean(c, 5) for c in _turn(n)) for n in shape.normals]
        attributes = {
            "POSITION": self._floats(points, "VEC3", bounds=True),
            "NORMAL": self._floats(normals, "VEC3"),
        }
        if material.texture or material.glow_texture:
            uvs = [tuple(_clean(c, 5) for c in uv) for uv in shape.uvs]
            attributes["TEXCOORD_0"] = self._floats(uvs, "VEC2")
        return {"attributes": attributes,
                "indices": self._indices(shape.triangles, len(points)),
                "material": self._material(material)}

    def _align(self):
        self.blob += b"\0" * (-len(self.blob) % 4)

    def _view(self, data, target=None):
        self._align()
        view = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data)}
        if target:
            view["target"] = target
        self.blob += data
        self.views.append(view)
        return len(self.views) - 1

    def _floats(self, rows, kind, bounds=False):
        flat = [c for row in rows for c in row]
        accessor = {"bufferView": self._view(struct.pack(f"<{len(flat)}f", *flat), ARRAY_BUFFER),
                    "componentType": FLOAT, "count": len(rows), "type": kind}
        if bounds:
            accessor["min"] = [min(column) for column in zip(*rows)]
            accessor["max"] = [max(column) for column in zip(*rows)]
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def _indices(self, triangles, vertex_count):
        flat = [i for triangle in triangles for i in triangle]
        small = vertex_count <= 65535
        data = struct.pack(f"<{len(flat)}{'H' if small else 'I'}", *flat)
        self.accessors.append({"bufferView": self._view(data, ELEMENT_ARRAY_BUFFER),
                               "componentType": UINT16 if small else UINT32,
                               "count": len(flat), "type": "SCALAR"})
        return len(self.accessors) - 1

    def _material(self, material):
        if id(material) in self.material_numbers:
            return self.material_numbers[id(material)]
        surface = {"baseColorFactor": linear(material.color) + [1.0],
                   "metallicFactor": material.metallic,
                   "roughnessFactor": material.roughness}
        entry = {"name": material.name, "pbrMetallicRoughness": surface}
        if material.texture:
            surface["baseColorTexture"] = {"index": self._texture(material.texture)}
        if material.glow:
            entry["emissiveFactor"] = linear(material.glow)
        if material.glow_texture:
            entry["emissiveTexture"] = {"index": self._texture(material.glow_texture)}
        self.materials.append(entry)
        self.material_numbers[id(material)] = len(self.materials) - 1
        return len(self.materials) - 1

    def _texture(self, texture):
        if id(texture) in self.texture_numbers:
            return self.texture_numbers[id(texture)]
        self.images.append({"name": texture.name, "mimeType": "image/png",
                            "bufferView": self._view(texture.png)})
        self.textures.append({"name": texture.name, "sampler": 0,
                              "source": len(self.images) - 1})
        self.texture_numbers[id(texture)] = len(self.textures) - 1
        return len(self.textures) - 1
