#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace gemba {

/// What went wrong, for a person: `doing` what, `on` what, what was `found`, what was `expected`.
/// Every field but `doing` may be empty. Handled exactly once: reported or passed on.
struct Error {
    std::string doing;     ///< "read the twin file", an infinitive: the message begins "cannot ..."
    std::string on;        ///< the file, endpoint or object, with its line where there is one
    std::string found;     ///< what stood there
    std::string expected;  ///< what would have been right, or what to do now

    /// One line, e.g. `cannot read the twin file: cell.toml:12: found "fast", expected a number`.
    [[nodiscard]] std::string message() const;
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail({.doing = "open the recording", .on = path})` from any function returning Result.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace gemba
