#pragma once

#include <functional>
#include <map>
#include <regex>
#include <span>
#include <string>
#include <vector>

#include "engine/sim/wire.h"
#include "ingest/topic_table.h"
#include "ingest/wire_decoder.h"

namespace gemba::ingest {

/// What has come over one endpoint, for people. One thread.
class EchoView {
 public:
    /// Messages that could not be read, of one topic.
    struct Unknown {
        uint64_t messages = 0;
        uint64_t bytes = 0;       ///< of the newest payload
        std::string contentType;  ///< of the newest; empty: it had none
        std::string reason;       ///< of the first
    };
    struct Totals {
        uint64_t messages = 0, bytes = 0, rejected = 0, lost = 0, duplicates = 0;
        std::string firstReason;
    };

    /// An empty expression lets every topic through. `start`: from where mean rates count.
    EchoView(std::string endpoint, const std::string& expression, UtcNs start);

    /// One message. True when it was read and its topic is to be shown: see message(). `repeated`:
    /// an old value, by what it came over.
    bool take(std::span<const std::string_view> frames, UtcNs now, bool repeated = false);
    [[nodiscard]] const DecodedMessage& message() const { return m_message; }

    /// Once a second or so: the rates of the time since the last call.
    void measureRates(UtcNs now);

    [[nodiscard]] const std::string& endpoint() const { return m_endpoint; }
    [[nodiscard]] const Totals& totals() const { return m_totals; }

    void setConnected(bool connected) { m_connected = connected; }

    /// Lines for a terminal of `width` columns, without line ends: a summary, then a row a value.
    [[nodiscard]] std::vector<std::string> table(UtcNs now, size_t width) const;
    /// Appends every value, until there are `most`.
    void collect(uint16_t source, size_t most, std::vector<sim::WireValue>& out) const;
    /// Appends one JSON object; rates are means since the start.
    void appendJson(std::string& out, UtcNs now) const;

 private:
    static constexpr size_t kMaxUnknown = 1'000;

    [[nodiscard]] bool shown(std::string_view topic) const;
    void noteUnknown(std::span<const std::string_view> frames);
    void appendTopicJson(std::string& out, const TopicState& topic, UtcNs now) const;

    std::string m_endpoint;
    std::regex m_expression;
    bool m_all = true;
    UtcNs m_start;
    WireDecoder m_decoder;
    TopicTable m_topics{true};
    DecodedMessage m_message;
    Totals m_totals;
    std::map<std::string, Unknown, std::less<>> m_unknown;
    bool m_connected = false;

    // By the topic's place in the table.
    std::vector<bool> m_shown;
    std::vector<double> m_rates;
    std::vector<uint64_t> m_counted;
    UtcNs m_lastRates;
};

}  // namespace gemba::ingest
