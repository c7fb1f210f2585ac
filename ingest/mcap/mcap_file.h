#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "ingest/mcap/contents.h"

namespace gemba::ingest::mcap {

class MessageIterator;

/// Which messages: log time in [start, end), of these channels; all where none is named.
struct MessageQuery {
    uint64_t start = 0, end = UINT64_MAX;
    std::vector<uint16_t> channels;
};

/// An attachment with its data.
struct LoadedAttachment {
    Attachment record;  ///< its data lies in `content`
    Bytes content;
};

/// A message that owns its data.
struct OwnedMessage {
    uint16_t channel = 0;
    uint32_t sequence = 0;
    uint64_t logTime = 0, publishTime = 0;
    Bytes data;
};

/// The newest message of each channel at an instant.
struct LatestMessages {
    std::vector<OwnedMessage> messages;  ///< by channel; none for a channel without one
    uint64_t chunksRead = 0;
    Problems problems;
};

/// An MCAP file, open for reading. A copy is cheap and shares it; what it lends lives as long as
/// any copy or iterator. Any thread, all methods.
///
///     const auto file = McapFile::open("shift.mcap");
///     MessageIterator messages = file->messages({.start = t});
///     for (Message m; messages.next(m);) use(m);
class McapFile {
 public:
    /// Opens by the summary (a file of 1 GB in well under a second), or, where it has none that is
    /// whole, by reading everything, with progress. Damage is no error as long as something can be
    /// read: contents().problems says what is wrong.
    [[nodiscard]] static Result<McapFile> open(const std::filesystem::path& path,
                                               const Progress& progress = {});
    [[nodiscard]] static Result<McapFile> open(std::unique_ptr<ByteSource> source,
                                               const Progress& progress = {});

    /// One of which the contents are known.
    McapFile(std::unique_ptr<const ByteSource> source, Contents contents);

    [[nodiscard]] const Contents& contents() const { return m_state->contents; }
    [[nodiscard]] const ByteSource& source() const { return *m_state->source; }

    /// In the order of log time; of equal times in that of the file. To begin at a time costs
    /// decompressing the chunks that hold it: about 1 ms a chunk of 768 KiB.
    [[nodiscard]] MessageIterator messages(MessageQuery query = {}) const;

    /// The newest message with log time <= `time` of each channel (all where none is named): what
    /// is known at an instant after a jump. Goes back through the chunk list and decompresses only
    /// chunks in which a channel can have its newest message: one or two where all channels talk,
    /// one more for each that has been silent longer. Where a file has no message indexes, every
    /// chunk back to the last unresolved channel's message.
    [[nodiscard]] Result<LatestMessages> latest(uint64_t time,
                                                std::span<const uint16_t> channels = {}) const;

    /// Reads one whole, and checks it where it has a checksum.
    [[nodiscard]] Result<LoadedAttachment> read(const AttachmentIndex& index) const;
    [[nodiscard]] Result<Metadata> read(const MetadataIndex& index) const;

    /// The first chunk (by start time) that can reach `time` or beyond, and the first that begins
    /// at `time` or later: log(n).
    [[nodiscard]] size_t firstReaching(uint64_t time) const;
    [[nodiscard]] size_t firstBeginning(uint64_t time) const;

 private:
    struct State {
        std::unique_ptr<const ByteSource> source;
        Contents contents;
        std::vector<uint64_t> latestEnd;  // of chunks 0..i, the greatest end time
    };
    [[nodiscard]] Result<RawRecord> readRecord(uint64_t offset, uint64_t length, Opcode expected,
                                               Bytes& content) const;

    std::shared_ptr<const State> m_state;
};

}  // namespace gemba::ingest::mcap
