#include "ingest/iso_time.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace gemba::ingest {
namespace {

/// Reads fixed fields off the front of a text; once one does not match, all later ones fail too.
class FieldReader {
 public:
    explicit FieldReader(std::string_view text) : m_text(text) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool done() const { return m_ok && m_text.empty(); }
    [[nodiscard]] char peek() const { return m_text.empty() ? '\0' : m_text.front(); }
    [[nodiscard]] bool digitNext() const { return peek() >= '0' && peek() <= '9'; }

    int digits(int count) {
        int out = 0;
        for (int i = 0; i < count; ++i) {
            m_ok = m_ok && digitNext();
            out = m_ok ? out * 10 + (peek() - '0') : 0;
            advance();
        }
        return out;
    }
    bool take(char wanted) {
        if (peek() != wanted || m_text.empty())
            return false;
        advance();
        return true;
    }
    void expect(char wanted) { m_ok = take(wanted) && m_ok; }

 private:
    void advance() {
        if (!m_text.empty())
            m_text.remove_prefix(1);
    }

    std::string_view m_text;
    bool m_ok = true;
};

int64_t fraction(FieldReader& in) {
    int64_t ns = 0;
    int64_t weight = kNsPerSecond / 10;
    in.digits(in.digitNext() ? 0 : 1);  // at least one digit must follow
    while (in.ok() && in.digitNext()) {
        ns += weight * in.digits(1);
        weight /= 10;
    }
    return ns;
}

/// Seconds that local time is ahead of UTC; the zone may be missing.
int64_t zoneSeconds(FieldReader& in) {
    if (in.take('Z') || in.take('z') || in.peek() == '\0')
        return 0;
    const int sign = in.take('-') ? -1 : 1;
    if (sign > 0)
        in.expect('+');
    const int hours = in.digits(2);
    int minutes = 0;
    if (in.take(':') || in.digitNext())
        minutes = in.digits(2);
    return int64_t{sign} * (hours * 3600 + minutes * 60);
}

}  // namespace

std::optional<UtcNs> parseIsoTime(std::string_view text) {
    namespace chrono = std::chrono;
    FieldReader in(text);

    const int year = in.digits(4);
    in.expect('-');
    const int month = in.digits(2);
    in.expect('-');
    const int day = in.digits(2);
    if (!in.take(' '))
        in.expect('T');
    const int hour = in.digits(2);
    in.expect(':');
    const int minute = in.digits(2);
    in.expect(':');
    const int second = in.digits(2);
    const int64_t ns = in.take('.') || in.take(',') ? fraction(in) : 0;
    const int64_t zone = zoneSeconds(in);

    const chrono::year_month_day date{chrono::year(year),
                                      chrono::month(static_cast<unsigned>(month)),
                                      chrono::day(static_cast<unsigned>(day))};
    // A leap second (:60) is taken as the second after it.
    if (!in.done() || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;

    const int64_t days = chrono::sys_days(date).time_since_epoch().count();
    const int64_t seconds = days * 86'400 + hour * 3600 + minute * 60 + second - zone;
    if (seconds < 0 || seconds >= kMaxUtc / kNsPerSecond)
        return std::nullopt;
    return seconds * kNsPerSecond + ns;
}

void appendIsoTime(std::string& out, UtcNs time, int fractionDigits) {
    namespace chrono = std::chrono;
    constexpr int64_t kDayNs = 86'400 * kNsPerSecond;
    time = std::clamp<UtcNs>(time, 0, kMaxUtc - 1);
    const chrono::year_month_day date(chrono::sys_days(chrono::days(time / kDayNs)));
    const int64_t second = time % kDayNs / kNsPerSecond;
    const auto digits = [&out](int64_t number, int count) {
        std::array<char, 20> text{};
        for (int i = count; i > 0; number /= 10)
            text[static_cast<size_t>(--i)] = static_cast<char>('0' + number % 10);
        out.append(text.data(), static_cast<size_t>(count));
    };
    digits(static_cast<int>(date.year()), 4);
    out += '-';
    digits(static_cast<unsigned>(date.month()), 2);
    out += '-';
    digits(static_cast<unsigned>(date.day()), 2);
    out += 'T';
    digits(second / 3600, 2);
    out += ':';
    digits(second / 60 % 60, 2);
    out += ':';
    digits(second % 60, 2);
    if (fractionDigits > 0) {
        int64_t fraction = time % kNsPerSecond;
        for (int i = 9; i > fractionDigits; --i)
            fraction /= 10;
        out += '.';
        digits(fraction, fractionDigits);
    }
    out += 'Z';
}

std::string isoTime(UtcNs time, int fractionDigits) {
    std::string out;
    appendIsoTime(out, time, fractionDigits);
    return out;
}

}  // namespace gemba::ingest
