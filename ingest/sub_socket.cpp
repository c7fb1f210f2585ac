#include "ingest/sub_socket.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "ingest/key_files.h"

namespace gemba::ingest {
namespace {

constexpr int kEvents = ZMQ_EVENT_CONNECTED | ZMQ_EVENT_CONNECT_DELAYED |
                        ZMQ_EVENT_CONNECT_RETRIED | ZMQ_EVENT_DISCONNECTED |
                        ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                        ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

/// A connection lost by the network ZeroMQ takes up again at once; one that broke the protocol (a
/// message beyond the limit, a peer that speaks something else) it leaves. Then we wait this long.
constexpr int64_t kConnectAnewNs = 500'000'000;

void setOptions(zmq::socket_t& socket) {
    // Bounded, and far beyond what one drain leaves behind.
    socket.set(zmq::sockopt::rcvhwm, 100'000);
    socket.set(zmq::sockopt::maxmsgsize, SubSocket::kMaxMessage);
    socket.set(zmq::sockopt::linger, 0);

    // A publisher that returns is found within a tenth of a second; the pause doubles once.
    socket.set(zmq::sockopt::reconnect_ivl, 100);
    socket.set(zmq::sockopt::reconnect_ivl_max, 200);
    // A connection that leads nowhere is given up, not waited for: the way may be free again.
    socket.set(zmq::sockopt::connect_timeout, 800);
    socket.set(zmq::sockopt::handshake_ivl, 800);

    // A peer that vanished without closing (cable, power) is noticed within seconds; one that
    // stalled for five and then sends what it has loses nothing.
    socket.set(zmq::sockopt::heartbeat_ivl, 1'000);
    socket.set(zmq::sockopt::heartbeat_timeout, 6'000);
    socket.set(zmq::sockopt::tcp_keepalive, 1);
}

/// Whom the publisher must prove to be, and who we are: by our key, or by one made for this run.
/// Throws zmq::error_t.
Result<void> setKeys(zmq::socket_t& socket, const twin::LinkKeys& keys) {
    if (keys.curveServer.empty())
        return {};
    const auto server = readCurveKey(keys.curveServer);
    if (!server)
        return tl::unexpected(server.error());
    std::array<char, 41> publicKey{}, secretKey{};
    if (keys.curve.empty()) {
        if (zmq_curve_keypair(publicKey.data(), secretKey.data()) != 0)
            throw zmq::error_t();
    } else {
        const auto own = readCurveKey(keys.curve);
        if (!own)
            return tl::unexpected(own.error());
        std::copy(own->begin(), own->end(), secretKey.begin());
        if (zmq_curve_public(publicKey.data(), secretKey.data()) != 0)
            throw zmq::error_t();
    }
    socket.set(zmq::sockopt::curve_serverkey, *server);
    socket.set(zmq::sockopt::curve_publickey, publicKey.data());
    socket.set(zmq::sockopt::curve_secretkey, secretKey.data());
    return {};
}

/// Takes one message off the socket, whole; false when none waits. `take` sees each part.
template <class Take>
bool receiveParts(zmq::socket_t& socket, Take take) {
    zmq::message_t rest;
    for (size_t i = 0;; ++i) {
        zmq::message_t& part = take(i, rest);
        if (zmq_msg_recv(part.handle(), socket.handle(), ZMQ_DONTWAIT) < 0)
            return false;
        if (zmq_msg_more(part.handle()) == 0)
            return true;
    }
}

}  // namespace

Result<SubSocket> SubSocket::open(zmq::context_t& context, const std::string& endpoint,
                                  const std::vector<std::string>& subscribe,
                                  const twin::LinkKeys& keys) {
    try {
        SubSocket out;
        out.m_socket = zmq::socket_t(context, zmq::socket_type::sub);
        setOptions(out.m_socket);
        if (auto set = setKeys(out.m_socket, keys); !set)
            return tl::unexpected(set.error());
        out.openMonitor(context);
        for (const std::string& prefix : subscribe)
            out.m_socket.set(zmq::sockopt::subscribe, prefix);
        if (subscribe.empty())
            out.m_socket.set(zmq::sockopt::subscribe, "");
        out.m_endpoint = endpoint;
        out.m_socket.connect(endpoint);
        return out;
    } catch (const zmq::error_t& error) {
        return fail({.doing = "connect to a source",
                     .on = endpoint,
                     .found = error.what(),
                     .expected = "an endpoint such as tcp://127.0.0.1:5556"});
    }
}

void SubSocket::openMonitor(zmq::context_t& context) {
    static std::atomic<uint64_t> count{0};
    const std::string name = "inproc://gemba-monitor-" + std::to_string(++count);
    if (zmq_socket_monitor(m_socket.handle(), name.c_str(), kEvents) != 0)
        throw zmq::error_t();
    m_monitor = zmq::socket_t(context, zmq::socket_type::pair);
    m_monitor.set(zmq::sockopt::linger, 0);
    m_monitor.connect(name);
}

bool SubSocket::receive() {
    m_count = 0;
    const auto part = [this](size_t i, zmq::message_t& rest) -> zmq::message_t& {
        m_count = std::min(i + 1, kMaxFrames);
        return i < kMaxFrames ? m_parts[i] : rest;
    };
    if (!receiveParts(m_socket, part))
        return false;
    for (size_t i = 0; i < m_count; ++i)
        m_frames[i] = {static_cast<const char*>(m_parts[i].data()), m_parts[i].size()};
    return true;
}

void SubSocket::readMonitor(UtcNs now) {
    zmq::message_t event, address;
    const auto part = [&](size_t i, zmq::message_t&) -> zmq::message_t& {
        return i == 0 ? event : address;
    };
    while (receiveParts(m_monitor, part)) {
        uint16_t id = 0;
        if (event.size() < sizeof id)
            continue;
        std::memcpy(&id, event.data(), sizeof id);
        follow(id, now);
    }
    if (m_brokenSince != 0 && now - m_brokenSince >= kConnectAnewNs)
        connectAnew(now);
}

void SubSocket::follow(uint16_t event, UtcNs now) {
    if (event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED) {
        m_connected = true;
        m_brokenSince = 0;
    } else if (event == ZMQ_EVENT_CONNECTED || event == ZMQ_EVENT_CONNECT_DELAYED ||
               event == ZMQ_EVENT_CONNECT_RETRIED) {
        m_brokenSince = 0;
    } else {
        m_disconnects += m_connected ? 1 : 0;
        m_connected = false;
        m_brokenSince = now;
    }
}

void SubSocket::connectAnew(UtcNs now) {
    m_brokenSince = now;  // until an event says otherwise: tried again
    // ZeroMQ may have forgotten the endpoint already; a failure to connect is tried again.
    (void)zmq_disconnect(m_socket.handle(), m_endpoint.c_str());
    (void)zmq_connect(m_socket.handle(), m_endpoint.c_str());
}

}  // namespace gemba::ingest
