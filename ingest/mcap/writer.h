#pragma once

#include <memory>
#include <vector>

#include "ingest/mcap/compression.h"
#include "ingest/mcap/output_file.h"
#include "ingest/mcap/records.h"

namespace gemba::ingest::mcap {

struct WriterSettings {
    std::string profile;
    std::string library = "gemba";
    size_t chunkSize = size_t{768} << 10;  ///< bytes of records after which a chunk is closed
};

/// Writes an MCAP file: chunks (zstd 1) with message indexes and checksums, and at the end a
/// summary with everything that readers ask for. What a chunk holds is *durable* once it is closed:
/// a process killed at any instant leaves a file that is readable up to there. After warm-up
/// writing a message allocates nothing. One thread at a time.
///
///     auto writer = Writer::create("out.mcap");
///     const auto channel = writer->addChannel({.topic = "line/speed", .encoding = "json"});
///     (void)writer->write({.channel = *channel, .logTime = now, .publishTime = now, .data =
///     bytes}); (void)writer->finish();
class Writer {
 public:
    /// Errors of all methods name path and reason.
    [[nodiscard]] static Result<Writer> create(const std::filesystem::path& path,
                                               const WriterSettings& settings = {});
    ~Writer();
    Writer(Writer&&) noexcept;
    Writer& operator=(Writer&&) noexcept;

    /// Returns its id: the given one, or for 0 the next that is free. Fails where it is taken.
    [[nodiscard]] Result<uint16_t> addSchema(Schema schema);
    /// Returns the next free id; `channel.id` is not looked at.
    [[nodiscard]] Result<uint16_t> addChannel(Channel channel);
    /// With its own id, 0 too. Fails where that is taken, and on an unknown schema.
    [[nodiscard]] Result<void> addChannelAs(Channel channel);

    /// Puts the message into the open chunk, and closes that when it is full. Fails on an unknown
    /// channel, and where closing fails.
    [[nodiscard]] Result<void> write(const Message& message);
    /// Writes the open chunk, whatever is in it. Where that fails its messages are lost and
    /// counted, the file is as before, and writing may go on: the next chunk may find room again.
    [[nodiscard]] Result<void> closeChunk();
    /// At once, outside of chunks. `crc` and `dataSize` are computed.
    [[nodiscard]] Result<void> addAttachment(Attachment attachment);
    [[nodiscard]] Result<void> addMetadata(const Metadata& metadata);
    /// Returns once all closed chunks are on the medium.
    [[nodiscard]] Result<void> sync();
    /// Closes the chunk and writes the summary; the file is then complete. Where it fails the file
    /// stays readable without a summary, and finish() may be tried again.
    [[nodiscard]] Result<void> finish();

    /// In closed chunks; in the open one; in chunks that could not be written.
    [[nodiscard]] uint64_t messagesWritten() const;
    [[nodiscard]] uint64_t messagesPending() const;
    [[nodiscard]] uint64_t messagesLost() const;
    /// False where somebody deleted the file while it is written.
    [[nodiscard]] bool fileIsThere() const;
    /// Size of the file.
    [[nodiscard]] uint64_t bytesWritten() const;
    [[nodiscard]] bool finished() const;

 private:
    struct State;
    explicit Writer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace gemba::ingest::mcap
