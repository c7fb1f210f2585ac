#!/usr/bin/env python3
"""A twin that follows an MQTT broker: live, the broker dies and returns, what is bad is counted."""
import json
import subprocess
import time
import unittest

import gemba
import mqtt
import wire


class Keys:
    """A certificate authority of the test's own, a broker's certificate by it, and a password."""

    def __init__(self, folder):
        self.folder = folder
        self.ca, self.other_ca = folder / "ca.pem", folder / "other.pem"
        for name in ("ca", "other"):
            self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", 2,
                          "-subj", f"/CN=test {name}", "-keyout", folder / f"{name}.key",
                          "-out", folder / f"{name}.pem")
        self._openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
                      "-keyout", folder / "broker.key", "-out", folder / "broker.csr")
        (folder / "names").write_text("subjectAltName=DNS:localhost\n", encoding="utf-8")
        self._openssl("x509", "-req", "-days", 2, "-in", folder / "broker.csr", "-CA", self.ca,
                      "-CAkey", folder / "ca.key", "-CAcreateserial", "-extfile", folder / "names",
                      "-out", folder / "broker.pem")
        self.credentials, self.wrong = folder / "credentials", folder / "wrong"
        self.credentials.write_text("plc7\ncorrect horse\n", encoding="utf-8")
        self.wrong.write_text("plc7\nbattery horse\n", encoding="utf-8")
        subprocess.run(["mosquitto_passwd", "-b", "-c", folder / "passwords", "plc7",
                        "correct horse"], check=True, capture_output=True)
        # The broker gives up root, and reads its files then.
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.chmod(0o644)
        self.settings = (f"certfile {folder}/broker.pem\nkeyfile {folder}/broker.key\n"
                         f"password_file {folder}/passwords\nallow_anonymous false\n")

    @staticmethod
    def _openssl(*words):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


