#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "engine/sim/services.h"
#include "ingest/recorder.h"
#include "ingest/save_range.h"
#include "ingest/store/rolling_store.h"

namespace gemba::ingest {

/// What the window sees of a session's recorder and its store. Ranges are saved by run(), on a
/// thread of its own.
class SessionStore final : public sim::RecordingService {
 public:
    /// All outlive it. `delayNs`: the longest [[live]] delay; `files` gives the twin's files where
    /// segments do not carry them, and is called by run().
    SessionStore(const Recorder& recorder, const RollingStore& store, int64_t delayNs,
                 std::function<std::vector<RecordedFile>()> files);

    [[nodiscard]] sim::RecordingStatus status() const override;
    [[nodiscard]] Result<void> save(sim::SaveRequest request) override;
    void cancelSave() override { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] sim::SaveStatus saveStatus() const override;

    /// The worker: saves what is asked for until told to stop, which cancels too.
    void run(std::stop_token stop);

 private:
    void saveNow(const sim::SaveRequest& request, const std::stop_token& stop);

    const Recorder& m_recorder;
    const RollingStore& m_store;
    int64_t m_delayNs;
    std::function<std::vector<RecordedFile>()> m_files;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::optional<sim::SaveRequest> m_request;
    sim::SaveStatus m_save;
    std::atomic<bool> m_cancelled{false};
};

}  // namespace gemba::ingest
