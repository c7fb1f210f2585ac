#include "ingest/topic_table.h"

#include <algorithm>
#include <limits>

namespace gemba::ingest {
namespace {

/// A series without `boot` begins anew when its numbers fall back to the start, or by more than
/// this: no late message is that late.
constexpr uint64_t kRestartDistance = 1000;

bool beginsSeries(const TopicState& topic, const DecodedMessage& message) {
    if (!topic.hasSeq)
        return true;
    if (message.hasBoot || topic.hasBoot)
        return message.hasBoot != topic.hasBoot || message.boot != topic.boot;
    if (message.seq >= topic.seq)
        return false;
    return (message.seq <= 1 && topic.seq > 2) || topic.seq - message.seq > kRestartDistance;
}

/// The numbers missing between the newest seq and `next`, both exclusive; `next` is greater.
uint32_t gap(uint64_t newest, uint64_t next) {
    return static_cast<uint32_t>(
        std::min<uint64_t>(next - newest - 1, std::numeric_limits<uint32_t>::max()));
}

Tracked trackSeq(TopicState& topic, const DecodedMessage& message) {
    const auto arrival = message.last ? Arrival::repeat : Arrival::fresh;
    if (beginsSeries(topic, message)) {
        topic.hasSeq = true;
        topic.hasBoot = message.hasBoot;
        topic.boot = message.boot;
        topic.seq = message.seq;
        return {arrival, 0};
    }
    if (message.seq <= topic.seq)
        return {message.last ? Arrival::repeat : Arrival::duplicate, 0};

    // A repeat whose number is new says that its original never came: that one is lost too.
    const uint32_t lost = gap(topic.seq, message.seq) + (message.last ? 1u : 0u);
    topic.seq = message.seq;
    return {arrival, lost};
}

}  // namespace

TopicTable::TopicTable(signals::SignalNames names, bool keepValues, size_t maxEntries)
    : m_names(std::make_unique<const signals::SignalNames>(std::move(names))),
      m_keepValues(keepValues),
      m_maxEntries(maxEntries) {
    // A signal a/b/c may come as topic a/b/c, or as member c of a/b, or as b/c of a.
    for (uint32_t signal = 0; signal < m_names->size(); ++signal) {
        const std::string& name = m_names->name(signal);
        m_carriers.insert(name);
        for (size_t at = name.find('/'); at != std::string::npos; at = name.find('/', at + 1))
            m_carriers.insert(name.substr(0, at));
    }
}

TopicTable::TopicTable(bool keepValues, size_t maxEntries)
    : m_keepValues(keepValues), m_maxEntries(maxEntries) {}

TopicState* TopicTable::topic(std::string_view name) {
    // Publishers mostly go round their topics in one order.
    TopicState* const expected = m_previous != nullptr ? m_previous->next : nullptr;
    if (expected != nullptr && expected->name == name)
        return m_previous = expected;
    TopicState* const found = lookUp(name);
    if (m_previous != nullptr && found != nullptr)
        m_previous->next = found;
    m_previous = found;
    return found;
}

TopicState* TopicTable::lookUp(std::string_view name) {
    const auto at = m_index.find(name);
    if (at != m_index.end())
        return at->second;
    if (m_entries >= m_maxEntries && !m_carriers.contains(name)) {
        ++m_overflow;
        return nullptr;
    }
    auto& state = m_topics.emplace_back(std::make_unique<TopicState>());
    state->name = name;
    state->place = m_topics.size() - 1;
    m_index.emplace(state->name, state.get());
    ++m_entries;
    return state.get();
}

Tracked TopicTable::track(TopicState& topic, const DecodedMessage& message, UtcNs now) const {
    topic.cursor = 0;
    Tracked tracked{message.last ? Arrival::repeat : Arrival::fresh, 0};
    if (message.hasSeq)
        tracked = trackSeq(topic, message);

    topic.lost += tracked.lost;
    if (tracked.arrival == Arrival::duplicate) {
        ++topic.duplicates;
    } else if (tracked.arrival == Arrival::repeat) {
        ++topic.repeats;
    } else {
        ++topic.messages;
        topic.receiveTime = now;
        topic.sourceTime = message.hasTime ? message.time : 0;
    }
    topic.native = message.native;
    return tracked;
}

uint32_t TopicTable::signalOf(TopicState& topic, const DecodedValue& value) {
    TopicMember* found = nullptr;
    if (topic.cursor < topic.members.size() && topic.members[topic.cursor].name == value.name)
        found = &topic.members[topic.cursor];
    else
        found = member(topic, value.name);
    if (found == nullptr)
        return kUnbound;
    topic.cursor = static_cast<size_t>(found - topic.members.data()) + 1;
    if (m_keepValues)
        found->last = value.value;
    return found->signal;
}

uint32_t TopicTable::signalOf(std::string_view topic, const DecodedValue& value) {
    return find(topic, value.name);
}

TopicMember* TopicTable::member(TopicState& topic, std::string_view name) {
    const auto at = topic.index.find(name);
    if (at != topic.index.end())
        return &topic.members[at->second];

    const uint32_t signal = find(topic.name, name);
    if (m_entries >= m_maxEntries && signal == kUnbound && !topic.members.empty()) {
        ++m_overflow;
        return nullptr;
    }
    // A topic's first member is counted with the topic.
    if (!topic.members.empty())
        ++m_entries;
    topic.index.emplace(name, static_cast<uint32_t>(topic.members.size()));
    topic.members.push_back({std::string(name), signal, {}});
    return &topic.members.back();
}

uint32_t TopicTable::find(std::string_view topic, std::string_view name) {
    if (!m_names)
        return kUnbound;
    m_name = topic;
    if (!name.empty()) {
        m_name += '/';
        m_name += name;
    }
    return m_names->find(m_name).value_or(kUnbound);
}

}  // namespace gemba::ingest
