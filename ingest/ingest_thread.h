#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/signals/signal_table.h"
#include "engine/twin/twin.h"
#include "ingest/publisher.h"
#include "ingest/wire_source.h"

namespace gemba::ingest {

/// All of one session's sockets: N sources and perhaps a publisher, served by one thread.
///
///     IngestThread ingest;
///     WireSource& source = ingest.addSource(twin.live[0], 0, names);
///     if (auto opened = ingest.open(); !opened) ...          // any thread
///     std::jthread thread([&](std::stop_token stop) { ingest.run(stop); });
///
/// Sources and the publisher live as long as this object, which must outlive their users.
class IngestThread {
 public:
    IngestThread();
    ~IngestThread();

    // Before run(), one thread.
    /// `index`: of the source in Twin::live. Its endpoint says what it comes over: MQTT or ZeroMQ.
    WireSource& addSource(const twin::LiveSource& live, uint16_t index,
                          const signals::SignalNames& names);
    /// At most one. `topics` by Output::signal.
    Publisher& addPublisher(PublisherSettings settings, std::vector<std::string> topics);
    /// Opens every socket; the first failure, or nothing.
    [[nodiscard]] Result<void> open();

    /// Serves until the stop is asked for, which it notices at once; closes the sockets at its end.
    void run(std::stop_token stop);

    /// Any thread: outputs wait for the publisher. Without it they wait up to 2 ms.
    void wake();

    [[nodiscard]] const std::vector<std::unique_ptr<WireSource>>& sources() const {
        return m_sources;
    }
    [[nodiscard]] Publisher* publisher() const { return m_publisher.get(); }

 private:
    struct Poller;

    [[nodiscard]] bool serve();
    void housekeep();
    void closeAll();
    [[nodiscard]] long pollTimeoutMs(bool busy) const;

    std::unique_ptr<ZmqContext> m_context;  // first: outlives every socket
    std::unique_ptr<Poller> m_poller;
    std::vector<std::unique_ptr<WireSource>> m_sources;
    std::unique_ptr<Publisher> m_publisher;
    UtcNs m_lastHousekeep = 0;
};

}  // namespace gemba::ingest
