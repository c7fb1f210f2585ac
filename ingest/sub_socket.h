#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>
#include <zmq.hpp>

#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/twin/twin.h"

namespace gemba::ingest {

/// A subscribing socket with its connection monitor; reconnects by itself. Private to this room: it
/// shows ZeroMQ. One thread at a time.
class SubSocket {
 public:
    /// ZeroMQ drops the connection of a peer that sends more than this in one frame.
    static constexpr int64_t kMaxMessage = int64_t{16} << 20;
    /// One more than a message may have, to tell that there were too many.
    static constexpr size_t kMaxFrames = 4;

    /// Begins to connect; empty `subscribe` means every topic. With a publisher's key the
    /// connection is encrypted with CURVE. Fails on an endpoint or a key that cannot be.
    [[nodiscard]] static Result<SubSocket> open(zmq::context_t& context,
                                                const std::string& endpoint,
                                                const std::vector<std::string>& subscribe,
                                                const twin::LinkKeys& keys = {});

    /// Takes the next message if one waits. Never blocks.
    [[nodiscard]] bool receive();
    /// Frames of that message, valid until the next receive(); frames beyond kMaxFrames left out.
    [[nodiscard]] std::span<const std::string_view> frames() const {
        return {m_frames.data(), m_count};
    }

    /// Takes in what the monitor says, and connects anew where ZeroMQ has given up. Never blocks.
    void readMonitor(UtcNs now);
    [[nodiscard]] bool connected() const { return m_connected; }
    [[nodiscard]] uint64_t disconnects() const { return m_disconnects; }

    /// For zmq_poll.
    [[nodiscard]] void* handle() { return m_socket.handle(); }
    [[nodiscard]] void* monitorHandle() { return m_monitor.handle(); }

 private:
    SubSocket() = default;
    void openMonitor(zmq::context_t& context);
    void follow(uint16_t event, UtcNs now);
    void connectAnew(UtcNs now);

    zmq::socket_t m_socket, m_monitor;
    std::string m_endpoint;
    std::array<zmq::message_t, kMaxFrames> m_parts;
    std::array<std::string_view, kMaxFrames> m_frames;
    size_t m_count = 0;
    bool m_connected = false;
    uint64_t m_disconnects = 0;
    UtcNs m_brokenSince = 0;  // 0: connected, or ZeroMQ is at it
};

}  // namespace gemba::ingest
