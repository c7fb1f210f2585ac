#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gemba::ingest {

/// What has a channel of its own in a recording: the messages of one topic of one source in one
/// encoding.
struct RecordedTopic {
    uint16_t source = 0;  ///< index into Twin::live
    std::string encoding, topic;
};

/// Numbers of topics, given at their first message, so that a message's way to the recorder's
/// worker carries four bytes and no name. One thread.
class RecorderTopics {
 public:
    static constexpr uint32_t kUnknown = 0xffffffff;
    static constexpr size_t kMost = 50'000;

    /// kUnknown where add() was not called for it. Allocates nothing.
    [[nodiscard]] uint32_t find(uint16_t source, std::string_view encoding, std::string_view topic);
    /// Gives an unknown topic the next number, from 0 on.
    uint32_t add(uint16_t source, std::string_view encoding, std::string_view topic);
    [[nodiscard]] bool full() const { return m_entries.size() >= kMost; }

 private:
    struct Entry {
        RecordedTopic topic;
        uint32_t next = kUnknown;  // whose message followed last time
    };

    void makeKey(uint16_t source, std::string_view encoding, std::string_view topic);

    std::deque<Entry> m_entries;  // by number
    std::unordered_map<std::string, uint32_t> m_numbers;
    std::string m_key;               // scratch: source, encoding and topic in one text
    uint32_t m_previous = kUnknown;  // of the message before
};

}  // namespace gemba::ingest
