#include "ingest/ingest_thread.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <zmq.hpp>

#include "ingest/mqtt_endpoint.h"
#include "ingest/mqtt_source.h"
#include "ingest/zmq_context.h"
#include "ingest/zmq_source.h"

namespace gemba::ingest {
namespace {

/// Messages that one source may bring before the next has its turn.
constexpr size_t kBatch = 256;
/// Outputs published in one turn.
constexpr size_t kPublishBatch = 1024;
/// Rates and waiting samples are looked at this often.
constexpr int64_t kHousekeepNs = 10'000'000;

/// One that nobody is called for: it keeps its place among the others.
class SilentSource final : public WireSource {
 public:
    SilentSource(const twin::LiveSource& live, uint16_t index, const signals::SignalNames& names)
        : WireSource(live, index, names, 1) {}
    [[nodiscard]] Result<void> open() override { return {}; }
    size_t drain(size_t) override { return 0; }
    void readMonitor(UtcNs) override {}
    void collect(std::vector<WakeUp>&) const override {}
    void close() override {}
};

}  // namespace

/// What zmq_poll waits for: the sockets, and an eventfd by which other threads end the wait.
struct IngestThread::Poller {
    Poller() : event(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
    ~Poller() {
        if (event >= 0)
            ::close(event);
    }
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    /// One call to the system until the wait has ended, however often it is woken.
    void wake() {
        if (woken.exchange(true, std::memory_order_acq_rel))
            return;
        const uint64_t one = 1;
        // A full counter wakes as well; there is nothing else that could fail.
        [[maybe_unused]] const auto written = ::write(event, &one, sizeof one);
    }
    void add(void* socket) {
        if (socket != nullptr)
            items.push_back({socket, 0, ZMQ_POLLIN, 0});
    }
    void add(const WakeUp& wakeUp) {
        const int events = ZMQ_POLLIN | (wakeUp.whenWritable ? ZMQ_POLLOUT : 0);
        items.push_back({wakeUp.socket, wakeUp.fd, static_cast<short>(events), 0});
    }
    void wait(long timeoutMs) {
        if (event >= 0)
            items.push_back({nullptr, event, ZMQ_POLLIN, 0});
        if (zmq_poll(items.data(), static_cast<int>(items.size()), timeoutMs) > 0 && event >= 0 &&
            items.back().revents != 0) {
            uint64_t count = 0;
            [[maybe_unused]] const auto read = ::read(event, &count, sizeof count);
            // From here on another wake counts; what was pushed before it is seen by this turn.
            woken.exchange(false, std::memory_order_acq_rel);
        }
        items.clear();
    }

    int event;
    std::atomic<bool> woken{false};
    std::vector<zmq_pollitem_t> items;
    std::vector<WakeUp> wakeUps;  // of one turn
};

IngestThread::IngestThread()
    : m_context(std::make_unique<ZmqContext>()), m_poller(std::make_unique<Poller>()) {}

IngestThread::~IngestThread() {
    closeAll();
}

WireSource& IngestThread::addSource(const twin::LiveSource& live, uint16_t index,
                                    const signals::SignalNames& names) {
    if (live.connect.empty())
        m_sources.push_back(std::make_unique<SilentSource>(live, index, names));
    else if (isMqtt(live.connect))
        m_sources.push_back(std::make_unique<MqttSource>(live, index, names));
    else
        m_sources.push_back(std::make_unique<ZmqSource>(*m_context, live, index, names));
    return *m_sources.back();
}

Publisher& IngestThread::addPublisher(PublisherSettings settings, std::vector<std::string> topics) {
    m_publisher = std::make_unique<Publisher>(*m_context, std::move(settings), std::move(topics));
    return *m_publisher;
}

Result<void> IngestThread::open() {
    // The publisher first: a source of ours may be its subscriber.
    if (m_publisher) {
        if (auto opened = m_publisher->open(); !opened)
            return opened;
    }
    for (const auto& source : m_sources) {
        if (auto opened = source->open(); !opened)
            return opened;
    }
    return {};
}

void IngestThread::wake() {
    m_poller->wake();
}

void IngestThread::run(std::stop_token stop) {
    const std::stop_callback wakeToStop(stop, [this] { wake(); });
    bool busy = false;
    while (!stop.stop_requested()) {
        // Wait for anything, or only look where messages were left behind.
        m_poller->wakeUps.clear();
        for (const auto& source : m_sources)
            source->collect(m_poller->wakeUps);
        for (const WakeUp& wakeUp : m_poller->wakeUps)
            m_poller->add(wakeUp);
        if (m_publisher)
            m_poller->add(m_publisher->pollHandle());
        m_poller->wait(pollTimeoutMs(busy));

        busy = serve();
        housekeep();
    }
    closeAll();
}

long IngestThread::pollTimeoutMs(bool busy) const {
    if (busy)
        return 0;
    for (const auto& source : m_sources) {
        if (source->waiting())
            return 1;
    }
    return m_publisher ? 2 : 50;
}

/// One turn of every socket. True when one of them has more.
bool IngestThread::serve() {
    const UtcNs now = steadyUtcNow();
    bool more = false;
    for (const auto& source : m_sources) {
        source->readMonitor(now);
        more = source->drain(kBatch) == kBatch || more;
    }
    if (m_publisher)
        more = m_publisher->service(now, kPublishBatch) == kPublishBatch || more;
    return more;
}

void IngestThread::housekeep() {
    const UtcNs now = steadyUtcNow();
    if (now - m_lastHousekeep < kHousekeepNs) {
        // Waiting samples are in a hurry.
        for (const auto& source : m_sources) {
            if (source->waiting())
                source->housekeep(now);
        }
        return;
    }
    m_lastHousekeep = now;
    for (const auto& source : m_sources)
        source->housekeep(now);
}

void IngestThread::closeAll() {
    for (const auto& source : m_sources)
        source->close();
    if (m_publisher)
        m_publisher->close();
}

}  // namespace gemba::ingest
