#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace gemba::ingest {

/// Whether two texts are the same; short ones without a call.
[[nodiscard]] inline bool sameText(const char* a, const char* b, size_t size) {
    const auto same = [&]<class Word>(Word /*unused*/) {
        Word front[2], back[2];
        std::memcpy(&front[0], a, sizeof(Word));
        std::memcpy(&front[1], b, sizeof(Word));
        std::memcpy(&back[0], a + size - sizeof(Word), sizeof(Word));
        std::memcpy(&back[1], b + size - sizeof(Word), sizeof(Word));
        return ((front[0] ^ front[1]) | (back[0] ^ back[1])) == 0;
    };
    if (size > 16)
        return std::memcmp(a, b, size) == 0;
    if (size >= 8)
        return same(uint64_t{});
    if (size >= 4)
        return same(uint32_t{});
    if (size >= 2)
        return same(uint16_t{});
    return size == 0 || *a == *b;
}

[[nodiscard]] inline bool sameText(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sameText(a.data(), b.data(), a.size());
}

/// The names that a topic's message had last time. Mostly the next one has the same in the same
/// order: then they need neither be decoded nor looked up to know that none stands twice.
class NameOrder {
 public:
    /// What is expected of a message of this topic: names that all differ. They live until the
    /// second remember() from now.
    [[nodiscard]] std::span<const std::string_view> expected(std::string_view topic) {
        m_current = placeOf(topic);
        return m_lists[m_current].names;
    }

    /// The message's names, which differ, were others than expected; `nameOf(i)` is the i-th.
    template <class NameOf>
    void remember(size_t count, NameOf nameOf) {
        // Built aside: what was expected may be the names of the message still.
        m_spare.text.clear();
        m_spare.ends.clear();
        for (size_t i = 0; i < count; ++i) {
            const std::string_view name = nameOf(i);
            // These are written in another way than they read.
            if (name.find_first_of("\"\\") != std::string_view::npos)
                break;
            m_spare.text.insert(m_spare.text.end(), name.begin(), name.end());
            m_spare.ends.push_back(m_spare.text.size());
        }
        m_spare.names.clear();
        size_t begin = 0;
        for (const size_t end : m_spare.ends) {
            m_spare.names.emplace_back(m_spare.text.data() + begin, end - begin);
            begin = end;
        }
        std::swap(m_spare, m_lists[m_current]);
    }

 private:
    struct List {
        std::vector<char> text;  // one behind the other; stays where it is when lists are swapped
        std::vector<size_t> ends;
        std::vector<std::string_view> names;  // into `text`
    };
    static constexpr size_t kLists = 64;

    /// Any spread will do: topics that share a place only forget each other's names.
    [[nodiscard]] static size_t placeOf(std::string_view topic) {
        return std::hash<std::string_view>{}(topic) % kLists;
    }

    std::array<List, kLists> m_lists;
    List m_spare;
    size_t m_current = 0;
};

}  // namespace gemba::ingest
