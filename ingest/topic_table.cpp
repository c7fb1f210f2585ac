#include "ingest/topic_table.h"

#include <algorithm>
#include <limits>

#include "ingest/name_order.h"

namespace gemba::ingest {
namespace {

/// A series without `boot` begins anew when its numbers fall back to the start, or by more than
/// this: no late message is that late. And a new publisher that is first heard further on than this
/// was joined, not begun: what it said before is no loss.
constexpr uint64_t kRestartDistance = 1000;

/// So long after another publisher spoke a value is in doubt: that one may only be slow.
constexpr int64_t kDoubtNs = 2 * TopicTable::kGoneNs;

/// Without `boot`: whether the numbers began anew. A late message is older by its time as well.
bool restarts(const TopicSeries& series, const DecodedMessage& message) {
    if (series.hasBoot || message.seq > series.seq)
        return false;
    if (message.seq <= 1 && series.seq > 2)
        return true;
    const bool later = message.hasTime && series.hasTime && message.time > series.time;
    return (later && !message.last) || series.seq - message.seq > kRestartDistance;
}

/// The numbers missing between the newest seq and this one. A repeat whose number is new says that
/// its original never came: that one is lost too.
uint32_t missing(uint64_t newest, const DecodedMessage& message) {
    const uint64_t between = message.seq > newest ? message.seq - newest - 1 : 0;
    const uint64_t all = between + (message.last && message.seq > newest ? 1 : 0);
    return static_cast<uint32_t>(std::min<uint64_t>(all, std::numeric_limits<uint32_t>::max()));
}

TopicSeries* find(TopicState& topic, const DecodedMessage& message) {
    const auto same = [&](const TopicSeries& series) {
        return series.hasBoot == message.hasBoot &&
               (!message.hasBoot || series.boot == message.boot);
    };
    const auto at = std::find_if(topic.series.begin(), topic.series.end(), same);
    return at == topic.series.end() ? nullptr : &*at;
}

/// A place for a publisher not heard before.
TopicSeries* newSeries(TopicState& topic, const DecodedMessage& message) {
    auto place = topic.series.end();
    if (topic.series.size() < TopicTable::kMaxSeries)
        place = topic.series.emplace(place);
    else
        place = std::min_element(topic.series.begin(), topic.series.end(),
                                 [](const auto& a, const auto& b) { return a.heard < b.heard; });
    *place = {.hasBoot = message.hasBoot, .boot = message.boot, .begun = ++topic.begun};
    return &*place;
}

/// Its place among the numbers of its own publisher.
Tracked trackNumber(TopicState& topic, TopicSeries*& series, const DecodedMessage& message) {
    const auto arrival = message.last ? Arrival::repeat : Arrival::fresh;
    const bool another = series == nullptr;
    const bool first = topic.series.empty();
    if (another)
        series = newSeries(topic, message);
    if (another || restarts(*series, message)) {
        // What a publisher said since its start was for us, if we listened to the one before it.
        const bool joined = first || message.seq > kRestartDistance;
        series->seq = message.seq;
        series->time = 0;
        series->hasTime = false;
        return {arrival, joined ? 0u : missing(0, message), message.last};
    }
    if (message.seq <= series->seq)
        return {message.last ? Arrival::repeat : Arrival::duplicate, 0};
    const uint32_t lost = missing(series->seq, message);
    series->seq = message.seq;
    return {arrival, lost, message.last};
}

Tracked trackSeq(TopicState& topic, const DecodedMessage& message, UtcNs now) {
    TopicSeries* series = find(topic, message);
    Tracked tracked = trackNumber(topic, series, message);
    if (series->heard == 0)
        series->since = now;
    series->heard = now;
    tracked.begun = series->begun > 1 && now - series->since < TopicTable::kGoneNs;
    if (tracked.arrival == Arrival::fresh) {
        series->hasTime = message.hasTime;
        series->time = message.time;
    }

    // Whether anybody else speaks too, and began later.
    for (const TopicSeries& other : topic.series) {
        const int64_t silent = now - other.heard;
        if (&other == series || silent > kDoubtNs)
            continue;
        tracked.contested = true;
        if (silent <= TopicTable::kGoneNs && other.begun > series->begun &&
            tracked.arrival != Arrival::duplicate)
            tracked.arrival = Arrival::rival;
    }
    if (tracked.arrival == Arrival::fresh || tracked.arrival == Arrival::repeat) {
        tracked.missed |= message.last && topic.used != series->begun;
        topic.used = series->begun;
    }
    return tracked;
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
    if (expected != nullptr && sameText(expected->name, name))
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
        tracked = trackSeq(topic, message, now);

    topic.lost += tracked.lost;
    if (tracked.arrival == Arrival::duplicate) {
        ++topic.duplicates;
    } else if (tracked.arrival == Arrival::rival) {
        ++topic.rivals;
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
    if (topic.cursor < topic.members.size() &&
        sameText(topic.members[topic.cursor].name, value.name))
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
