#pragma once

#include <readerwriterqueue/readerwritercircularbuffer.h>

#include <cstddef>

namespace gemba {

/// Bounded ring between exactly one writing and one reading thread; never allocates after
/// construction, when all its memory is taken, never blocks. What to do when it is full is the
/// caller's choice, and counted there.
template <class T>
class SpscRing {
 public:
    explicit SpscRing(size_t capacity) : m_queue(capacity), m_capacity(capacity) {
        // Each place once: else the system gives the memory only as the ring first goes round.
        T value{};
        while (m_queue.try_enqueue(value)) {
        }
        while (m_queue.try_dequeue(value)) {
        }
    }

    /// Writer's thread. False when full.
    [[nodiscard]] bool push(const T& value) { return m_queue.try_enqueue(value); }
    /// Reader's thread. False when empty.
    [[nodiscard]] bool pop(T& value) { return m_queue.try_dequeue(value); }
    /// Either thread; a moment's estimate.
    [[nodiscard]] size_t size() const { return m_queue.size_approx(); }
    [[nodiscard]] size_t capacity() const { return m_capacity; }

 private:
    moodycamel::BlockingReaderWriterCircularBuffer<T> m_queue;
    size_t m_capacity;
};

}  // namespace gemba
