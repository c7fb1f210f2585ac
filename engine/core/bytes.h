#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gemba {

using Bytes = std::vector<std::byte>;

/// Appends plain data to a byte buffer, little-endian as the machine (x86-64 and AArch64 alike).
class ByteWriter {
 public:
    explicit ByteWriter(Bytes& out) : m_out(out) {}

    void raw(const void* data, size_t size) {
        if (size > 0)
            std::memcpy(extend(size), data, size);
    }
    /// Room for so many bytes more, to be filled by the caller; until the next call.
    [[nodiscard]] std::byte* extend(size_t size) {
        m_out.resize(m_out.size() + size);
        return m_out.data() + m_out.size() - size;
    }
    template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    void put(T value) { raw(&value, sizeof value); }
    void put(std::string_view text) {
        put(static_cast<uint32_t>(text.size()));
        raw(text.data(), text.size());
    }

 private:
    Bytes& m_out;
};

/// Reads what ByteWriter wrote. Nothing read is trusted: past the end every read gives zero and
/// `ok()` turns false for good, so a caller checks once, after its last read.
class ByteReader {
 public:
    explicit ByteReader(std::span<const std::byte> in) : m_in(in) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] size_t remaining() const { return m_in.size() - m_at; }
    void failNow() { m_ok = false; }

    void raw(void* data, size_t size) {
        if (!m_ok || size > remaining()) {
            m_ok = false;
            std::memset(data, 0, size);
            return;
        }
        if (size > 0)
            std::memcpy(data, m_in.data() + m_at, size);
        m_at += size;
    }
    template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    [[nodiscard]] T get() {
        // A bool that is neither 0 nor 1 must not exist, so it is looked at as a byte first.
        if constexpr (std::is_same_v<T, bool>) {
            const auto byte = get<uint8_t>();
            m_ok = m_ok && byte <= 1;
            return byte == 1;
        } else {
            T value{};
            raw(&value, sizeof value);
            return value;
        }
    }
    /// A count whose elements take at least `elementSize` bytes each: more than remain is an error.
    [[nodiscard]] size_t count(size_t elementSize) {
        const auto n = get<uint32_t>();
        if (elementSize > 0 && n > remaining() / elementSize) {
            m_ok = false;
            return 0;
        }
        return n;
    }
    [[nodiscard]] std::string text() {
        std::string out(count(1), '\0');
        raw(out.data(), out.size());
        return out;
    }

 private:
    std::span<const std::byte> m_in;
    size_t m_at = 0;
    bool m_ok = true;
};

}  // namespace gemba
