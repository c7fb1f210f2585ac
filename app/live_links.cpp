#include "app/live_links.h"

#include <charconv>

namespace gemba::app {

// Joins the simulation's outputs to the publisher, which both know only plain types.
class LiveLinks::Sink final : public sim::OutputSink {
 public:
    explicit Sink(ingest::IngestThread& ingest) : m_ingest(ingest) {}

    bool push(const sim::Output& output) override {
        const bool taken = m_ingest.publisher()->ring().push(output);
        m_ingest.wake();
        return taken;
    }
    void setOffline(bool offline, UtcNs /*now*/) override {
        m_ingest.publisher()->setOffline(offline);
    }

 private:
    ingest::IngestThread& m_ingest;
};

namespace {

// ZeroMQ takes a port modulo 65536 and goes on with another one.
Result<void> checkPort(const std::string& endpoint) {
    const size_t colon = endpoint.rfind(':');
    if (endpoint.rfind("tcp://", 0) != 0 || colon == std::string::npos)
        return {};
    const std::string port = endpoint.substr(colon + 1);
    uint32_t number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    const bool whole = error == std::errc{} && end == port.data() + port.size();
    if (port == "*" || (whole && number <= 65535))
        return {};
    return fail({.doing = "use an endpoint",
                 .on = endpoint,
                 .found = "port " + port,
                 .expected = "tcp://HOST:PORT with a port of at most 65535"});
}

}  // namespace

Result<void> LiveLinks::addSources(const twin::Twin& twin) {
    for (const twin::LiveSource& live : twin.live) {
        if (auto sound = checkPort(live.connect); !sound)
            return sound;
    }
    m_names = std::make_unique<signals::SignalNames>(twin);
    for (size_t i = 0; i < twin.live.size(); ++i)
        m_ingest.addSource(twin.live[i], static_cast<uint16_t>(i), *m_names);
    return {};
}

Result<void> LiveLinks::addPublisher(const twin::Twin& twin, const std::string& endpoint,
                                     ingest::ContentType encoding) {
    if (auto sound = checkPort(endpoint); !sound)
        return sound;
    m_ingest.addPublisher({.endpoint = endpoint, .encoding = encoding},
                          signals::SignalNames(twin).all());
    m_sink = std::make_unique<Sink>(m_ingest);
    return {};
}

void LiveLinks::attachTo(sim::Session& session) {
    const auto& sources = m_ingest.sources();
    for (size_t i = 0; i < sources.size(); ++i)
        session.attach(static_cast<uint32_t>(i), *sources[i]);
}

void LiveLinks::tapInto(ingest::MessageTap& tap) {
    for (const auto& source : m_ingest.sources())
        source->setTap(&tap);
}

void LiveLinks::start() {
    m_thread = std::jthread([this](std::stop_token stop) { m_ingest.run(stop); });
}

void LiveLinks::stop() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

std::vector<sim::LinkStatus> LiveLinks::status() const {
    std::vector<sim::LinkStatus> out;
    for (const auto& source : m_ingest.sources())
        out.push_back(source->status());
    return out;
}

ingest::PublisherStatus LiveLinks::publisherStatus() const {
    const ingest::Publisher* const publisher = m_ingest.publisher();
    return publisher != nullptr ? publisher->status() : ingest::PublisherStatus{};
}

}  // namespace gemba::app
