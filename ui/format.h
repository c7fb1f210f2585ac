#pragma once

#include <QString>

#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/core/value.h"

/// Numbers and names as a person reads them. Any thread.
namespace gemba::ui::format {

/// "—" where there is none; booleans as on and off; numbers with at most four significant decimals.
[[nodiscard]] QString value(const Value& value);
[[nodiscard]] QString number(double number);
/// With its sign, for differences: "+0.81".
[[nodiscard]] QString signedNumber(double number, int decimals);
/// "12,345" with thin spaces between thousands.
[[nodiscard]] QString count(uint64_t count);
/// "now", "3 s", "4 min", "2 h": coarse, so that it stays calm. Negative and zero: "now".
[[nodiscard]] QString age(int64_t ns);
/// "0:12.3", "1:02:03.4" of simulated time.
[[nodiscard]] QString clock(double seconds);
/// Offset of a clock: "+1.700 s", "−0.4 ms".
[[nodiscard]] QString offset(int64_t ns);
/// "1.00×"; 0 is "max".
[[nodiscard]] QString rate(double rate);
/// UTF-8 from the engine.
[[nodiscard]] QString text(std::string_view utf8);
/// A unit of the twin file as people write it: "m/s²".
[[nodiscard]] QString unit(std::string_view unit);
/// A key or kind of the twin file as people write it, in the window's language: "photo eye".
[[nodiscard]] QString words(std::string_view key);
/// A kind of equipment by its name in the file.
[[nodiscard]] QString kind(std::string_view name);
/// Likewise, as a title: "Photo eye".
[[nodiscard]] QString kindTitle(std::string_view name);
/// What the catalogue says of one, in the window's language.
[[nodiscard]] QString doc(std::string_view doc);

/// A sentence of the engine in the window's language: of an event, of an alarm, of a reason. What
/// is known of none stays as it is.
[[nodiscard]] QString said(std::string_view english);
[[nodiscard]] QString said(const Error& error);

}  // namespace gemba::ui::format
