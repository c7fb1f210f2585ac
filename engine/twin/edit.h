#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/twin/twin.h"

/// Changes to the text of a twin file: everything else stays as people wrote it, byte for byte.
namespace gemba::twin {

/// A number that a key of a device takes.
struct KeyEdit {
    std::string device;  ///< id
    std::string key;     ///< of its kind
    double value = 0.0;  ///< SI
    std::string note;    ///< where it comes from: stands as a comment above the key; may be empty
};

/// The text with the edit done. A key that is there keeps its place, and the note of an earlier
/// estimate gives way to this one; another one is added behind the device's last. Errors: text that
/// is no twin, no such device or key, a note for a device that is written in one line, a value that
/// the twin does not allow.
[[nodiscard]] Result<std::string> edited(std::string_view text, const KeyEdit& edit,
                                         const std::filesystem::path& file);

/// All of these edits to a file, which is replaced as a whole or stays as it was; its new text.
/// Errors also: the file changed since `text` was read, or cannot be written.
[[nodiscard]] Result<std::string> editFile(const std::filesystem::path& file, std::string_view text,
                                           std::span<const KeyEdit> edits);

}  // namespace gemba::twin
