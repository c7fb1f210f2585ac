#include "engine/render/vk/memory.h"

#include <algorithm>
#include <utility>

namespace gemba::render {
namespace {

using Flag = vk::MemoryPropertyFlagBits;
constexpr uint64_t kBlockBytes = 32ull << 20;
// Sizes are rounded up to this, so that neighbours never share an atom of non-coherent memory.
constexpr uint64_t kAtom = 256;

}  // namespace

Allocation& Allocation::operator=(Allocation&& other) noexcept {
    if (this != &other) {
        release();
        m_pool = std::exchange(other.m_pool, nullptr);
        m_block = other.m_block;
        m_memory = other.m_memory;
        m_offset = other.m_offset;
        m_size = other.m_size;
        m_mapped = std::exchange(other.m_mapped, nullptr);
    }
    return *this;
}

void Allocation::release() {
    if (m_pool != nullptr)
        std::exchange(m_pool, nullptr)->release(m_block, m_offset, m_size);
}

MemoryPool::MemoryPool(const vk::raii::PhysicalDevice& physical, const vk::raii::Device& device,
                       std::function<bool()> refuses)
    : m_device(device),
      m_properties(physical.getMemoryProperties()),
      m_refuses(std::move(refuses)) {}

Allocation MemoryPool::allocate(const vk::MemoryRequirements& needs, MemoryUse use) {
    if (m_refuses && m_refuses())
        throw vk::OutOfDeviceMemoryError("as a test wants it");
    const uint32_t type = typeFor(needs.memoryTypeBits, use);
    const bool images = use == MemoryUse::deviceImage;
    const uint64_t size = (needs.size + kAtom - 1) / kAtom * kAtom;
    const uint64_t alignment = std::max<uint64_t>(needs.alignment, kAtom);

    // The first block with room, or a new one.
    size_t index = 0;
    std::optional<uint64_t> offset;
    for (; index < m_blocks.size() && !offset; ++index) {
        Block& block = m_blocks[index];
        if (block.ranges && block.type == type && block.images == images)
            offset = block.ranges->allocate(size, alignment);
    }
    if (offset) {
        --index;
    } else {
        index = newBlock(type, images, std::max(size, kBlockBytes));
        offset = m_blocks[index].ranges->allocate(size, alignment);
    }

    Allocation out;
    out.m_pool = this;
    out.m_block = index;
    out.m_memory = *m_blocks[index].memory;
    out.m_offset = *offset;
    out.m_size = size;
    if (m_blocks[index].mapped != nullptr)
        out.m_mapped = m_blocks[index].mapped + *offset;
    return out;
}

uint64_t MemoryPool::blockBytes() const {
    uint64_t sum = 0;
    for (const Block& block : m_blocks)
        sum += block.ranges ? block.ranges->size() : 0;
    return sum;
}

uint32_t MemoryPool::typeFor(uint32_t allowed, MemoryUse use) const {
    // What must be, and what would be good, by use.
    vk::MemoryPropertyFlags must, good;
    if (use == MemoryUse::upload || use == MemoryUse::readback)
        must = Flag::eHostVisible | Flag::eHostCoherent;
    if (use == MemoryUse::deviceBuffer || use == MemoryUse::deviceImage)
        good = Flag::eDeviceLocal;
    if (use == MemoryUse::readback)
        good = Flag::eHostCached;

    for (const vk::MemoryPropertyFlags wanted : {must | good, must}) {
        for (uint32_t i = 0; i < m_properties.memoryTypeCount; ++i) {
            const bool has = (m_properties.memoryTypes[i].propertyFlags & wanted) == wanted;
            if ((allowed & (1u << i)) != 0 && has)
                return i;
        }
    }
    throw vk::OutOfDeviceMemoryError("no memory type fits");
}

size_t MemoryPool::newBlock(uint32_t type, bool images, uint64_t size) {
    Block block;
    block.memory = m_device.allocateMemory({.allocationSize = size, .memoryTypeIndex = type});
    block.ranges = std::make_unique<BlockAllocator>(size);
    block.type = type;
    block.images = images;
    constexpr vk::MemoryPropertyFlags kSeen = Flag::eHostVisible | Flag::eHostCoherent;
    if ((m_properties.memoryTypes[type].propertyFlags & kSeen) == kSeen)
        block.mapped = static_cast<std::byte*>(block.memory.mapMemory(0, size));

    const auto slot = std::find_if(m_blocks.begin(), m_blocks.end(),
                                   [](const Block& b) { return b.ranges == nullptr; });
    const auto index = static_cast<size_t>(slot - m_blocks.begin());
    if (slot == m_blocks.end())
        m_blocks.push_back(std::move(block));
    else
        *slot = std::move(block);
    return index;
}

void MemoryPool::release(size_t index, uint64_t offset, uint64_t size) {
    Block& block = m_blocks[index];
    block.ranges->release(offset, size);
    if (block.ranges->empty())
        block = {};
}

}  // namespace gemba::render
