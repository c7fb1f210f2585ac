#pragma once

#include <functional>
#include <mutex>
#include <thread>

#include "app/branches.h"

namespace gemba::app {

/// Runs futures of a session or a recording on all processors, behind everything else that wants
/// them: the session beside them loses no time.
class Futures final : public sim::FutureService {
 public:
    /// `loaded` outlives it. `makeWorld` is called on a thread of its own, by one request at a
    /// time.
    Futures(const LoadedTwin& loaded, sim::WorldMaker makeWorld);
    /// Cancels, and waits for what runs.
    ~Futures() override;

    [[nodiscard]] Result<void> begin(sim::FutureRequest request) override;
    void cancel() override;
    [[nodiscard]] sim::FutureStatus status() const override;
    [[nodiscard]] std::shared_ptr<const sim::FutureResults> results() const override;

 private:
    void run(const sim::FutureRequest& request, const std::stop_token& stop);
    [[nodiscard]] Result<void> runAll(const sim::FutureRequest& request,
                                      const std::stop_token& stop);
    struct Run;
    void work(Run& run);
    void runOne(Run& run, uint32_t variant, uint64_t seed);
    void add(std::shared_ptr<const sim::FutureBranch> branch);

    const LoadedTwin& m_loaded;
    const sim::WorldMaker m_makeWorld;
    mutable std::mutex m_mutex;
    sim::FutureStatus m_status;
    std::shared_ptr<const sim::FutureResults> m_results;
    std::jthread m_thread;
};

}  // namespace gemba::app
