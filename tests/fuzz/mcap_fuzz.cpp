#include <algorithm>
#include <cstdlib>
#include <vector>

#include "ingest/mcap/mcap_file.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/mcap/stream_reader.h"

namespace {

using namespace gemba::ingest::mcap;

/// A few inputs decompress to a lot; what is looked at of each is bounded, for speed alone.
constexpr size_t kMessages = 20'000;

void readByStream(const ByteSource& source) {
    StreamReader reader(source);
    RawRecord record;
    for (size_t i = 0; i < kMessages; ++i) {
        const auto more = reader.next(record);
        if (!more)
            std::abort();  // memory has no errors of a device
        if (!*more)
            return;
    }
}

void readByTime(const McapFile& file, size_t memory, size_t most) {
    MessageIterator messages(file, {.start = 1}, memory);
    size_t bytes = 0;
    Message message;
    for (size_t i = 0; i < most && messages.next(message); ++i) {
        if (!file.contents().channels.contains(message.channel) || message.logTime < 1)
            std::abort();
        for (const std::byte byte : message.data)
            bytes += std::to_integer<size_t>(byte);
    }
    if (bytes == SIZE_MAX)  // never: keeps the reading from being left out
        std::abort();
}

}  // namespace

/// libFuzzer: any bytes as a recording, read in every way. Each reader ends, stays within the
/// bytes, and a file that cannot be opened says why.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    readByStream(*sourceOf(bytes));
    const auto file = McapFile::open(sourceOf(bytes));
    if (!file) {
        if (file.error().message().empty())
            std::abort();
        return 0;
    }
    readByTime(*file, MessageIterator::kMemory, kMessages);
    readByTime(*file, 1, 20);  // each message may decompress a chunk again
    (void)file->latest(UINT64_MAX);
    for (const AttachmentIndex& index : file->contents().attachments)
        (void)file->read(index);
    for (const MetadataIndex& index : file->contents().metadata)
        (void)file->read(index);
    return 0;
}
