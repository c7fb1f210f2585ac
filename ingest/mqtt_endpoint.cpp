#include "ingest/mqtt_endpoint.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace gemba::ingest {
namespace {

constexpr std::string_view kScheme = "mqtt://", kEncrypted = "mqtts://";

tl::unexpected<Error> wrong(const std::string& endpoint, std::string found, std::string expected) {
    return fail({.doing = "connect to a broker",
                 .on = endpoint,
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// "hall2/line3/x" is below "hall2/#".
bool covers(std::string_view filter, std::string_view other) {
    return other.starts_with(filter.substr(0, filter.size() - 1));
}

}  // namespace

bool isMqtt(std::string_view endpoint) {
    return endpoint.starts_with(kScheme) || endpoint.starts_with(kEncrypted);
}

Result<MqttEndpoint> parseMqttEndpoint(const std::string& endpoint) {
    constexpr const char* kExpected = "mqtt://host, mqtt://host:port or mqtts://host:port";
    if (!isMqtt(endpoint))
        return wrong(endpoint, "", kExpected);
    MqttEndpoint out;
    out.encrypted = endpoint.starts_with(kEncrypted);
    const std::string_view scheme = out.encrypted ? kEncrypted : kScheme;
    out.port = out.encrypted ? MqttEndpoint::kEncryptedPort : MqttEndpoint::kPort;
    std::string_view rest = std::string_view(endpoint).substr(scheme.size());
    if (rest.find('@') != std::string_view::npos)
        return wrong(std::string(scheme) + "...", "a user or password",
                     std::string(kExpected) + "; user and password stand in a credentials file");

    const size_t bracket = rest.starts_with('[') ? rest.find(']') : std::string_view::npos;
    const size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    out.host = rest.substr(0, colon);
    if (bracket != std::string_view::npos)
        out.host = rest.substr(1, bracket - 1);
    const bool printable = std::all_of(out.host.begin(), out.host.end(),
                                       [](char c) { return c > ' ' && c != 0x7f && c != '/'; });
    if (out.host.empty() || out.host.size() > 255 || !printable)
        return wrong(endpoint, "", kExpected);
    if (colon == std::string_view::npos && (bracket == rest.npos || bracket + 1 == rest.size()))
        return out;

    const std::string_view port =
        colon == rest.npos ? rest.substr(bracket) : rest.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
    if (error != std::errc{} || end != port.data() + port.size() || out.port == 0)
        return wrong(endpoint, "port " + std::string(port), kExpected);
    return out;
}

Result<std::vector<std::string>> mqttFilters(const std::vector<std::string>& prefixes) {
    std::vector<std::string> all;
    for (const std::string& prefix : prefixes) {
        if (prefix.find_first_of(std::string_view("+#\0", 3)) != std::string::npos)
            return fail({.doing = "subscribe to topics",
                         .on = prefix,
                         .found = "a wildcard",
                         .expected = "the beginning of a topic, such as acme/site1/"});
        // The levels that are whole; what the last one begins with is looked at here.
        const size_t slash = prefix.rfind('/');
        all.push_back(prefix.substr(0, slash == std::string::npos ? 0 : slash + 1) + "#");
    }
    if (all.empty())
        all.emplace_back("#");
    std::vector<std::string> out;
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair(a.size(), std::string_view(a)) < std::pair(b.size(), std::string_view(b));
    });
    for (std::string& filter : all) {
        const bool there = std::any_of(out.begin(), out.end(), [&](const std::string& other) {
            return covers(other, filter);
        });
        if (!there)
            out.push_back(std::move(filter));
    }
    return out;
}

bool wantedByPrefix(std::string_view topic, const std::vector<std::string>& prefixes) {
    return prefixes.empty() ||
           std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return topic.starts_with(prefix); });
}

}  // namespace gemba::ingest
