#include "ingest/recorder_topics.h"

namespace gemba::ingest {

uint32_t RecorderTopics::find(uint16_t source, std::string_view encoding, std::string_view topic) {
    // Publishers mostly go round their topics in one order.
    Entry* const previous = m_previous != kUnknown ? &m_entries[m_previous] : nullptr;
    if (previous != nullptr && previous->next != kUnknown) {
        const RecordedTopic& expected = m_entries[previous->next].topic;
        if (expected.source == source && expected.topic == topic && expected.encoding == encoding)
            return m_previous = previous->next;
    }
    makeKey(source, encoding, topic);
    const auto at = m_numbers.find(m_key);
    if (at == m_numbers.end())
        return kUnknown;
    if (previous != nullptr)
        previous->next = at->second;
    return m_previous = at->second;
}

uint32_t RecorderTopics::add(uint16_t source, std::string_view encoding, std::string_view topic) {
    const auto number = static_cast<uint32_t>(m_entries.size());
    makeKey(source, encoding, topic);
    m_numbers.emplace(m_key, number);
    m_entries.push_back({{source, std::string(encoding), std::string(topic)}});
    if (m_previous != kUnknown)
        m_entries[m_previous].next = number;
    return m_previous = number;
}

void RecorderTopics::makeKey(uint16_t source, std::string_view encoding, std::string_view topic) {
    m_key.assign(reinterpret_cast<const char*>(&source), sizeof source);
    m_key.append(encoding).push_back('\0');
    m_key.append(topic);
}

}  // namespace gemba::ingest
