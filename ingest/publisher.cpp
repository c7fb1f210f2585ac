#include "ingest/publisher.h"

#include <zmq.hpp>

#include "ingest/json_text.h"
#include "ingest/protobuf_schema.h"
#include "ingest/zmq_context.h"

namespace gemba::ingest {
namespace {

/// After a new subscription everyone is sent the last values, but no more often than this: coming
/// and going must not become a flood.
constexpr int64_t kRepeatAskedNs = 100'000'000;
/// Coming back online, the port may still be held for a moment by the old socket.
constexpr int64_t kRebindNs = 10'000'000;
/// What was sent before closing still goes out, for this long at most.
constexpr int kLingerMs = 500;

void add(std::atomic<uint64_t>& counter, uint64_t n) {
    counter.store(counter.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
}

}  // namespace

struct Publisher::Socket {
    zmq::socket_t zmq;

    /// Throws zmq::error_t.
    Socket(zmq::context_t& context, const PublisherSettings& settings, const std::string& endpoint)
        : zmq(context, zmq::socket_type::xpub) {
        zmq.set(zmq::sockopt::sndhwm, settings.highWaterMark);
        zmq.set(zmq::sockopt::linger, kLingerMs);
        zmq.set(zmq::sockopt::maxmsgsize,
                int64_t{1'024 + 1});             // of what subscribers send: a prefix
        zmq.set(zmq::sockopt::xpub_verbose, 1);  // every subscription, not only new prefixes
        zmq.set(zmq::sockopt::tcp_keepalive, 1);
        if (settings.bind)
            zmq.bind(endpoint);
        else
            zmq.connect(endpoint);
    }
};

Publisher::Publisher(ZmqContext& context, PublisherSettings settings,
                     std::vector<std::string> topics)
    : m_context(context),
      m_settings(std::move(settings)),
      m_ring(m_settings.ringCapacity),
      m_clockOffset(m_settings.clockOffsetNs),
      m_endpoint(m_settings.endpoint) {
    if (m_settings.boot == 0)
        m_settings.boot = steadyUtcNow();
    m_topics.reserve(topics.size());
    for (std::string& topic : topics)
        m_topics.push_back({.name = std::move(topic)});
}

Publisher::~Publisher() = default;

Result<void> Publisher::open() {
    try {
        m_socket = std::make_unique<Socket>(m_context.get(), m_settings, m_settings.endpoint);
        if (m_settings.bind) {
            // The port that a wildcard gave, kept for every later bind.
            m_settings.endpoint = m_socket->zmq.get(zmq::sockopt::last_endpoint);
            const std::lock_guard lock(m_endpointMutex);
            m_endpoint = m_settings.endpoint;
        }
        m_online.store(true, std::memory_order_relaxed);
        return {};
    } catch (const zmq::error_t& error) {
        return fail({.doing = m_settings.bind ? "publish at an endpoint" : "connect a publisher",
                     .on = m_settings.endpoint,
                     .found = error.what(),
                     .expected = "a free endpoint such as tcp://127.0.0.1:5556"});
    }
}

PublisherStatus Publisher::status() const {
    constexpr auto kRelaxed = std::memory_order_relaxed;
    const std::lock_guard lock(m_endpointMutex);
    return {.endpoint = m_endpoint,
            .online = m_online.load(kRelaxed),
            .sent = m_sent.load(kRelaxed),
            .missed = m_missed.load(kRelaxed),
            .repeats = m_repeats.load(kRelaxed),
            .unwritable = m_unwritable.load(kRelaxed)};
}

size_t Publisher::service(UtcNs now, size_t most) {
    followOffline(now);
    readSubscriptions();
    size_t count = 0;
    sim::Output output;
    while (count < most && m_ring.pop(output)) {
        publish(output);
        ++count;
    }

    const int64_t since = now - m_lastRepeat;
    if (m_socket && (since >= m_settings.repeatNs || (m_repeatAsked && since >= kRepeatAskedNs))) {
        m_lastRepeat = now;
        m_repeatAsked = false;
        repeatAll();
    }
    return count;
}

void Publisher::close() {
    m_socket.reset();
    m_online.store(false, std::memory_order_relaxed);
}

void* Publisher::pollHandle() const {
    return m_socket ? m_socket->zmq.handle() : nullptr;
}

void Publisher::followOffline(UtcNs now) {
    const bool wanted = !m_offlineWanted.load(std::memory_order_acquire);
    if (wanted == (m_socket != nullptr))
        return;
    if (!wanted) {
        close();
        return;
    }
    if (now - m_lastAttempt < kRebindNs)
        return;
    m_lastAttempt = now;
    // A port still held is asked for again at the next turn; until then this counts as offline.
    (void)open();
}

void Publisher::readSubscriptions() {
    zmq::message_t message;
    while (m_socket && zmq_msg_recv(message.handle(), m_socket->zmq.handle(), ZMQ_DONTWAIT) >= 0) {
        if (message.size() > 0 && *message.data<char>() == 1)
            m_repeatAsked = true;
    }
}

void Publisher::publish(const sim::Output& output) {
    if (output.signal >= m_topics.size())
        return;
    PublishedTopic& topic = m_topics[output.signal];
    // Repeats are our own, by the wall clock; the simulation's are news only where nothing was
    // sent.
    if (!output.change && topic.seq > 0 && topic.value == output.value)
        return;
    if (!json_text::writable(output.value)) {
        add(m_unwritable, 1);
        return;
    }
    ++topic.seq;
    topic.value = output.value;
    topic.time = output.time + m_clockOffset.load(std::memory_order_relaxed);
    add(send(topic, false) ? m_sent : m_missed, 1);
}

void Publisher::repeatAll() {
    for (const PublishedTopic& topic : m_topics) {
        if (topic.seq > 0 && send(topic, true))
            add(m_repeats, 1);
    }
}

bool Publisher::send(const PublishedTopic& topic, bool last) {
    if (!m_socket)
        return false;
    const bool json = m_settings.encoding == ContentType::json;
    writePublished(m_payload, m_settings.encoding, topic, m_settings.boot, last);

    // Never waits: beyond the high-water mark a slow subscriber loses, and sees the gap.
    void* socket = m_socket->zmq.handle();
    constexpr std::string_view kEncoding = protobuf_schema::kEncoding;
    constexpr int kMore = ZMQ_DONTWAIT | ZMQ_SNDMORE;
    return zmq_send(socket, topic.name.data(), topic.name.size(), kMore) >= 0 &&
           (json || zmq_send(socket, kEncoding.data(), kEncoding.size(), kMore) >= 0) &&
           zmq_send(socket, m_payload.data(), m_payload.size(), ZMQ_DONTWAIT) >= 0;
}

}  // namespace gemba::ingest
