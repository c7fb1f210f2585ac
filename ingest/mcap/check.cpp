#include "ingest/mcap/check.h"

#include <fmt/format.h>

#include "ingest/mcap/stream_reader.h"

namespace gemba::ingest::mcap {

Result<Problems> checkAll(const McapFile& file, const Progress& progress) {
    constexpr uint64_t kTellEvery = 10'000;
    StreamReader reader(file.source());
    RawRecord record;
    uint64_t messages = 0;
    for (uint64_t count = 0;; ++count) {
        const auto more = reader.next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        messages += record.opcode == Opcode::message ? 1 : 0;
        if (count % kTellEvery == 0 && progress && !progress(reader.done()))
            return fail({.doing = "check the recording", .found = "cancelled"});
    }

    // A file without an index was read to its end when it was opened: that was said then.
    Problems all = file.contents().problems;
    if (!file.contents().indexed && !all.empty())
        return all;
    all.add(reader.problems());
    const uint64_t claimed = file.contents().statistics.messages;
    if (reader.problems().empty() && messages != claimed)
        all.add(fmt::format("the index says {} messages, there are {}", claimed, messages));
    return all;
}

}  // namespace gemba::ingest::mcap
