"""A broker of the test's own (Debian's `mosquitto`), and a publisher of a few lines beside it."""
import shutil
import socket
import ssl
import subprocess
import time
import unittest

import gemba


class Broker:
    """mosquitto on a free port of this machine; can be killed and started again."""

    def __init__(self, name, settings="allow_anonymous true\n"):
        self.program = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")
        if self.program is None:
            raise unittest.SkipTest("no mosquitto here (Debian: mosquitto)")
        self.port = int(gemba.free_endpoint().rsplit(":", 1)[1])
        self.endpoint = f"mqtt://127.0.0.1:{self.port}"
        self.settings = gemba.folder(name) / "mosquitto.conf"
        self.settings.write_text(f"listener {self.port} 127.0.0.1\n{settings}persistence false\n",
                                 encoding="utf-8")
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *unused):
        self.kill()

    def start(self):
        self.process = subprocess.Popen([self.program, "-c", str(self.settings)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 30
        while time.monotonic() < limit:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("mosquitto does not listen")

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


class Publisher:
    """MQTT 3.1.1 as far as publishing at quality of service 0 needs it."""

    def __init__(self, broker, ca=None, user=None, password=None):
        self.socket = socket.create_connection(("127.0.0.1", broker.port), timeout=10)
        if ca is not None:
            context = ssl.create_default_context(cafile=ca)
            self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
        body = self._text(f"test{time.time_ns()}")
        if user is not None:
            body += self._text(user) + self._text(password)
        flags = b"\xc2" if user is not None else b"\x02"
        self._send(0x10, b"\x00\x04MQTT\x04" + flags + b"\x00\x3c" + body)
        answer = self.socket.recv(4)
        assert answer == b"\x20\x02\x00\x00", answer

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.socket.close()

    @staticmethod
    def _text(text):
        return len(text.encode()).to_bytes(2, "big") + text.encode()

    def _send(self, kind, body):
        size, left = b"", len(body)
        while True:
            left, digit = divmod(left, 128)[0], left % 128
            size += bytes([digit | (0x80 if left else 0)])
            if not left:
                break
        self.socket.sendall(bytes([kind]) + size + body)

    def send(self, topic, payload, retain=False):
        if isinstance(payload, str):
            payload = payload.encode()
        self._send(0x31 if retain else 0x30, self._text(topic) + payload)
