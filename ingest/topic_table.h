#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/signals/signal_table.h"
#include "ingest/decoded_message.h"

namespace gemba::ingest {

/// Lets a map of strings be asked with a view.
struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
};

/// What one message is in its topic's series.
enum class Arrival : uint8_t {
    fresh,      ///< the next one, or the first after a gap
    repeat,     ///< a repeated last value: fills an empty value, no edge, does not renew age
    duplicate,  ///< seen before, or late: not to be used
    rival,      ///< of another publisher than the one that is believed: not to be used
};

struct Tracked {
    Arrival arrival = Arrival::fresh;
    uint32_t lost = 0;       ///< messages missing just before this one
    bool missed = false;     ///< a repeat whose original was not used: its value is news
    bool contested = false;  ///< another publisher spoke on this topic just now: in doubt
    bool begun = false;      ///< its publisher took over just now: whether for good is not known
};

/// One value of a topic: the topic itself where `name` is empty, else topic/name.
struct TopicMember {
    std::string name;
    uint32_t signal = 0;  ///< kUnbound, or index into SignalNames
    Value last;           ///< newest value, where the table keeps values
};

/// The messages of one publisher on one topic, told from those of others by `boot`. Its numbers
/// begin at 1 (or 0).
struct TopicSeries {
    bool hasBoot = false, hasTime = false;
    UtcNs boot = 0;
    uint64_t seq = 0;    ///< newest
    UtcNs time = 0;      ///< of the same, by the source's clock
    UtcNs since = 0;     ///< receive time of its first message …
    UtcNs heard = 0;     ///< … and of its newest, repeats too
    uint64_t begun = 0;  ///< counts the topic's series: of two the greater one began later
};

/// One topic as it comes over the wire.
struct TopicState {
    std::string name;
    size_t place = 0;                 ///< in TopicTable::topics()
    std::vector<TopicSeries> series;  ///< kMaxSeries at most; empty: no message had a number
    uint64_t begun = 0;               ///< series so far
    uint64_t used = 0;                ///< TopicSeries::begun of the newest value that was used
    UtcNs receiveTime = 0;            ///< of the newest message that was no repeat; 0: none yet
    UtcNs sourceTime = 0;             ///< of the same, by the source's clock; 0: it gave none
    uint64_t messages = 0;            ///< repeats and duplicates not counted
    uint64_t repeats = 0, lost = 0, duplicates = 0, rivals = 0;
    bool native = false;               ///< form of the newest message
    TopicState* next = nullptr;        ///< whose message followed last time; null: none yet
    std::vector<TopicMember> members;  ///< in the order in which they first came

    // Where the next member is expected: messages of one topic mostly have the same members in the
    // same order. The index serves those that do not.
    size_t cursor = 0;
    std::unordered_map<std::string, uint32_t, TextHash, std::equal_to<>> index;
};

/// The topics of one source, with the order of their messages and the signals they carry. Bounded:
/// topics and members beyond kMaxEntries are counted and not stored, unless a signal is bound to
/// them. One thread.
class TopicTable {
 public:
    static constexpr size_t kMaxEntries = 50'000;
    static constexpr uint32_t kUnbound = 0xffffffff;
    /// Publishers of one topic that are told apart; the one heard longest ago makes room.
    static constexpr size_t kMaxSeries = 8;
    /// A publisher that says nothing for so long has gone: publishers repeat themselves every
    /// second.
    static constexpr int64_t kGoneNs = 1'250'000'000;

    /// `names` are the bound signals; without any, everything is unbound (`gemba echo`). Values are
    /// kept where `keepValues` is set.
    explicit TopicTable(signals::SignalNames names, bool keepValues = false,
                        size_t maxEntries = kMaxEntries);
    explicit TopicTable(bool keepValues, size_t maxEntries = kMaxEntries);

    /// The topic's state, made at its first message; null when the table is full. Valid until the
    /// table goes.
    [[nodiscard]] TopicState* topic(std::string_view name);

    /// Places a message in its publisher's series by `boot`, `seq` and `last`, and counts. Where
    /// two publishers speak on one topic the one that began last is believed, with a doubt, until
    /// it has gone. One that follows another is in doubt until that had the time to speak again.
    [[nodiscard]] Tracked track(TopicState& topic, const DecodedMessage& message, UtcNs now) const;

    /// Signal of one value of a message; to be asked in the message's order, after track().
    [[nodiscard]] uint32_t signalOf(TopicState& topic, const DecodedValue& value);

    /// Signal of a value of a topic that is not stored.
    [[nodiscard]] uint32_t signalOf(std::string_view topic, const DecodedValue& value);

    [[nodiscard]] size_t entries() const { return m_entries; }
    /// Messages and values that found the table full.
    [[nodiscard]] uint64_t overflow() const { return m_overflow; }
    [[nodiscard]] const signals::SignalNames* names() const { return m_names.get(); }

    /// Every topic, in the order in which they first came.
    [[nodiscard]] const std::vector<std::unique_ptr<TopicState>>& topics() const {
        return m_topics;
    }

 private:
    [[nodiscard]] TopicState* lookUp(std::string_view name);
    [[nodiscard]] TopicMember* member(TopicState& topic, std::string_view name);
    [[nodiscard]] uint32_t find(std::string_view topic, std::string_view name);

    std::unique_ptr<const signals::SignalNames> m_names;
    std::unordered_set<std::string, TextHash, std::equal_to<>> m_carriers;  // topics that can carry
    std::vector<std::unique_ptr<TopicState>> m_topics;                      //   a bound signal
    std::unordered_map<std::string_view, TopicState*> m_index;              // views into m_topics
    TopicState* m_previous = nullptr;                                       // of the message before
    std::string m_name;                                                     // scratch: topic/member
    bool m_keepValues;
    size_t m_maxEntries;
    size_t m_entries = 0;
    uint64_t m_overflow = 0;
};

}  // namespace gemba::ingest
