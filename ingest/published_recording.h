#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/services.h"
#include "ingest/mcap/writer.h"
#include "ingest/published_message.h"

namespace gemba::ingest {

/// Writes what a Publisher would send into an MCAP file instead, as a subscriber beside it would
/// have it: log time is the time of the tick, last values repeat each second of that time. So a
/// plant's shift is on file in minutes. One thread, the simulation's.
class PublishedRecording final : public sim::OutputSink {
 public:
    /// `topics` by Output::signal. Errors name the path and the reason.
    [[nodiscard]] static Result<std::unique_ptr<PublishedRecording>> create(
        const std::filesystem::path& path, ContentType encoding,
        const std::vector<std::string>& topics);

    /// Takes every output; after an error none is written any more, `onFailure` is called once, and
    /// finish() says it.
    [[nodiscard]] bool push(const sim::Output& output) override;
    void setOffline(bool offline, UtcNs now) override;
    void onFailure(std::function<void()> call) { m_onFailure = std::move(call); }
    /// Completes the file; `now` is the time of the last tick. Errors: the first one, of all.
    [[nodiscard]] Result<void> finish(UtcNs now);

    /// Changes, repeats not counted.
    [[nodiscard]] uint64_t written() const { return m_written; }
    /// Numbered, but not written: offline.
    [[nodiscard]] uint64_t missed() const { return m_missed; }

 private:
    PublishedRecording(mcap::Writer writer, ContentType encoding)
        : m_writer(std::move(writer)), m_encoding(encoding) {}

    void repeatUntil(UtcNs now);
    void write(size_t signal, UtcNs now, bool last);

    mcap::Writer m_writer;
    ContentType m_encoding;
    Result<void> m_outcome;
    std::function<void()> m_onFailure;
    std::vector<PublishedTopic> m_topics;
    std::vector<uint16_t> m_channels;  // by signal
    std::string m_payload;             // scratch
    UtcNs m_boot = 0, m_nextRepeat = 0;
    bool m_offline = false;
    uint64_t m_written = 0, m_missed = 0;
};

}  // namespace gemba::ingest
