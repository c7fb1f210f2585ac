"""A bad network in a box: stands between a ZeroMQ publisher and one subscriber, and counts.

It speaks just enough ZMTP 3 to know where a message ends, so that what it loses, doubles or holds
back is whole messages, and it knows to the message what the subscriber was given.
"""
import collections
import json
import socket
import struct
import threading
import time

GREETING = 64  # bytes of ZMTP's greeting
MORE, LONG, COMMAND = 1, 2, 4


class Witness:
    """What one subscriber was given, and what it must say of it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.messages = self.rejected = self.duplicates = 0
        self.times = collections.deque(maxlen=100_000)  # of messages, when they were passed on
        self.series = {}   # topic -> {boot: [first, newest, originals passed on]}

    def passed(self, topic, payload):
        with self.lock:
            self.messages += 1
            self.times.append(time.monotonic())
            try:
                body = json.loads(payload)
                seq = body["seq"]
            except (ValueError, KeyError, TypeError):
                self.rejected += 1
                return
            self._place(topic, body.get("boot"), seq, body.get("last", False), body["t"])

    def _place(self, topic, boot, seq, last, stamp):
        known = self.series.setdefault(topic, {})
        if boot is None:  # numbers that fall back, later by the clock: begun anew
            run = known.get("runs", 0)
            if run and seq <= known[run][1] and not last and stamp > known[run][3]:
                known["runs"] = run = run + 1
            boot = known["runs"] = max(run, 1)
        row = known.get(boot)
        if row is None:
            # Of the first publisher we know nothing before we heard it; of later ones all.
            first = seq + (1 if last else 0) if not any(b != "runs" for b in known) else 1
            row = known[boot] = [first, first - 1, 0, 0]
        if not last:
            if seq <= row[1]:
                self.duplicates += 1
            else:
                row[2] += 1
                row[3] = stamp
        row[1] = max(row[1], seq)

    def lost(self):
        with self.lock:
            return sum(row[1] - row[0] + 1 - row[2] for rows in self.series.values()
                       for boot, row in rows.items() if boot != "runs")

    def given(self):
        with self.lock:
            return self.messages, self.duplicates, self.rejected


class Proxy:
    """`port` is where the subscriber connects; `upstream` may change, it holds from the next
    connection on."""

    def __init__(self, upstream, small_buffers=False):
        self.upstream, self.small = upstream, small_buffers
        self.witness = Witness()
        self.dark = False                 # what is sent arrives nowhere, nobody is told
        self.resets = False               # light again: the dead connection's packets are refused
        self.flowing = threading.Event()  # cleared: held up, and delivered later
        self.flowing.set()
        self.lose = self.double = 0       # of the next messages that are no repeats
        self.links = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def endpoint(self):
        return f"tcp://127.0.0.1:{self.port}"

    def close(self):
        self.listener.close()
        for link in self.links:
            link.close()

    def cut(self):
        for link in self.links:
            link.close()

    def go_dark(self):
        """As if a cable was pulled: neither end is told, and what is under way is lost."""
        self.dark = True
        for link in self.links:
            link.abandon()

    def inject(self, topic, payload):
        """A message of somebody else, between two of the publisher's."""
        for link in self.links:
            if link.alive:
                link.pass_message([topic, b"json", payload], injected=True)

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.links = [link for link in self.links if not link.closed]
            self.links.append(Link(self, connection))


class Link:
    """One connection of the subscriber."""

    def __init__(self, proxy, down):
        self.proxy, self.down, self.up = proxy, down, None
        self.alive, self.closed = False, False
        self.sending = threading.Lock()
        down.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if proxy.dark:
            self.closed = False  # accepted and never answered
            threading.Thread(target=self._swallow, daemon=True).start()
            return
        try:
            self.up = socket.socket()
            if proxy.small:
                self.up.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
            self.up.connect(("127.0.0.1", proxy.upstream))
            self.up.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            self.close()
            return
        self.alive = True
        threading.Thread(target=self._towards_subscriber, daemon=True).start()
        threading.Thread(target=self._towards_publisher, daemon=True).start()

    def close(self):
        self.alive, self.closed = False, True
        for end in (self.down, self.up):
            if end is not None:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
                end.close()

    def abandon(self):
        """The subscriber's end stays open and leads nowhere."""
        with self.sending:
            self.alive = False
        if self.up is not None:
            try:
                self.up.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _swallow(self):
        try:
            while self.down.recv(65536):
                pass
        except OSError:
            pass
        self.close()

    def _towards_publisher(self):
        try:
            while data := self.down.recv(65536):
                self.proxy.flowing.wait()
                if self.alive:
                    self.up.sendall(data)
                elif self.proxy.resets and not self.proxy.dark:
                    self.down.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                         struct.pack("ii", 1, 0))
                    break
        except OSError:
            pass
        self.close()

    def _towards_subscriber(self):
        stream = self.up.makefile("rb")
        parts = []
        try:
            # Either end waits for the other's first bytes before it sends the rest.
            for _ in range(GREETING):
                self._send(self._exactly(stream, 1))
            while True:
                flags, body, raw = self._frame(stream)
                self.proxy.flowing.wait()
                if flags & COMMAND:
                    self._send(raw)
                    continue
                parts.append(body)
                if not flags & MORE:
                    self.pass_message(parts)
                    parts = []
        except (EOFError, OSError, ValueError):
            pass
        if self.alive:
            self.close()

    @staticmethod
    def _exactly(stream, size):
        data = stream.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def _frame(self, stream):
        head = self._exactly(stream, 1)
        size = self._exactly(stream, 8 if head[0] & LONG else 1)
        length = struct.unpack(">Q", size)[0] if head[0] & LONG else size[0]
        body = self._exactly(stream, length)
        return head[0], body, head + size + body

    def pass_message(self, parts, injected=False):
        proxy, times = self.proxy, 1
        if not injected and b'"last"' not in parts[-1]:
            if proxy.lose > 0:
                proxy.lose -= 1
                return
            if proxy.double > 0:
                proxy.double -= 1
                times = 2
        frames = b"".join(self._framed(part, i + 1 < len(parts)) for i, part in enumerate(parts))
        for _ in range(times):
            with self.sending:
                if not self.alive:
                    return
                self.down.sendall(frames)
                proxy.witness.passed(parts[0].decode(), parts[-1])

    @staticmethod
    def _framed(part, more):
        if len(part) > 255:
            return struct.pack(">BQ", LONG | (MORE if more else 0), len(part)) + part
        return struct.pack(">BB", MORE if more else 0, len(part)) + part

    def _send(self, data):
        with self.sending:
            if self.alive:
                self.down.sendall(data)
