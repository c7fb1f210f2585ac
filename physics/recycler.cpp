#include "physics/recycler.h"

#include <LinearMath/btAlignedAllocator.h>
#include <malloc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace gemba::physics {
namespace {

constexpr size_t kStep = 64;          // bytes between two sizes
constexpr size_t kSizes = 64;         // larger ones go to calloc
constexpr uint32_t kMostKept = 8192;  // blocks of a size

/// Free blocks of one thread, by size: list k has blocks of at least k * kStep bytes. All of them
/// come from calloc, so that a block may also be freed by another thread or without us.
class FreeBlocks {
 public:
    ~FreeBlocks() {
        for (List& list : m_lists) {
            while (list.first != nullptr)
                std::free(list.pop());
        }
    }

    /// Zeroed, as Bullet's own: what it leaves unset must not differ from run to run.
    void* take(size_t bytes) {
        const size_t size = (bytes + kStep - 1) / kStep;
        if (size == 0 || size >= kSizes)
            return std::calloc(1, bytes);
        List& list = m_lists[size];
        if (list.first == nullptr)
            return std::calloc(1, size * kStep);
        return std::memset(list.pop(), 0, bytes);
    }

    void give(void* block) {
        const size_t size = malloc_usable_size(block) / kStep;
        if (size == 0 || size >= kSizes || m_lists[size].count >= kMostKept)
            std::free(block);
        else
            m_lists[size].push(block);
    }

 private:
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
    std::array<List, kSizes> m_lists;
};

thread_local FreeBlocks g_blocks;

}  // namespace

void installRecycler() {
#ifndef GEMBA_SANITIZED
    static const bool installed = [] {
        btAlignedAllocSetCustom([](size_t bytes) { return g_blocks.take(bytes); },
                                [](void* block) { g_blocks.give(block); });
        return true;
    }();
    (void)installed;
#endif
}

}  // namespace gemba::physics
