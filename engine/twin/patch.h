#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/result.h"

/// Changes to the text of a twin file: everything else stays as people wrote it, byte for byte.
namespace gemba::twin {

/// A key and its value, as TOML.
using KeyText = std::pair<std::string, std::string>;

/// A table of the file: of several `[[table]]` the first in which the keys of `where` have these
/// texts (not TOML: `{"id", "infeed"}`). An empty name is the file itself.
struct ObjectRef {
    std::string table;
    std::vector<KeyText> where;
};

struct Change {
    enum class What : uint8_t {
        set,    ///< a key takes a value; it is made where there is none
        unset,  ///< a key goes, with the line that it stands in
        add,    ///< one more `[[table]]`, behind the last of its name, or at the file's end
        remove  ///< the whole table, with the comment right above it
    };

    What what = What::set;
    ObjectRef object;
    std::string key;            ///< set, unset; within an inline table "tolerance.time"
    std::string value;          ///< set: as TOML
    std::vector<KeyText> keys;  ///< add
};

/// The text with all changes done, one after the other. What it then says is not judged, only that
/// it is TOML. Errors: no such object or key, or a form that people write by hand and that cannot
/// be changed safely; `file` is for their messages.
[[nodiscard]] Result<std::string> patched(std::string_view text, std::span<const Change> changes,
                                          const std::filesystem::path& file);

}  // namespace gemba::twin
