#include "ingest/wire_watch.h"

#include "engine/core/log.h"
#include "ingest/echo_feed.h"
#include "ingest/echo_view.h"

namespace gemba::ingest {
namespace {

/// Messages of one source before the next has its turn.
constexpr size_t kBatch = 256;
constexpr int kWaitMs = 50;
constexpr int64_t kPublishNs = 250'000'000;
constexpr int64_t kRatesNs = kNsPerSecond;

struct Link {
    Link(std::unique_ptr<EchoFeed> opened, const std::string& endpoint)
        : feed(std::move(opened)), view(endpoint, {}, steadyUtcNow()) {}

    std::unique_ptr<EchoFeed> feed;
    EchoView view;
};

/// Waits for any of them, and takes what came.
void take(std::vector<std::unique_ptr<Link>>& links) {
    std::vector<EchoFeed*> feeds;
    for (const auto& link : links)
        feeds.push_back(link->feed.get());
    waitForAny(feeds, kWaitMs);
    for (const auto& link : links) {
        link->feed->follow(steadyUtcNow());
        (void)link->feed->drain(kBatch,
                                [&](std::span<const std::string_view> frames, bool repeated) {
                                    (void)link->view.take(frames, steadyUtcNow(), repeated);
                                });
    }
}

}  // namespace

WireWatch::WireWatch(const twin::Twin& twin)
    : m_sources(twin.live), m_values(std::make_shared<const Values>()) {}

void WireWatch::watch(bool on) {
    const std::lock_guard lock(m_mutex);
    m_watched = on;
    m_wake.notify_all();
}

bool WireWatch::watched() const {
    const std::lock_guard lock(m_mutex);
    return m_watched;
}

std::shared_ptr<const std::vector<sim::WireValue>> WireWatch::values() const {
    const std::lock_guard lock(m_mutex);
    return m_values;
}

void WireWatch::publish(std::shared_ptr<const Values> values) {
    const std::lock_guard lock(m_mutex);
    m_values = std::move(values);
}

void WireWatch::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_watched; }))
                return;
        }
        serve(stop);
    }
}

// Until nobody looks; what was seen then stays.
void WireWatch::serve(const std::stop_token& stop) {
    ZmqContext context;
    std::vector<std::unique_ptr<Link>> links;
    std::vector<uint16_t> sources;  // of the links: one that cannot be has none
    for (size_t i = 0; i < m_sources.size(); ++i) {
        const twin::LiveSource& live = m_sources[i];
        if (live.connect.empty())
            continue;
        auto feed = EchoFeed::open(context, live.connect, live.keys);
        if (!feed) {
            log::warn(feed.error().message());
            continue;
        }
        links.push_back(std::make_unique<Link>(std::move(*feed), live.connect));
        sources.push_back(static_cast<uint16_t>(i));
    }
    UtcNs published = 0, rated = steadyUtcNow();
    while (!stop.stop_requested() && watched()) {
        take(links);
        const UtcNs now = steadyUtcNow();
        if (now - rated >= kRatesNs) {
            rated = now;
            for (const auto& link : links)
                link->view.measureRates(now);
        }
        if (now - published < kPublishNs)
            continue;
        published = now;
        auto values = std::make_shared<Values>();
        for (size_t i = 0; i < links.size(); ++i)
            links[i]->view.collect(sources[i], kMaxValues, *values);
        publish(std::move(values));
    }
}

}  // namespace gemba::ingest
