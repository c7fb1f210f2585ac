#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/twin/twin.h"

namespace gemba::ingest {

/// A subscriber at an MQTT broker that one thread drives without ever waiting: connects, is thrown
/// out, and connects anew, with pauses from a tenth of a second to a second. Subscribes with
/// quality of service 1 in a session that the broker does not keep.
class MqttClient {
 public:
    /// A broker that neither lets us in nor says no for this long is left.
    static constexpr int64_t kPatienceNs = 5 * kNsPerSecond;
    /// A broker that vanished without closing is noticed within twice this time.
    static constexpr int kKeepAliveS = 5;

    struct Message {
        std::string_view topic, payload;
        bool retained = false;  ///< the broker's last value, sent to who comes new
    };
    using Take = std::function<void(const Message&)>;

    /// Does not connect yet: that is tend()'s. Errors: an endpoint, a prefix or a file of keys that
    /// cannot be.
    [[nodiscard]] static Result<MqttClient> open(const std::string& endpoint,
                                                 const std::vector<std::string>& subscribe,
                                                 const twin::LinkKeys& keys = {});
    ~MqttClient();
    MqttClient(MqttClient&&) noexcept;
    MqttClient& operator=(MqttClient&&) noexcept;

    /// Every turn: connects, keeps alive, sends what waits.
    void tend(UtcNs now);
    /// Hands over up to `most` waiting messages; returns how many. The views hold during the call.
    size_t drain(size_t most, const Take& take);

    [[nodiscard]] bool connected() const;  ///< and let in
    [[nodiscard]] uint64_t disconnects() const;
    [[nodiscard]] int fd() const;  ///< -1 while there is none
    [[nodiscard]] bool wantsWrite() const;

 private:
    struct Impl;
    explicit MqttClient(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

}  // namespace gemba::ingest
