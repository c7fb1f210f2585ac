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

/// What the parent asks of the importing child, over descriptor 3.
struct ImportRequest {
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

// Descriptors of the child.
inline constexpr int kRequestFd = 3;
inline constexpr int kBakeFd = 4;
inline constexpr int kStatusFd = 5;  ///< lines: "P 0.42 reading" is progress, "E text" the error

// Exit codes of the child.
inline constexpr int kChildDone = 0;
inline constexpr int kChildFailed = 3;  ///< the reason is on the status pipe

}  // namespace gemba::assets
