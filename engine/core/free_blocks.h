#pragma once

#include <malloc.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include "engine/core/allocation_count.h"

namespace gemba {

/// Keeps freed blocks for the next request of their size, so that what comes and goes asks nothing
/// of the heap once as much has been there. Sizes are multiples of kStep; blocks of kSizes * kStep
/// bytes and more go to malloc and back. All blocks come from malloc or calloc, so that one may
/// also be freed without us. Belongs to one thread at a time. kZeroed: a block given out holds only
/// zeros.
template <size_t kStep, size_t kSizes, measure::Heap kHeap, bool kZeroed = false>
class FreeBlocks {
 public:
    static constexpr uint32_t kMostKept = 8192;  ///< blocks of a size

    FreeBlocks() = default;
    FreeBlocks(const FreeBlocks&) = delete;
    FreeBlocks& operator=(const FreeBlocks&) = delete;
    ~FreeBlocks() {
        for (List& list : m_lists) {
            while (list.first != nullptr)
                std::free(list.pop());
        }
    }

    /// Null when there is no memory.
    [[nodiscard]] void* take(size_t bytes) {
        const size_t size = (bytes + kStep - 1) / kStep;
        if (size == 0 || size >= kSizes)
            return fresh(bytes);
        List& list = m_lists[size];
        if (list.first == nullptr)
            return fresh(size * kStep);
        return kZeroed ? std::memset(list.pop(), 0, bytes) : list.pop();
    }

    void give(void* block) {
        const size_t size = malloc_usable_size(block) / kStep;
        if (size == 0 || size >= kSizes || m_lists[size].count >= kMostKept)
            std::free(block);
        else
            m_lists[size].push(block);
    }

 private:
    static_assert(kStep >= sizeof(void*));

    struct Node {
        Node* next = nullptr;
    };
    struct List {
        Node* first = nullptr;
        uint32_t count = 0;

        void push(void* block) {
            first = ::new (block) Node{first};
            ++count;
        }
        void* pop() {
            Node* node = first;
            first = node->next;
            --count;
            return node;
        }
    };

    static void* fresh(size_t bytes) {
        measure::noteAllocation(kHeap);
        return kZeroed ? std::calloc(1, bytes) : std::malloc(bytes);
    }

    std::array<List, kSizes> m_lists;  // k: of at least k * kStep bytes
};

}  // namespace gemba
