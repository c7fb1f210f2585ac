#include "ingest/echo_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/text.h"
#include "ingest/json_text.h"

namespace gemba::ingest {
namespace {

/// The first `width` characters, or the whole.
std::string cut(std::string text, size_t width) {
    size_t characters = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool begins = (text[i] & 0xC0) != 0x80;
        if (begins && ++characters > width) {
            text.resize(i);
            break;
        }
    }
    return text;
}

std::string valueText(const Value& value) {
    std::string out;
    json_text::append(out, value);
    return cleanText(out);
}

std::string fullName(const TopicState& topic, const TopicMember& member) {
    return cleanText(member.name.empty() ? topic.name : topic.name + "/" + member.name);
}

std::string ageText(UtcNs received, UtcNs now) {
    if (received == 0)
        return "-";
    return fmt::format("{:.1f} s", static_cast<double>(now - received) * 1e-9);
}

void appendKey(std::string& out, std::string_view key) {
    if (out.back() != '{')
        out += ',';
    json_text::append(out, key);
    out += ':';
}

template <class T>
void appendMember(std::string& out, std::string_view key, const T& value) {
    appendKey(out, key);
    json_text::append(out, value);
}

}  // namespace

EchoView::EchoView(std::string endpoint, const std::string& expression, UtcNs start)
    : m_endpoint(std::move(endpoint)),
      m_expression(expression, std::regex::ECMAScript | std::regex::optimize),
      m_all(expression.empty()),
      m_start(start),
      m_lastRates(start) {}

bool EchoView::shown(std::string_view topic) const {
    return m_all || std::regex_search(topic.begin(), topic.end(), m_expression);
}

bool EchoView::take(std::span<const std::string_view> frames, UtcNs now, bool repeated) {
    ++m_totals.messages;
    for (const std::string_view frame : frames)
        m_totals.bytes += frame.size();
    if (!m_decoder.decode(frames, m_message)) {
        noteUnknown(frames);
        return false;
    }
    m_message.last |= repeated;

    TopicState* topic = m_topics.topic(m_message.topic);
    if (topic == nullptr)
        return shown(m_message.topic);
    const Tracked tracked = m_topics.track(*topic, m_message, now);
    m_totals.lost += tracked.lost;
    m_totals.duplicates += tracked.arrival == Arrival::duplicate ? 1 : 0;
    for (const DecodedValue& value : m_message.values)
        (void)m_topics.signalOf(*topic, value);

    // The expression is asked once a topic.
    const size_t index = topic->place;
    if (index >= m_shown.size())
        m_shown.resize(index + 1, shown(topic->name));
    return m_shown[index];
}

void EchoView::noteUnknown(std::span<const std::string_view> frames) {
    if (m_totals.rejected++ == 0)
        m_totals.firstReason = m_message.reason;
    const std::string_view topic = frames.empty() ? std::string_view{} : frames.front();
    const std::string name = cleanText(topic.substr(0, JsonDecoder::kMaxTopic));
    if (!m_unknown.contains(name) && (m_unknown.size() >= kMaxUnknown || !shown(name)))
        return;
    Unknown& unknown = m_unknown[name];
    if (unknown.messages++ == 0)
        unknown.reason = m_message.reason;
    unknown.bytes = frames.size() > 1 ? frames.back().size() : 0;
    unknown.contentType = frames.size() > 2 ? cleanText(frames[1].substr(0, 32)) : std::string{};
}

void EchoView::measureRates(UtcNs now) {
    const double seconds = static_cast<double>(now - m_lastRates) * 1e-9;
    if (seconds <= 0.0)
        return;
    m_lastRates = now;
    m_rates.resize(m_topics.topics().size());
    m_counted.resize(m_topics.topics().size());
    for (size_t i = 0; i < m_rates.size(); ++i) {
        const uint64_t messages = m_topics.topics()[i]->messages;
        m_rates[i] = static_cast<double>(messages - m_counted[i]) / seconds;
        m_counted[i] = messages;
    }
}