class Broker(unittest.TestCase):
    seq = 0

    def test_live_then_gone_then_live_again(self):
        with mqtt.Broker("mqtt_live") as broker, \
                gemba.following(broker.endpoint, 90, every=0.25) as run:
            self.assertEqual(self.publish_until(run, broker, 0.4)["sources"][0]["endpoint"],
                             broker.endpoint)

            # Killed: said within what the twin states, and the run goes on.
            broker.kill()
            gone = run.reports_until(lambda r: not r["sources"][0]["live"])
            self.assertEqual(gone["signals"][wire.INFEED]["quality"], "stale")
            self.assertEqual(gone["signals"][wire.INFEED]["measured"], 0.4)

            # Back: live by itself.
            broker.start()
            again = self.publish_until(run, broker, 0.3)
            self.assertEqual(again["signals"][wire.INFEED]["quality"], "good")
            self.assertEqual(again["sources"][0]["rejected"], 0)

    def publish_until(self, run, broker, value):
        """Publishes until the twin shows it; the report that does."""
        with mqtt.Publisher(broker) as plant:
            def shown(report):
                plant.send(wire.INFEED, self.native(value))
                return (report["sources"][0]["live"]
                        and report["signals"][wire.INFEED]["measured"] == value)
            return run.reports_until(shown)

    def native(self, value):
        self.seq += 1
        return json.dumps({"t": time.time_ns(), "seq": self.seq, "v": value})

    def test_bad_payloads_are_counted_and_the_next_is_read(self):
        bad = [frames[-1] for name, frames in wire.garbage()
               if len(frames) == 2 and not name.startswith("topic") and frames[0].isascii()]
        with mqtt.Broker("mqtt_bad") as broker, gemba.following(broker.endpoint, 60, 0.25) as run:
            self.publish_until(run, broker, 0.1)
            with mqtt.Publisher(broker) as plant:
                for i, payload in enumerate(bad):
                    plant.send(wire.INFEED, payload)
                    plant.send(wire.INFEED, self.native(0.2 + i / 1000))
                last = 0.2 + (len(bad) - 1) / 1000
                report = run.reports_until(
                    lambda r: r["signals"][wire.INFEED]["measured"] == last)
            source = report["sources"][0]
            self.assertEqual(source["rejected"], len(bad), source)
            self.assertTrue(source["first_reason"])
            self.assertEqual(source["lost"], 0)

    def test_retained_values_fill_what_is_empty(self):
        with mqtt.Broker("mqtt_retained") as broker:
            with mqtt.Publisher(broker) as plant:
                plant.send(wire.INFEED, self.native(0.25), retain=True)
                plant.send(wire.OUTFEED + "/below", "1", retain=True)
            with gemba.following(broker.endpoint, 30, 0.25) as run:
                report = run.reports_until(
                    lambda r: r["signals"][wire.INFEED]["measured"] == 0.25)
                self.assertEqual(report["sources"][0]["duplicates"], 0)

    def test_echo_shows_what_is_there(self):
        with mqtt.Broker("mqtt_echo") as broker:
            with mqtt.Publisher(broker) as plant:
                plant.send("hall/temperature", '{"t":21.5,"h":40}', retain=True)
            echo = gemba.run_json("echo", "--connect", broker.endpoint, "--duration", 3, "--json")
            endpoint = echo["endpoints"][0]
            self.assertIn("hall/temperature", json.dumps(endpoint))

    def test_encrypted_and_by_name_and_password(self):
        keys = Keys(gemba.folder("mqtt_keys"))
        with mqtt.Broker("mqtt_tls", keys.settings) as broker:
            endpoint = f"mqtts://localhost:{broker.port}"
            with mqtt.Publisher(broker, keys.ca, "plc7", "correct horse") as plant:
                plant.send("hall/temperature", '{"t":21.5}', retain=True)

            def echo(*words):
                done = gemba.run("echo", "--connect", endpoint, *words, "--duration", 2, "--json")
                self.assertNotIn("horse", done.stdout + done.stderr)
                return json.loads(done.stdout)["endpoints"][0]
            seen = echo("--ca", keys.ca, "--credentials", keys.credentials)
            self.assertIn("hall/temperature", json.dumps(seen))
            # Whom we do not trust, or who does not know us, gives nothing.
            for words in (["--credentials", keys.credentials],
                          ["--ca", keys.other_ca, "--credentials", keys.credentials],
                          ["--ca", keys.ca, "--credentials", keys.wrong],
                          ["--ca", keys.ca]):
                self.assertEqual(echo(*words)["messages"], 0, words)
            endpoint = f"mqtts://127.0.0.1:{broker.port}"  # its certificate is for a name
            self.assertEqual(echo("--ca", keys.ca, "--credentials", keys.credentials)["messages"], 0)

    def test_a_twin_names_the_files(self):
        keys = Keys(gemba.folder("mqtt_keys_of_a_twin"))
        with mqtt.Broker("mqtt_tls_twin", keys.settings) as broker:
            twin = keys.folder / "twin.toml"
            twin.write_text(f"""gemba = 1
name = "secret"
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
[[binding]]
signal = "line/speed"
device = "belt.speed"
role = "drive"
[[live]]
id = "broker"
connect = "mqtts://localhost:{broker.port}"
ca_file = "ca.pem"
credentials_file = "credentials"
""", encoding="utf-8")
            with mqtt.Publisher(broker, keys.ca, "plc7", "correct horse") as plant:
                plant.send("line/speed", self.native(0.25), retain=True)
            with gemba.gemba("run", twin, "--live", "--duration", 60, "--report-every", 0.25,
                             "--json") as run:
                run.reports_until(lambda r: r["signals"]["line/speed"]["measured"] == 0.25)
            (keys.folder / "credentials").unlink()
            done = gemba.run("run", twin, "--live", "--duration", 1, expect=3)
            self.assertIn("credentials", done.stderr)

    def test_what_is_not_supported_is_said(self):
        for endpoint in ("mqtts://me:secret@127.0.0.1", "mqtt://me:secret@127.0.0.1", "mqtt://:1"):
            done = gemba.run("echo", "--connect", endpoint, "--duration", 1, expect=2)
            self.assertIn("mqtt://host", done.stderr)
            self.assertNotIn("secret", done.stderr)


if __name__ == "__main__":
    gemba.main()
