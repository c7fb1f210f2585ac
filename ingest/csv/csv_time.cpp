#include "ingest/csv/csv_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "ingest/iso_time.h"

namespace gemba::ingest {
namespace {

using Wide = __int128;  // days and fractions of them in nanoseconds, before the range is checked

struct TimeWord {
    std::string_view word;
    CsvTime time;
};

constexpr CsvTime calendar(CsvTime::Order order) {
    return {.kind = CsvTime::Kind::calendar, .order = order};
}
constexpr CsvTime counted(CsvTime::Kind kind, int64_t unitNs) {
    return {.kind = kind, .unitNs = unitNs};
}
constexpr auto kEpoch = CsvTime::Kind::epoch;
constexpr auto kRelative = CsvTime::Kind::relative;

constexpr std::array kWords{
    TimeWord{"ymd", calendar(CsvTime::Order::ymd)},
    TimeWord{"dmy", calendar(CsvTime::Order::dmy)},
    TimeWord{"mdy", calendar(CsvTime::Order::mdy)},
    TimeWord{"epoch_s", counted(kEpoch, kNsPerSecond)},
    TimeWord{"epoch_ms", counted(kEpoch, 1'000'000)},
    TimeWord{"epoch_us", counted(kEpoch, 1'000)},
    TimeWord{"epoch_ns", counted(kEpoch, 1)},
    TimeWord{"excel", counted(CsvTime::Kind::excel, kNsPerSecond)},
    TimeWord{"relative_s", counted(kRelative, kNsPerSecond)},
    TimeWord{"relative_ms", counted(kRelative, 1'000'000)},
    TimeWord{"relative_us", counted(kRelative, 1'000)},
    TimeWord{"relative_ns", counted(kRelative, 1)},
    TimeWord{"relative_min", counted(kRelative, 60 * kNsPerSecond)},
    TimeWord{"relative_h", counted(kRelative, 3600 * kNsPerSecond)},
    TimeWord{"clock", counted(CsvTime::Kind::clock, kNsPerSecond)},
};

/// Takes things off the front of a text; once one is missing, all later ones are.
class Reader {
 public:
    explicit Reader(std::string_view text) : m_text(text) {}

    [[nodiscard]] bool done() const { return m_ok && m_text.empty(); }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] char peek() const { return m_text.empty() ? '\0' : m_text.front(); }
    [[nodiscard]] bool digit() const { return peek() >= '0' && peek() <= '9'; }

    /// A whole number of `least` to `most` digits, at most 19.
    int64_t number(int least, int most) {
        uint64_t out = 0;
        int count = 0;
        for (; count < most && digit(); ++count) {
            out = out * 10 + static_cast<uint64_t>(peek() - '0');
            m_text.remove_prefix(1);
        }
        m_ok = m_ok && count >= least;
        m_digits = count;
        return static_cast<int64_t>(std::min<uint64_t>(out, INT64_MAX));
    }
    /// Nanoseconds of the digits behind a decimal point; further ones are cut off.
    int64_t fraction() {
        int64_t out = 0, weight = kNsPerSecond / 10;
        m_ok = m_ok && digit();
        for (; digit(); m_text.remove_prefix(1), weight /= 10)
            out += weight * (peek() - '0');
        return out;
    }
    bool take(char wanted) {
        if (peek() != wanted || m_text.empty())
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    bool takeAny(std::string_view wanted) {
        if (m_text.empty() || wanted.find(peek()) == std::string_view::npos)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    /// A word in capital or small letters.
    bool takeWord(std::string_view upper) {
        for (size_t i = 0; i < upper.size(); ++i) {
            if (i >= m_text.size() || (m_text[i] & ~0x20) != upper[i])
                return false;
        }
        m_text.remove_prefix(upper.size());
        return true;
    }
    void blanks() {
        while (take(' ')) {
        }
    }
    void expect(bool held) { m_ok = m_ok && held; }
    [[nodiscard]] int digits() const { return m_digits; }  ///< of the last number

 private:
    std::string_view m_text;
    bool m_ok = true;
    int m_digits = 0;
};

/// Days since 1970.
int64_t readDate(Reader& in, CsvTime::Order order) {
    namespace chrono = std::chrono;
    const bool yearFirst = order == CsvTime::Order::ymd;
    const int64_t first = in.number(yearFirst ? 4 : 1, yearFirst ? 4 : 2);
    const char between = in.peek();
    in.expect(in.takeAny("-/."));
    const int64_t second = in.number(1, 2);
    in.expect(in.take(between));
    const int64_t third = yearFirst ? in.number(1, 2) : in.number(2, 4);
    in.expect(yearFirst || in.digits() != 3);

    const int64_t year = yearFirst ? first : in.digits() == 2 ? third + 2000 : third;
    const int64_t month = order == CsvTime::Order::mdy ? first : second;
    const int64_t day = yearFirst ? third : order == CsvTime::Order::mdy ? second : first;
    const chrono::year_month_day date{chrono::year(static_cast<int>(year)),
                                      chrono::month(static_cast<unsigned>(month)),
                                      chrono::day(static_cast<unsigned>(day))};
    in.expect(date.ok());
    return in.ok() ? chrono::sys_days(date).time_since_epoch().count() : 0;
}

/// Nanoseconds since midnight; seconds may be missing.
int64_t readClock(Reader& in, int64_t maxHours) {
    int64_t hours = in.number(1, maxHours > 99 ? 5 : 2);
    in.expect(in.take(':'));
    const int64_t minutes = in.number(2, 2);
    int64_t seconds = 0, ns = 0;
    if (in.take(':')) {
        seconds = in.number(2, 2);
        if (in.takeAny(".,"))
            ns = in.fraction();
    }
    in.expect(hours <= maxHours && minutes <= 59 && seconds <= 60);
    in.blanks();
    const bool am = in.takeWord("AM"), pm = !am && in.takeWord("PM");
    if (am || pm) {
        in.expect(hours >= 1 && hours <= 12);
        hours = hours % 12 + (pm ? 12 : 0);
    }
    return ((hours * 60 + minutes) * 60 + seconds) * kNsPerSecond + ns;
}

/// Nanoseconds that the text's clock is ahead of UTC; `local` where it names no zone.
int64_t readZone(Reader& in, int64_t local) {
    in.blanks();
    if (in.takeAny("Zz") || in.takeWord("UTC") || in.takeWord("GMT"))
        return 0;
    const bool east = in.take('+');
    if (!east && !in.take('-'))
        return local;
    const int64_t hours = in.number(2, 2);
    int64_t minutes = 0;
    if (in.take(':') || in.digit())
        minutes = in.number(2, 2);
    in.expect(hours <= 23 && minutes <= 59);
    return (hours * 60 + minutes) * 60 * kNsPerSecond * (east ? 1 : -1);
}

std::optional<UtcNs> inRange(Wide ns) {
    if (ns < 0 || ns >= kMaxUtc)
        return std::nullopt;
    return static_cast<UtcNs>(ns);
}

constexpr int64_t kDayNs = 86'400 * kNsPerSecond;

std::optional<UtcNs> parseCalendar(std::string_view cell, const CsvTime& time) {
    Reader in(cell);
    Wide ns = Wide(readDate(in, time.order)) * kDayNs;
    int64_t zone = time.zoneNs;
    if (in.take('T') || in.take(' ')) {
        in.blanks();
        ns += readClock(in, 23);
        zone = readZone(in, zone);
    }
    return in.done() ? inRange(ns - zone) : std::nullopt;
}

/// Plain digits with a fraction exactly, anything else that is a number as a double.
std::optional<Wide> countedNs(std::string_view cell, int64_t unitNs) {
    const bool negative = cell.starts_with('-');
    Reader in(negative ? cell.substr(1) : cell);
    Wide ns = Wide(in.number(1, 19)) * unitNs;
    if (in.take('.'))
        ns += in.done() ? 0 : Wide(in.fraction()) * unitNs / kNsPerSecond;
    if (in.done())
        return negative ? -ns : ns;
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size())
        return std::nullopt;
    value *= static_cast<double>(unitNs);
    if (!(std::abs(value) < 1e19))
        return std::nullopt;
    return static_cast<Wide>(value);
}

/// Days of Excel's calendar, in which 1970-01-01 is day 25569. A double of them holds microseconds,
/// no more: what is below 10 µs is noise.
std::optional<UtcNs> parseExcel(std::string_view cell, const CsvTime& time) {
    double days = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), days);
    if (error != std::errc{} || end != cell.data() + cell.size() || !(std::abs(days) < 1e6))
        return std::nullopt;
    const double ticks = (days - 25569.0) * 86'400.0 * 1e5;
    return inRange(Wide(std::llround(ticks)) * 10'000 - time.zoneNs);
}

std::optional<UtcNs> parseClock(std::string_view cell, const CsvTime& time) {
    Reader in(cell);
    const int64_t ns = readClock(in, 99'999);
    return in.done() ? inRange(Wide(time.start) + ns) : std::nullopt;
}

}  // namespace

std::optional<CsvTime> csvTimeOf(std::string_view word) {
    for (const TimeWord& each : kWords) {
        if (each.word == word)
            return each.time;
    }
    return std::nullopt;
}

std::string csvTimeWord(const CsvTime& time) {
    for (const TimeWord& each : kWords) {
        if (each.time.kind == time.kind && each.time.order == time.order &&
            each.time.unitNs == time.unitNs)
            return std::string(each.word);
    }
    return "other";
}

std::optional<UtcNs> parseCsvTime(std::string_view cell, const CsvTime& time, bool decimalComma) {
    if (cell.empty() || cell.size() > 64)
        return std::nullopt;
    if (time.kind == CsvTime::Kind::calendar)
        return parseCalendar(cell, time);
    if (time.kind == CsvTime::Kind::clock)
        return parseClock(cell, time);

    std::string point;
    if (decimalComma && cell.find(',') != std::string_view::npos) {
        point = cell;
        point[point.find(',')] = '.';
        cell = point;
    }
    if (time.kind == CsvTime::Kind::excel)
        return parseExcel(cell, time);
    const auto ns = countedNs(cell, time.unitNs);
    if (!ns)
        return std::nullopt;
    return inRange(*ns + (time.kind == CsvTime::Kind::relative ? time.start : 0));
}

bool isDateOnly(std::string_view cell) {
    return cell.find(':') == std::string_view::npos;
}

}  // namespace gemba::ingest
