#pragma once

#include <string>
#include <vector>

#include "engine/assets/importer.h"
#include "engine/core/bytes.h"

namespace gemba::assets {

/// Ways in which unit tests make the child fail. The window and the command line ask for none.
enum class ChildFault : uint8_t {
    none,
    crash,
    hang,
    allocate,
    garbage,
    leaveSilently,
    openOutside
};

/// What the file is to become.
enum class ImportKind : uint8_t { model, robot };

/// What the parent asks of the importing child.
struct ImportRequest {
    ImportKind kind = ImportKind::model;
    std::string file;                ///< canonical
    std::vector<std::string> roots;  ///< canonical, beside the file's own folder
    double unitM = 0.0;
    UpAxis up = UpAxis::automatic;
    uint64_t memoryMiB = 0;
    int32_t timeoutSeconds = 0;
    ChildFault fault = ChildFault::none;
};

[[nodiscard]] Bytes encodeRequest(const ImportRequest& request);
[[nodiscard]] Result<ImportRequest> decodeRequest(std::span<const std::byte> bytes);

/// The child's one descriptor at its start, a socket. From it come one byte and two descriptors,
/// the request and the file for the bake; into it go lines: "R" when it is ready for them,
/// "P 0.42 reading" for progress, "E text" for the error.
inline constexpr int kParentFd = 3;

// Exit codes of the child.
inline constexpr int kChildDone = 0;
inline constexpr int kChildFailed = 3;  ///< it has told the reason

}  // namespace gemba::assets
