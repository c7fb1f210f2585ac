#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/sim/recording.h"

namespace gemba::test {

/// Keeps what a session does, in memory.
class MemoryRecording final : public sim::TickSink {
 public:
    void begin(const sim::SessionStart& start) override {
        m_start = start;
        m_ticks.clear();
        m_checkpoints.clear();
    }
    void tick(const sim::TickRecord& record, bool) override { m_ticks.push_back(record); }
    void checkpoint(Tick tick, UtcNs, std::span<const std::byte> state, bool) override {
        m_checkpoints.emplace_back(tick, Bytes(state.begin(), state.end()));
    }
    void simulated(uint32_t, UtcNs, const Value&, bool) override {}
    void found(const sim::Finding& finding, UtcNs, bool) override { m_findings.push_back(finding); }
    void frame(const sim::Snapshot&, bool) override { ++m_frames; }

    [[nodiscard]] const sim::SessionStart& start() const { return m_start; }
    [[nodiscard]] const std::vector<sim::TickRecord>& ticks() const { return m_ticks; }
    [[nodiscard]] const std::vector<std::pair<Tick, Bytes>>& checkpoints() const {
        return m_checkpoints;
    }
    [[nodiscard]] size_t frames() const { return m_frames; }
    [[nodiscard]] const std::vector<sim::Finding>& findings() const { return m_findings; }

 private:
    sim::SessionStart m_start;
    std::vector<sim::TickRecord> m_ticks;
    std::vector<std::pair<Tick, Bytes>> m_checkpoints;
    size_t m_frames = 0;
    std::vector<sim::Finding> m_findings;
};

/// Gives back what was kept: the ticks by their records, the samples they name from what was sent,
/// by source and index.
class MemoryFeed final : public sim::InputFeed {
 public:
    using Sent = std::map<std::pair<uint16_t, uint64_t>, signals::Sample>;

    MemoryFeed(const MemoryRecording& recording, Sent sent)
        : m_recording(recording), m_sent(std::move(sent)) {}

    const sim::SessionStart& start() const override { return m_recording.start(); }
    Tick end() const override {
        return m_recording.ticks().empty() ? 0 : m_recording.ticks().back().tick + 1;
    }
    const std::string& failure() const override { return m_failure; }

    sim::TickInputs take(Tick tick) override {
        const auto& ticks = m_recording.ticks();
        const auto at = static_cast<size_t>(tick - ticks.front().tick);
        m_samples.clear();
        for (const sim::Entered& entered : ticks.at(at).entered) {
            if (entered.count == 0)
                m_samples.push_back(
                    {.source = entered.source, .receiveTime = static_cast<UtcNs>(entered.first)});
            for (uint64_t i = 0; i < entered.count; ++i)
                m_samples.push_back(m_sent.at({entered.source, entered.first + i}));
        }
        return {ticks[at].utc, m_samples, ticks[at].commands};
    }

 private:
    const MemoryRecording& m_recording;
    Sent m_sent;
    std::vector<signals::Sample> m_samples;
    std::string m_failure;
};

}  // namespace gemba::test
