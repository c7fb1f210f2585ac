#include "engine/assets/content_hash.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "engine/assets/mapped_file.h"

namespace gemba::assets {
namespace {

// Odd constants with about half of their bits set: hexadecimal digits of pi.
constexpr std::array<uint64_t, 4> kSeeds{0x243F6A8885A308D3u, 0x13198A2E03707345u,
                                         0xA4093822299F31D1u, 0x082EFA98EC4E6C89u};

/// Both halves of the full product: every input bit reaches every output bit.
uint64_t fold(uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t load(const std::byte* at) {
    uint64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

}  // namespace

ContentHasher::ContentHasher() : m_lanes(kSeeds) {}

void ContentHasher::block(const std::byte* at) {
    // Four independent lanes of 16 bytes keep the multiplier busy.
    for (size_t lane = 0; lane < 4; ++lane) {
        const uint64_t a = load(at + 16 * lane);
        const uint64_t b = load(at + 16 * lane + 8);
        m_lanes[lane] = fold(a ^ kSeeds[lane], b ^ m_lanes[lane]) + a;
    }
}

void ContentHasher::add(std::span<const std::byte> bytes) {
    m_length += bytes.size();
    for (; bytes.size() >= m_tail.size(); bytes = bytes.subspan(m_tail.size()))
        block(bytes.data());
    if (!bytes.empty())
        std::memcpy(m_tail.data(), bytes.data(), bytes.size());
}

uint64_t ContentHasher::finish() {
    // The rest, padded with zeros; the length tells padding from data.
    block(m_tail.data());
    const uint64_t front = fold(m_lanes[0] ^ m_length, m_lanes[1] ^ kSeeds[2]);
    const uint64_t back = fold(m_lanes[2] ^ kSeeds[3], m_lanes[3] ^ kSeeds[0]);
    return fold(front ^ kSeeds[1], back ^ m_length);
}

uint64_t contentHash(std::span<const std::byte> bytes) {
    ContentHasher hasher;
    hasher.add(bytes);
    return hasher.finish();
}

Result<uint64_t> fileHash(const std::filesystem::path& path) {
    const auto fd = openRegularFile(path);
    if (!fd)
        return fail(fd.error());
    constexpr size_t kPiece = 256 << 10;  // stays in the second-level cache
    std::vector<std::byte> piece(kPiece);
    ContentHasher hasher;
    for (;;) {
        // Short reads are filled up, so that only the last piece is short.
        size_t filled = 0;
        while (filled < kPiece) {
            const ssize_t got = ::read(fd->get(), piece.data() + filled, kPiece - filled);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return fail(
                    {.doing = "read the file", .on = path.string(), .found = std::strerror(errno)});
            if (got == 0)
                break;
            filled += static_cast<size_t>(got);
        }
        hasher.add(std::span(piece).first(filled));
        if (filled < kPiece)
            return hasher.finish();
    }
}

}  // namespace gemba::assets
