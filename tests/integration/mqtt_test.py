#!/usr/bin/env python3
"""A twin that follows an MQTT broker: live, the broker dies and returns, what is bad is counted."""
import json
import time
import unittest

import gemba
import mqtt
import wire


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

    def test_what_is_not_supported_is_said(self):
        for endpoint in ("mqtts://127.0.0.1", "mqtt://me:secret@127.0.0.1", "mqtt://:1"):
            done = gemba.run("echo", "--connect", endpoint, "--duration", 1, expect=2)
            self.assertIn("mqtt://host", done.stderr)
            self.assertNotIn("secret", done.stderr)


if __name__ == "__main__":
    gemba.main()
