#pragma once

// A plant and its twin in one process: what the plant publishes reaches the twin as samples, with a
// stated delay and a clock of its own. No sockets, no wall time: the same bits every time.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "engine/analysis/describe.h"
#include "engine/analysis/plant_view.h"
#include "engine/analysis/residual_system.h"
#include "engine/sim/bindings.h"
#include "engine/sim/output_system.h"
#include "engine/sim/overlay_system.h"
#include "engine/sim/simulation.h"
#include "engine/twin/reader.h"
#include "physics/physics_system.h"

namespace gemba {

inline constexpr const char* kLine = R"(
gemba = 1
name = "line"
[world]
max_items = 60
[[item]]
id = "carton"
size = [0.4, 0.3, 0.3]
mass = 2.0
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
pose = { position = [-6.0, 0.0, 0.8] }
speed = 0.4
[[conveyor]]
id = "outfeed"
size = [6.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8] }
speed = 0.4
[[feeder]]
id = "feeder"
on = "infeed"
at = 0.25
items = ["carton"]
every = 2.5
jitter = 0.03
event_at = "pe0"
[[photo_eye]]
id = "pe0"
on = "infeed"
at = 0.6
[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6
[[scale]]
id = "scale"
on = "outfeed"
at = 1.2
length = 0.7
[[photo_eye]]
id = "pe2"
on = "outfeed"
at = 2.0
[[stopper]]
id = "stopper"
on = "outfeed"
at = 2.6
[[photo_eye]]
id = "pe3"
on = "outfeed"
at = 5.5
[[sink]]
id = "good"
size = [0.8, 0.9, 0.6]
pose = { position = [6.35, 0.0, 1.05] }
[[binding]]
signal = "infeed/speed"
device = "infeed.speed"
role = "drive"
[[binding]]
signal = "outfeed/actual_speed"
device = "outfeed.actual_speed"
role = "compare"
tolerance = { value = 0.01 }
[[binding]]
signal = "pe0/blocked"
device = "feeder.spawn"
role = "drive"
on = "rising"
[[binding]]
signal = "pe1/blocked"
device = "pe1.blocked"
role = "compare"
[[binding]]
signal = "pe2/blocked"
device = "pe2.blocked"
role = "compare"
[[binding]]
signal = "pe3/blocked"
device = "pe3.blocked"
role = "compare"
[[binding]]
signal = "scale/weight"
device = "scale.last_weight"
role = "compare"
tolerance = { value = 0.02 }
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
)";

inline constexpr UtcNs kEpoch = 1'700'000'000 * kNsPerSecond;
inline constexpr int64_t kDelayNs = 3'000'000;  // the network's

/// Keeps what the plant publishes; drops it while offline, as a publisher that is gone.
class Wire final : public sim::OutputSink {
 public:
    bool push(const sim::Output& output) override {
        if (!m_offline)
            waiting.push_back(output);
        return true;
    }
    void setOffline(bool offline, UtcNs /*now*/) override { m_offline = offline; }
    [[nodiscard]] bool offline() const { return m_offline; }
    std::deque<sim::Output> waiting;

 private:
    bool m_offline = false;
};

class Follow : public ::testing::Test {
 protected:
    /// The twin: eyes that compare, and correct where the test says so.
    virtual std::string text() const { return kLine; }

    void open(const std::string& overlayText = "") {
        const auto read = twin::readTwinText(text(), "/tmp/line.toml");
        ASSERT_TRUE(read.problems.empty()) << read.problems.front().message("line");
        m_twin = read.twin;
        twin::Overlay overlay = parseOverlay(overlayText);

        sim::Simulation::Systems plant;
        plant.push_back(std::make_unique<sim::OverlaySystem>(*m_twin, overlay.entries));
        plant.push_back(std::make_unique<sim::BindingSystem>(*m_twin));
        plant.push_back(physics::makePhysics({}));
        plant.push_back(std::make_unique<sim::SimulatedSignals>());
        plant.push_back(std::make_unique<sim::OutputSystem>(*m_twin, m_wire, overlay.offline));
        m_plant = std::make_unique<sim::Simulation>(m_twin, 7, std::move(plant));

        m_model = makeModel();
    }

