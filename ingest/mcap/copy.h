#pragma once

#include <filesystem>
#include <functional>

#include "ingest/mcap/mcap_file.h"

namespace gemba::ingest::mcap {

/// What of a file is copied, and what becomes of it on the way.
struct CopySettings {
    uint64_t start = 0, end = UINT64_MAX;  ///< log time in [start, end)
    /// False: the channel and its messages are left out. Empty: all are wanted.
    std::function<bool(const Channel&)> channel;
    /// May change a message but its channel; what `data` is set to must live until the next call.
    /// False: it is left out. Empty: all go as they are.
    std::function<bool(Message&)> message;
    /// May change a metadata record; false: it is left out. Empty: all go as they are.
    std::function<bool(Metadata&)> metadata;
    bool attachments = true;
    Progress progress;
};

struct Copied {
    uint64_t messages = 0, channels = 0, bytes = 0;
    Problems problems;  ///< of the file read: what could not be copied
};

/// Writes a file anew: chunks of our size, compressed with zstd, indexed, checksums of its own;
/// messages in the order of log time, whatever their encoding, byte for byte. Schemas and channels
/// keep their ids. `out` appears only once it is whole. Errors: reading
/// and writing, cancelled. The file that is read may be replaced by its own copy.
[[nodiscard]] Result<Copied> copyFile(const McapFile& in, const std::filesystem::path& out,
                                      const CopySettings& settings = {});

}  // namespace gemba::ingest::mcap
