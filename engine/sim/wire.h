#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/time.h"
#include "engine/core/value.h"

namespace gemba::sim {

/// One value that comes over the wire, bound or not.
struct WireValue {
    uint16_t source = 0;  ///< index into Twin::live
    std::string topic;
    std::string member;  ///< of the topic's messages; empty: the topic is the value
    bool native = false;
    double rate = 0.0;   ///< messages of the topic a second
    UtcNs received = 0;  ///< newest message that was no repeat; 0: none yet
    uint64_t lost = 0;
    Value value;  ///< as it came

    /// What a binding calls it.
    [[nodiscard]] std::string signal() const {
        return member.empty() ? topic : topic + '/' + member;
    }
};

/// All that comes over a session's sources, before anything is bound. Any thread.
class WireService {
 public:
    static constexpr size_t kMaxValues = 5'000;  ///< of all sources

    virtual ~WireService() = default;
    /// Whether somebody looks: else nothing is connected, and nothing costs.
    virtual void watch(bool on) = 0;
    /// What there was a moment ago: by source, then by topic in the order in which these first
    /// came. Never null.
    [[nodiscard]] virtual std::shared_ptr<const std::vector<WireValue>> values() const = 0;
};

}  // namespace gemba::sim