    std::unique_ptr<sim::Simulation> makeModel() const {
        sim::Simulation::Systems systems;
        systems.push_back(std::make_unique<sim::BindingSystem>(*m_twin));
        systems.push_back(physics::makePhysics({}));
        systems.push_back(std::make_unique<sim::SimulatedSignals>());
        auto residuals = std::make_unique<analysis::ResidualSystem>(*m_twin, nullptr);
        auto view = std::make_unique<analysis::PlantView>(*residuals);
        systems.push_back(std::move(residuals));
        systems.push_back(std::move(view));
        auto model = std::make_unique<sim::Simulation>(m_twin, 1, std::move(systems));
        model->world().following = true;
        return model;
    }

    /// "property value from until" or "offline from until", one a line.
    twin::Overlay parseOverlay(const std::string& text) const {
        twin::Overlay overlay;
        std::istringstream in(text);
        std::string word;
        while (in >> word) {
            double a = 0.0, b = 0.0, c = 0.0;
            if (word == "offline") {
                in >> a >> b;
                overlay.offline.push_back({a, b});
            } else {
                in >> a >> b >> c;
                overlay.entries.push_back({*m_twin->findProperty(word), a, b, c});
            }
        }
        return overlay;
    }

    /// The plant goes on, the model does not: time that is never simulated.
    void lose(double seconds) {
        const Tick until = m_plant->world().tick + static_cast<Tick>(seconds * 240.0);
        const TimeMap time(240, kEpoch);
        while (m_plant->world().tick < until)
            m_plant->tick({.utc = time.utc(m_plant->world().tick)});
    }

    /// Both worlds side by side for so many simulated seconds.
    void run(double seconds) {
        const Tick until = m_plant->world().tick + static_cast<Tick>(seconds * 240.0);
        const TimeMap time(240, kEpoch);
        std::vector<signals::Sample> samples;
        while (m_plant->world().tick < until) {
            const UtcNs now = time.utc(m_plant->world().tick);
            m_plant->tick({.utc = now});
            samples.clear();
            while (!m_wire.waiting.empty() && m_wire.waiting.front().time + kDelayNs <= now) {
                samples.push_back(sampleOf(m_wire.waiting.front()));
                m_wire.waiting.pop_front();
            }
            // Repeated last values keep the source alive.
            if (!m_wire.offline() && m_plant->world().tick % 240 == 0)
                samples.push_back({.sourceTime = now + m_sourceAhead, .receiveTime = now});
            m_model->tick({.utc = now, .samples = samples});
            if (m_copy)
                m_copy->tick({.utc = now, .samples = samples});
        }
    }
    signals::Sample sampleOf(const sim::Output& output) const {
        return {.signal = output.signal,
                .sourceTime = output.time + m_sourceAhead,
                .receiveTime = output.time + kDelayNs,
                .value = output.value};
    }

    sim::ResidualRow row(const char* to) const {
        sim::Snapshot snapshot;
        m_model->describe(snapshot);
        const int32_t device = m_twin->findDevice(to);
        for (const sim::ResidualRow& candidate : snapshot.residuals) {
            if (candidate.to == device)
                return candidate;
        }
        ADD_FAILURE() << "no row for " << to;
        return {};
    }
    std::string worst() const {
        sim::Snapshot snapshot;
        m_model->describe(snapshot);
        return analysis::describe(snapshot.residuals.front(), *m_twin);
    }

    std::shared_ptr<const twin::Twin> m_twin;
    Wire m_wire;
    std::unique_ptr<sim::Simulation> m_plant, m_model;
    std::unique_ptr<sim::Simulation> m_copy;  ///< of the model: gets the same inputs
    int64_t m_sourceAhead = 1'700'000'000;
};

}  // namespace gemba
