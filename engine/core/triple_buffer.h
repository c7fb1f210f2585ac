#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace gemba {

/// Latest-wins hand-over of one T from one writing to one reading thread. Neither ever waits; the
/// reader may skip states. The reader asks, the writer builds only then:
///
///     if (channel.wanted()) { build(channel.writing()); channel.publish(); }   // writer
///     channel.ask();  const T& now = channel.read();                           // reader
template <class T>
class TripleBuffer {
 public:
    // Writer's thread.
    [[nodiscard]] bool wanted() const { return m_wanted.load(std::memory_order_acquire); }
    [[nodiscard]] T& writing() { return m_slots[m_write]; }
    void publish() {
        m_wanted.store(false, std::memory_order_release);
        const uint8_t old = m_middle.exchange(m_write | kFresh, std::memory_order_acq_rel);
        m_write = old & kIndex;
    }

    // Reader's thread.
    void ask() { m_wanted.store(true, std::memory_order_release); }
    /// The newest published state; the same one again until the next was published.
    [[nodiscard]] const T& read() {
        if (m_middle.load(std::memory_order_acquire) & kFresh) {
            const uint8_t old = m_middle.exchange(m_read, std::memory_order_acq_rel);
            m_read = old & kIndex;
        }
        return m_slots[m_read];
    }

 private:
    static constexpr uint8_t kIndex = 3;
    static constexpr uint8_t kFresh = 4;

    std::array<T, 3> m_slots{};
    uint8_t m_write = 0;
    uint8_t m_read = 1;
    std::atomic<uint8_t> m_middle{2};
    std::atomic<bool> m_wanted{true};
};

}  // namespace gemba
