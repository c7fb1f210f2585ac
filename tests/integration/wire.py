"""A small publisher for tests, on Debian's python3-zmq: what a plant says, and what none should."""
import functools
import json
import subprocess
import time

import zmq

import gemba

INFEED = f"{gemba.LINE3}/infeed/speed"
OUTFEED = f"{gemba.LINE3}/outfeed/speed"


class Publisher:
    """Native messages with `seq`, one series a topic. Sends nothing before somebody listens."""

    def __init__(self, endpoint):
        self.boot = time.time_ns()
        self.sequence = {}
        self.socket = zmq.Context.instance().socket(zmq.XPUB)
        self.socket.setsockopt(zmq.SNDHWM, 0)
        self.socket.setsockopt(zmq.LINGER, 2000)
        self.socket.bind(endpoint)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.socket.close()

    def wait_for_subscriber(self, timeout=30):
        while True:
            if not self.socket.poll(timeout * 1000 * (8 if gemba.SANITIZED else 1)):
                raise AssertionError("nobody subscribed")
            if self.socket.recv()[:1] == b"\x01":  # 0: somebody went
                return

    def send(self, topic, value, ago_s=0.0):
        number = self.sequence[topic] = self.sequence.get(topic, 0) + 1
        stamp = time.time_ns() - round(ago_s * 1e9)
        self.raw(topic.encode(), json.dumps({"t": stamp, "seq": number,
                                             "boot": self.boot, "v": value}).encode())

    def raw(self, *frames):
        self.socket.send_multipart(frames)


SCHEMA = gemba.ROOT / "resources/schemas/gemba.proto"


def _protoc(*words, text=b""):
    return subprocess.run(["protoc", f"--proto_path={SCHEMA.parent}", *words, SCHEMA], input=text,
                          stdout=subprocess.PIPE, check=True).stdout


@functools.cache
def encode(text):
    """The bytes of a gemba.v1.Message in protobuf's text format, as protobuf's own compiler has it."""
    return _protoc("--encode=gemba.v1.Message", text=text.encode())


def decode(payload):
    return _protoc("--decode=gemba.v1.Message", text=payload).decode()


def descriptor_set():
    return _protoc("--descriptor_set_out=/dev/stdout")


def garbage():
    """(name, frames) of messages that are to be rejected, each with its own kind of fault."""
    topic = INFEED.encode()
    deep = b"[" * 100_000 + b"1" + b"]" * 100_000
    many = b'{"values":{' + b",".join(b'"n%d":1' % i for i in range(5000)) + b"}}"
    payloads = {
        "empty": b"", "blank": b"   ", "huge": b" " * (2 << 20), "not UTF-8": b"\xff\xfe\xfd",
        "half a character": b'{"v":"\xc3\x28"}', "text": b"hello", "cut": b'{"v":1',
        "trailing": b'{"v":1}}', "two": b'{"v":1} {"v":2}', "comma": b'{"v":1,}',
        "NaN": b'{"v":NaN}', "infinity": b'{"v":-Infinity}', "beyond double": b'{"v":1e999}',
        "null": b'{"v":null}', "deep": deep, "deep value": b'{"v":' + deep + b"}",
        "deep objects": b'{"a":' * 5000 + b"1" + b"}" * 5000, "many values": many,
        "long array": b'{"v":[' + b"1," * 5000 + b"1]}", "mixed array": b'{"v":[1,"a"]}',
        "long text": b'{"v":"' + b"x" * 10_000 + b'"}', "v twice": b'{"v":1,"v":2}',
        "negative seq": b'{"seq":-1,"v":1}', "broken seq": b'{"seq":1.5,"v":1}',
        "quality": b'{"q":"splendid","v":1}', "time in words": b'{"t":"yesterday","v":1}',
        "time before time": b'{"t":-1,"v":1}', "control bytes": bytes(range(32)),
        "XML": b"<speed>0.4</speed>", "pickle": b"\x80\x04\x95.",
    }
    for name, payload in payloads.items():
        yield name, (topic, payload)
    good = encode("time: 1700000000000000000 seq: 1 text: 'Execute'")
    binary = {
        "protobuf cut": good[:-1], "protobuf behind": good + b"\x08", "protobuf twice": good + good,
        "protobuf JSON": b'{"v":1}', "protobuf unknown field": good + b"\x60\x01",
        "protobuf NaN": encode("real: nan"), "protobuf no value": encode("seq: 1"),
        "protobuf names": encode("batch { names { name: ['a', 'a'] } real: [1, 2] }"),
        "protobuf fewer names": encode("batch { names { name: 'a' } real: [1, 2] }"),
    }
    for name, payload in binary.items():
        yield name, (topic, b"protobuf", payload)
    yield "protobuf of another schema", (topic, b"protobuf;type=foxglove.Log", good)
    yield "one part", (topic,)
    yield "four parts", (topic, b"json", b'{"v":1}', b'{"v":1}')
    yield "hundred parts", (topic,) + (b"x",) * 100
    yield "unknown content type", (topic, b"application/x-weather", b'{"v":1}')
    yield "content type of bytes", (topic, b"\xff\x00", b'{"v":1}')
    yield "topic not UTF-8", (topic + b"/\xff", b'{"v":1}')
    yield "topic without end", (topic + b"/x" * 2000, b'{"v":1}')
