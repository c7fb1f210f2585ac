#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/sim/futures.h"
#include "engine/sim/services.h"
#include "engine/sim/time_control.h"
#include "engine/sim/wire.h"
#include "tests/gui/made_up_session.h"

/// What stands behind a window beside its session, made up so that a test says what comes of it.
namespace gemba::test {

/// Futures of two branches each, computed when a test says so.
class MadeUpFutures final : public sim::FutureService {
 public:
    Result<void> begin(sim::FutureRequest request) override {
        if (refuses)
            return fail({.doing = "compute futures", .found = "others that are being computed"});
        asked = std::move(request);
        now = {.state = sim::FutureStatus::State::running,
               .branches = 2 * asked.seeds,
               .number = now.number + 1};
        return {};
    }
    void cancel() override { now.state = sim::FutureStatus::State::cancelled; }
    sim::FutureStatus status() const override { return now; }
    std::shared_ptr<const sim::FutureResults> results() const override { return found; }

    // Two branches of each: with the change one part more in ten minutes, each time.
    void finish(const twin::Twin& twin) {
        auto results = std::make_shared<sim::FutureResults>();
        results->request = asked;
        results->from = MadeUpSession::kNow;
        for (const uint32_t variant : {0u, 1u}) {
            for (const uint64_t seed : {1u, 2u}) {
                auto branch = std::make_shared<sim::FutureBranch>();
                branch->variant = variant;
                branch->seed = seed;
                branch->flow.seconds = 600.0;
                branch->flow.present = seed == 1 ? 4.0 + variant : 6.0 - variant;
                branch->flow.sinks.push_back(
                    {static_cast<uint32_t>(twin.findDevice("infeed")), 200 + 10 * seed + variant});
                branch->taken = {100.0f + variant, 200.0f + variant};
                branch->present = {4.0f, 5.0f};
                if (seed == 1)
                    branch->track = track(variant);
                results->branches.push_back(std::move(branch));
            }
        }
        now.state = sim::FutureStatus::State::done;
        now.ended = now.branches;
        found = std::move(results);
    }

    // One carton that goes a metre in 300 s, and one that is gone by then.
    static std::shared_ptr<const sim::FutureTrack> track(uint32_t variant) {
        auto out = std::make_shared<sim::FutureTrack>();
        out->interval = 300.0;
        out->begins = {0, 2, 3, 4};
        out->parts = {{.serial = 7, .item = 0, .position = {0.0f, float(variant), 0.0f}},
                      {.serial = 8, .item = 1, .position = {9.0f, 0.0f, 0.0f}},
                      {.serial = 7, .item = 0, .position = {1.0f, float(variant), 0.0f}},
                      {.serial = 7, .item = 0, .position = {2.0f, float(variant), 0.0f}}};
        return out;
    }

    sim::FutureRequest asked;
    sim::FutureStatus now;
    std::shared_ptr<const sim::FutureResults> found;
    bool refuses = false;
};

/// A wire on which comes what a test says.
class MadeUpWire final : public sim::WireService {
 public:
    void watch(bool on) override { watched = on; }
    [[nodiscard]] std::shared_ptr<const std::vector<sim::WireValue>> values() const override {
        return m_values;
    }
    void come(std::vector<sim::WireValue> values) {
        m_values = std::make_shared<const std::vector<sim::WireValue>>(std::move(values));
    }

    bool watched = false;

 private:
    std::shared_ptr<const std::vector<sim::WireValue>> m_values =
        std::make_shared<const std::vector<sim::WireValue>>();
};

/// A recording that goes on, and saves nothing.
class MadeUpRecording final : public sim::RecordingService, public sim::SavingService {
 public:
    sim::RecordingStatus status() const override { return recording; }
    Result<void> save(sim::SaveRequest request) override {
        if (refuses)
            return fail({.doing = "save", .on = request.file, .found = "another is being saved"});
        asked = std::move(request);
        saving = {.state = sim::SaveStatus::State::running, .file = asked.file, .number = 1};
        return {};
    }
    void cancelSave() override { saving.state = sim::SaveStatus::State::cancelled; }
    sim::SaveStatus saveStatus() const override { return saving; }

    sim::RecordingStatus recording;
    sim::SaveRequest asked;
    sim::SaveStatus saving;
    bool refuses = false;
};

/// One cursor that does at once what it is asked for; it begins in the middle.
class MadeUpTime final : public sim::TimeControl {
 public:
    explicit MadeUpTime(sim::TimeRange range) {
        now.range = range;
        now.cursor = range.from + range.length() / 2;
    }
    sim::TimeStatus status() const override { return now; }
    void seek(UtcNs at) override {
        now.live = false;
        now.cursor = now.range.clamp(at);
    }
    void play(bool on) override { now.playing = on; }
    void step(int64_t ticks) override { now.cursor += ticks * kNsPerSecond / 240; }
    void setRate(double rate) override { now.rate = rate; }
    void setLoop(sim::Loop loop) override { now.loop = loop; }
    void choose(sim::TimeRange range) override { now.chosen = range; }
    void setPhysics(bool on) override { now.physics = on; }
    std::shared_ptr<const sim::Overview> overview() const override { return seen; }
    std::vector<sim::TimeMark> bookmarks() const override { return marks; }
    void setBookmarks(std::vector<sim::TimeMark> next) override {
        marks = std::move(next);
        if (full)
            now.trouble = "a full disk";
    }
    void stepMessage(bool forward, int32_t signal) override {
        messages.emplace_back(forward, signal);
    }
    void setHistory(int64_t ns) override { now.history = ns; }
    void goLive() override {
        now.live = true;
        now.cursor = now.now;
    }

    sim::TimeStatus now;
    std::shared_ptr<const sim::Overview> seen;
    std::vector<sim::TimeMark> marks;
    std::vector<std::pair<bool, int32_t>> messages;
    bool full = false;
};

}  // namespace gemba::test
