#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "engine/sim/wire.h"
#include "engine/twin/twin.h"

namespace gemba::ingest {

/// Looks at what comes over the sources of a twin, over connections of its own, so that neither the
/// session nor its recording knows of it.
///
///     WireWatch watch(twin);
///     std::jthread thread([&](std::stop_token stop) { watch.run(stop); });
///     watch.watch(true);
class WireWatch final : public sim::WireService {
 public:
    explicit WireWatch(const twin::Twin& twin);

    /// Serves until the stop is asked for; waits while nobody looks.
    void run(const std::stop_token& stop);

    void watch(bool on) override;
    [[nodiscard]] std::shared_ptr<const std::vector<sim::WireValue>> values() const override;

 private:
    using Values = std::vector<sim::WireValue>;

    void serve(const std::stop_token& stop);
    [[nodiscard]] bool watched() const;
    void publish(std::shared_ptr<const Values> values);

    std::vector<twin::LiveSource> m_sources;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_watched = false;
    std::shared_ptr<const Values> m_values;
};

}  // namespace gemba::ingest
