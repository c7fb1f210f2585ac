#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/wire_source.h"
#include "ingest/zmq_context.h"

namespace gemba::ingest {

/// Every message of one endpoint, ZeroMQ's or MQTT's, as `gemba echo` looks at them. Private to
/// this room: it shows ZeroMQ. One thread; never blocks.
class EchoFeed {
 public:
    /// Frames of one message, valid during the call; `repeated`: an old value that was kept.
    using Take = std::function<void(std::span<const std::string_view> frames, bool repeated)>;

    virtual ~EchoFeed() = default;
    /// Errors: an endpoint or key that cannot be. `context` must outlive the feed.
    [[nodiscard]] static Result<std::unique_ptr<EchoFeed>> open(ZmqContext& context,
                                                                const std::string& endpoint,
                                                                const twin::LinkKeys& keys);

    virtual void collect(std::vector<WakeUp>& out) = 0;
    /// Every turn: follows the connection.
    virtual void follow(UtcNs now) = 0;
    [[nodiscard]] virtual bool connected() const = 0;
    /// Hands over up to `most` messages; returns how many.
    virtual size_t drain(size_t most, const Take& take) = 0;
};

/// Waits until one of them has something, `ms` at most.
void waitForAny(std::span<EchoFeed* const> feeds, int ms);

}  // namespace gemba::ingest
