#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

#include "engine/sim/services.h"
#include "ingest/save_range.h"

namespace gemba::ingest {

/// Saves the ranges that a window asks for, one at a time, by run() on a thread of its own.
class RangeSaver final : public sim::SavingService {
 public:
    /// Says of what a range is saved: all but range and file. Called by run().
    using Source = std::function<RangeRequest()>;
    explicit RangeSaver(Source source) : m_source(std::move(source)) {}

    [[nodiscard]] Result<void> save(sim::SaveRequest request) override;
    void cancelSave() override { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] sim::SaveStatus saveStatus() const override;

    /// The worker: saves what is asked for until told to stop, which cancels too.
    void run(std::stop_token stop);

 private:
    void saveNow(const sim::SaveRequest& request, const std::stop_token& stop);
    static void saveEarlier(RangeRequest range, SavedRange& saved, const mcap::Progress& goOn);
    [[nodiscard]] static std::filesystem::path freeNameBeside(const std::filesystem::path& file);

    Source m_source;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::optional<sim::SaveRequest> m_request;
    sim::SaveStatus m_save;
    std::atomic<bool> m_cancelled{false};
};

}  // namespace gemba::ingest
