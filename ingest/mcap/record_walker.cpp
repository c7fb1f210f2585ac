#include "ingest/mcap/record_walker.h"

#include <fmt/format.h>

#include <algorithm>

namespace gemba::ingest::mcap {
namespace {

constexpr uint64_t kSmallWindow = uint64_t{4} << 10;
constexpr uint64_t kLargeWindow = uint64_t{1} << 20;
/// A chunk's fields before its records, with the longest name of a compression.
constexpr uint64_t kChunkHead = 8 + 8 + 8 + 4 + 4 + 4 + 8;

uint64_t number(const std::byte* at) {
    uint64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

/// Whether a chunk could begin here: its two lengths and its compression must agree. Asked of very
/// many places, so it looks at the bytes themselves. `bytes` are at least a head and its fields.
bool looksLikeChunk(std::span<const std::byte> bytes) {
    const std::byte* const fields = bytes.data() + kRecordHead;
    uint32_t nameSize = 0;
    std::memcpy(&nameSize, fields + 28, sizeof nameSize);
    if (nameSize > 4)
        return false;
    const std::string_view name(reinterpret_cast<const char*>(fields) + 32, nameSize);
    const uint64_t recordsSize = number(fields + 32 + nameSize);
    const bool known = name == "zstd" || name == "lz4" ||
                       (name.empty() && recordsSize == number(fields + 16));  // as uncompressed
    return known && recordsSize > 0 &&
           number(bytes.data() + 1) == kChunkHead - 4 + nameSize + recordsSize &&
           number(fields) <= number(fields + 8);
}

}  // namespace

RecordWalker::RecordWalker(const ByteSource& source, uint64_t begin, uint64_t end,
                           Problems& problems)
    : m_source(source),
      m_position(begin),
      m_end(std::min(end, source.size())),
      m_problems(problems) {}

Result<std::span<const std::byte>> RecordWalker::view(uint64_t offset, uint64_t size) {
    const uint64_t windowEnd = m_windowStart + m_window.size();
    if (offset < m_windowStart || offset + size > windowEnd) {
        // Reading on doubles the window, a leap makes it small again.
        const bool readsOn = m_windowSize > 0 && offset >= m_windowStart && offset <= windowEnd;
        m_windowSize = readsOn ? std::min(m_windowSize * 2, kLargeWindow) : kSmallWindow;
        auto read = m_source.read(offset, std::max(m_windowSize, size), m_scratch);
        if (!read)
            return read;
        m_window = *read;
        m_windowStart = offset;
    }
    const std::span<const std::byte> rest = m_window.subspan(offset - m_windowStart);
    return rest.first(std::min<uint64_t>(size, rest.size()));
}

bool RecordWalker::isPlausible(const RecordHead& head) const {
    // Of the kinds whose damage would lead far astray we know the length or the place.
    if (static_cast<uint8_t>(head.opcode) == 0)
        return false;
    switch (head.opcode) {
        case Opcode::message:
            return head.length >= kMessageHead;
        case Opcode::footer:
            return head.end() + kMagic.size() >= m_source.size();
        default:
            return true;
    }
}

Result<std::optional<RecordHead>> RecordWalker::next() {
    while (m_position + kRecordHead <= m_end) {
        const auto bytes = view(m_position, kRecordHead);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (bytes->size() < kRecordHead)
            break;
        RecordHead head{.opcode = static_cast<Opcode>((*bytes)[0]),
                        .offset = m_position,
                        .length = number(bytes->data() + 1)};
        head.available = std::min(head.length, m_end - m_position - kRecordHead);
        if (isPlausible(head) && !head.cut()) {
            m_position = head.end();
            return head;
        }

        // Damage, where more comes behind it; else the file is cut here.
        const auto found = findChunk();
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            continue;
        m_position = m_end;
        if (isPlausible(head))
            return head;
        m_problems.add(fmt::format("no record at byte {}", head.offset));
        m_skipped = true;
    }
    if (m_position < m_end) {
        m_problems.add(fmt::format("{} bytes of a record at byte {}, where the file ends",
                                   m_end - m_position, m_position));
        m_position = m_end;
    }
    return std::nullopt;
}

Result<bool> RecordWalker::findChunk() {
    constexpr uint64_t kNeeded = kRecordHead + kChunkHead;
    for (uint64_t at = m_position + 1; at + kNeeded <= m_end;) {
        // All that the window has from here on: damage may come every few bytes.
        if (const auto bytes = view(at, kNeeded); !bytes)
            return tl::unexpected(bytes.error());
        const std::span<const std::byte> rest = m_window.subspan(at - m_windowStart);
        if (rest.size() < kNeeded)
            return false;
        const uint64_t tried = rest.size() - kNeeded + 1;
        for (uint64_t i = 0; i < tried; ++i) {
            const void* const hit = std::memchr(rest.data() + i, 0x06, tried - i);
            if (hit == nullptr)
                break;
            i = static_cast<uint64_t>(static_cast<const std::byte*>(hit) - rest.data());
            if (!looksLikeChunk(rest.subspan(i)))
                continue;
            m_problems.add(
                fmt::format("no record at byte {}: {} bytes left out, up to the next chunk",
                            m_position, at + i - m_position));
            m_position = at + i;
            m_skipped = true;
            return true;
        }
        at += tried;
    }
    return false;
}

Result<RawRecord> RecordWalker::content(const RecordHead& head, uint64_t most) {
    const uint64_t size = std::min(head.available, most);
    const uint64_t start = head.offset + kRecordHead;
    // What exceeds the window has a buffer of its own, so that the window stays small.
    const auto bytes =
        size > kLargeWindow ? m_source.read(start, size, m_large) : view(start, size);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return RawRecord{head.opcode, head.offset, false, *bytes};
}

}  // namespace gemba::ingest::mcap
