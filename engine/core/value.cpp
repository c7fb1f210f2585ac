#include "engine/core/value.h"

#include <algorithm>

namespace gemba {

Value Value::ofText(std::string_view text) {
    Value out;
    out.m_type = ValueType::text;
    out.m_size = static_cast<uint8_t>(std::min(text.size(), kMaxText));
    if (out.m_size > 0)
        std::memcpy(out.m_data.data(), text.data(), out.m_size);
    return out;
}

Value Value::ofVector(std::span<const double> numbers) {
    Value out;
    out.m_type = ValueType::vector;
    out.m_size = static_cast<uint8_t>(std::min(numbers.size(), kMaxVector));
    if (out.m_size > 0)
        std::memcpy(out.m_data.data(), numbers.data(), out.m_size * sizeof(double));
    return out;
}

double Value::number() const {
    switch (m_type) {
        case ValueType::boolean:
        case ValueType::integer:
            return static_cast<double>(integer());
        case ValueType::real:
        case ValueType::vector: {
            double out = 0.0;
            std::memcpy(&out, m_data.data(), sizeof out);
            return out;
        }
        default:
            return 0.0;
    }
}

int64_t Value::integer() const {
    if (m_type != ValueType::boolean && m_type != ValueType::integer)
        return 0;
    int64_t out = 0;
    std::memcpy(&out, m_data.data(), sizeof out);
    return out;
}

std::string_view Value::text() const {
    if (m_type != ValueType::text)
        return {};
    return {reinterpret_cast<const char*>(m_data.data()), m_size};
}

std::span<const double> Value::vector() const {
    if (m_type != ValueType::vector)
        return {};
    return {reinterpret_cast<const double*>(m_data.data()), m_size};
}

}  // namespace gemba
