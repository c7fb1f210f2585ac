#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace gemba::ingest {

/// `mqtt://host[:port]` or `mqtts://host[:port]`, taken apart.
struct MqttEndpoint {
    static constexpr uint16_t kPort = 1883, kEncryptedPort = 8883;

    std::string host;  ///< a name or an address, without the brackets of IPv6
    uint16_t port = kPort;
    bool encrypted = false;
};

/// Whether an endpoint is MQTT's, with or without encryption.
[[nodiscard]] bool isMqtt(std::string_view endpoint);

/// Errors: an endpoint that cannot be; one with a user or password, which have a file of their own.
[[nodiscard]] Result<MqttEndpoint> parseMqttEndpoint(const std::string& endpoint);

/// The topic filters under which a broker sends every topic that begins with one of the prefixes:
/// "hall2/line3/" becomes "hall2/line3/#"; "hall2/li" can only be asked for as "hall2/#", and what
/// does not begin so is left out by wantedByPrefix(). None twice, none inside another. No prefix:
/// everything but $SYS. Errors: a prefix with a wildcard.
[[nodiscard]] Result<std::vector<std::string>> mqttFilters(
    const std::vector<std::string>& prefixes);

[[nodiscard]] bool wantedByPrefix(std::string_view topic, const std::vector<std::string>& prefixes);

}  // namespace gemba::ingest
