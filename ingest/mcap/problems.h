#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace gemba::ingest::mcap {

/// Says how much of the work is done, 0 to 1; false cancels it. May be empty.
using Progress = std::function<bool(double fraction)>;

/// What is wrong with a file, in words with offsets; further ones are only counted, so that a
/// hostile file cannot fill the memory with complaints.
class Problems {
 public:
    static constexpr size_t kKept = 100;

    void add(std::string text) {
        if (m_texts.size() < kKept)
            m_texts.push_back(std::move(text));
        ++m_count;
    }
    void add(const Problems& other) {
        for (const std::string& text : other.m_texts)
            add(text);
        m_count += other.m_count - other.m_texts.size();
    }
    [[nodiscard]] bool empty() const { return m_count == 0; }
    [[nodiscard]] uint64_t count() const { return m_count; }
    /// The first kKept.
    [[nodiscard]] std::span<const std::string> texts() const { return m_texts; }

 private:
    std::vector<std::string> m_texts;
    uint64_t m_count = 0;
};

}  // namespace gemba::ingest::mcap