std::vector<std::string> EchoView::table(UtcNs now, size_t width) const {
    // The other columns need 48; the topic has what is left, within reason.
    const size_t topicWidth = std::clamp<size_t>(std::max<size_t>(width, 48) - 48, 24, 48);
    std::vector<std::string> out;
    out.push_back(fmt::format("{}  {}  {} messages, {} lost, {} duplicates, {} rejected",
                              m_endpoint, m_connected ? "connected" : "not connected",
                              m_totals.messages, m_totals.lost, m_totals.duplicates,
                              m_totals.rejected));
    if (!m_totals.firstReason.empty())
        out.push_back("first rejected: " + cleanText(m_totals.firstReason));
    if (m_topics.overflow() > 0)
        out.push_back(fmt::format("{} messages or values beyond {} topics are not listed",
                                  m_topics.overflow(), TopicTable::kMaxEntries));
    out.push_back(fmt::format("{:<{}} {:>9} {:>9} {:>7}  {}", "TOPIC", topicWidth, "RATE", "AGE",
                              "LOST", "VALUE"));

    for (size_t i = 0; i < m_topics.topics().size(); ++i) {
        const TopicState& topic = *m_topics.topics()[i];
        const std::string rate = i < m_rates.size() ? fmt::format("{:.1f}/s", m_rates[i]) : "-";
        for (const TopicMember& member : topic.members) {
            if (i < m_shown.size() && m_shown[i])
                out.push_back(fmt::format("{:<{}} {:>9} {:>9} {:>7}  {}", fullName(topic, member),
                                          topicWidth, rate, ageText(topic.receiveTime, now),
                                          topic.lost, valueText(member.last)));
        }
    }
    for (const auto& [name, unknown] : m_unknown)
        out.push_back(fmt::format("{:<{}} {:>9} {:>9} {:>7}  {} bytes{}{}: {}", name, topicWidth,
                                  "-", "-", "-", unknown.bytes,
                                  unknown.contentType.empty() ? "" : " of ", unknown.contentType,
                                  cleanText(unknown.reason)));
    for (std::string& line : out)
        line = cut(std::move(line), width);
    return out;
}

void EchoView::collect(uint16_t source, size_t most, std::vector<sim::WireValue>& out) const {
    for (size_t i = 0; i < m_topics.topics().size(); ++i) {
        const TopicState& topic = *m_topics.topics()[i];
        for (const TopicMember& member : topic.members) {
            if (out.size() == most)
                return;
            out.push_back({.source = source,
                           .topic = topic.name,
                           .member = member.name,
                           .native = topic.native,
                           .rate = i < m_rates.size() ? m_rates[i] : 0.0,
                           .received = topic.receiveTime,
                           .lost = topic.lost,
                           .value = member.last});
        }
    }
}

void EchoView::appendJson(std::string& out, UtcNs now) const {
    out += '{';
    appendMember(out, "endpoint", std::string_view(m_endpoint));
    appendKey(out, "connected");
    out += m_connected ? "true" : "false";
    appendMember(out, "messages", m_totals.messages);
    appendMember(out, "bytes", m_totals.bytes);
    appendMember(out, "rejected", m_totals.rejected);
    appendMember(out, "first_reason", std::string_view(m_totals.firstReason));
    appendMember(out, "lost", m_totals.lost);
    appendMember(out, "duplicates", m_totals.duplicates);
    appendMember(out, "not_listed", m_topics.overflow());

    appendKey(out, "topics");
    out += '[';
    for (size_t i = 0; i < m_topics.topics().size(); ++i) {
        if (i < m_shown.size() && m_shown[i])
            appendTopicJson(out, *m_topics.topics()[i], now);
    }
    out += ']';

    appendKey(out, "unknown");
    out += '[';
    for (const auto& [name, unknown] : m_unknown) {
        out += out.back() == '[' ? "{" : ",{";
        appendMember(out, "topic", std::string_view(name));
        appendMember(out, "messages", unknown.messages);
        appendMember(out, "payload_bytes", unknown.bytes);
        appendMember(out, "content_type", std::string_view(unknown.contentType));
        appendMember(out, "reason", std::string_view(unknown.reason));
        out += '}';
    }
    out += "]}";
}

void EchoView::appendTopicJson(std::string& out, const TopicState& topic, UtcNs now) const {
    const double seconds = std::max(1e-9, static_cast<double>(now - m_start) * 1e-9);
    out += out.back() == '[' ? "{" : ",{";
    appendMember(out, "topic", std::string_view(topic.name));
    appendMember(out, "format", std::string_view(topic.native ? "native" : "foreign"));
    appendMember(out, "messages", topic.messages);
    appendMember(out, "repeats", topic.repeats);
    appendMember(out, "rate", static_cast<double>(topic.messages) / seconds);
    appendKey(out, "age_s");
    if (topic.receiveTime == 0)
        out += "null";
    else
        json_text::append(out, static_cast<double>(now - topic.receiveTime) * 1e-9);
    appendMember(out, "lost", topic.lost);
    appendMember(out, "duplicates", topic.duplicates);
    appendKey(out, "values");
    out += '{';
    for (const TopicMember& member : topic.members)
        appendMember(out, member.name, member.last);
    out += "}}";
}

}  // namespace gemba::ingest
