#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/signals/signal_table.h"
#include "engine/sim/services.h"
#include "engine/sim/session.h"
#include "ingest/ingest_thread.h"

namespace gemba::app {

/// The sockets of one session and the ingest thread that serves them. Made before the session runs,
/// destroyed after it.
class LiveLinks {
 public:
    ~LiveLinks() { stop(); }

    /// A source for each [[live]] of the twin. Errors: an endpoint that cannot be.
    [[nodiscard]] Result<void> addSources(const twin::Twin& twin);
    /// Publishes the signals of a twin. Errors: an endpoint that cannot be.
    [[nodiscard]] Result<void> addPublisher(const twin::Twin& twin, const std::string& endpoint,
                                            ingest::ContentType encoding);
    /// Opens the sockets of all that was added. Once. Errors: an endpoint that cannot be bound.
    [[nodiscard]] Result<void> open() { return m_ingest.open(); }

    void attachTo(sim::Session& session);
    /// Before start(): every message of every source is handed to it too.
    void tapInto(ingest::MessageTap& tap);
    void start();
    void stop();

    /// Where OutputSystem writes; only after addPublisher.
    [[nodiscard]] sim::OutputSink& outputs() { return *m_sink; }
    /// Any thread.
    [[nodiscard]] std::vector<sim::LinkStatus> status() const;
    [[nodiscard]] ingest::PublisherStatus publisherStatus() const;

 private:
    class Sink;

    std::unique_ptr<signals::SignalNames> m_names;
    ingest::IngestThread m_ingest;
    std::unique_ptr<sim::OutputSink> m_sink;
    std::jthread m_thread;
};

}  // namespace gemba::app
