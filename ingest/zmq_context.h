#pragma once

#include <zmq.hpp>

namespace gemba::ingest {

/// The one ZeroMQ context of an ingest thread. Private to this room: it shows ZeroMQ. Its
/// destructor waits for what lingers, so every socket must be closed before.
class ZmqContext {
 public:
    [[nodiscard]] zmq::context_t& get() { return m_context; }

 private:
    zmq::context_t m_context{1};
};

}  // namespace gemba::ingest
