#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace gemba {

enum class ValueType : uint8_t { none, boolean, integer, real, text, vector };

/// One value of a signal: bool, int64, double, UTF-8 text of at most 64 bytes or an array of at
/// most eight doubles. Plain data of fixed size, so that samples cross threads without allocating.
class Value {
 public:
    static constexpr size_t kMaxText = 64;
    static constexpr size_t kMaxVector = 8;

    Value() = default;
    [[nodiscard]] static Value ofBoolean(bool value) {
        return ofWord(ValueType::boolean, value ? 1 : 0);
    }
    [[nodiscard]] static Value ofInteger(int64_t value) {
        return ofWord(ValueType::integer, value);
    }
    [[nodiscard]] static Value ofReal(double value) { return ofWord(ValueType::real, value); }
    /// Text beyond kMaxText bytes and arrays beyond kMaxVector do not fit: the caller checks first.
    [[nodiscard]] static Value ofText(std::string_view text);
    [[nodiscard]] static Value ofVector(std::span<const double> numbers);

    [[nodiscard]] ValueType type() const { return m_type; }
    [[nodiscard]] bool empty() const { return m_type == ValueType::none; }
    [[nodiscard]] bool numeric() const {
        return m_type == ValueType::boolean || m_type == ValueType::integer ||
               m_type == ValueType::real;
    }
    /// Booleans as 0 and 1, integers rounded to double, vectors their first element, text 0.
    [[nodiscard]] double number() const;
    [[nodiscard]] bool boolean() const { return number() != 0.0; }
    [[nodiscard]] int64_t integer() const;
    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] std::span<const double> vector() const;

    [[nodiscard]] bool operator==(const Value& other) const {
        return m_type == other.m_type && m_size == other.m_size && m_data == other.m_data;
    }

    template <class A>
    void visitState(A& archive) {
        archive(m_type, m_size, m_data);
        // Saved bytes may be damaged: a type or size that no value has.
        archive.require(m_type <= ValueType::vector &&
                        m_size <= (m_type == ValueType::vector ? kMaxVector : kMaxText));
    }

 private:
    template <class T>
    static Value ofWord(ValueType type, T word) {
        Value out;
        out.m_type = type;
        out.m_size = 1;
        if constexpr (std::is_same_v<T, double>) {
            std::memcpy(out.m_data.data(), &word, sizeof word);
        } else {
            const auto integer = static_cast<int64_t>(word);
            std::memcpy(out.m_data.data(), &integer, sizeof integer);
        }
        return out;
    }

    ValueType m_type = ValueType::none;
    uint8_t m_size = 0;                         // bytes of text, or elements
    std::array<uint64_t, kMaxVector> m_data{};  // bits; unused words stay zero, so == is bitwise
};

}  // namespace gemba
