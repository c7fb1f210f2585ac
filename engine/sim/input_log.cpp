#include "engine/sim/input_log.h"

#include "engine/core/archive.h"

namespace gemba::sim {
namespace {

constexpr uint32_t kVersion = 1;

}  // namespace

void encode(const InputLog& log, Bytes& out) {
    out.clear();
    ByteWriter writer(out);
    writer.put(kVersion);
    saveState(log, writer);
}

Result<InputLog> decodeInputLog(std::span<const std::byte> in) {
    ByteReader reader(in);
    const auto version = reader.get<uint32_t>();
    if (reader.ok() && version != kVersion)
        return fail({.doing = "read an input log",
                     .found = "version " + std::to_string(version),
                     .expected = "version " + std::to_string(kVersion)});
    InputLog log;
    loadState(log, reader);
    if (!reader.ok() || reader.remaining() > 0)
        return fail({.doing = "read an input log", .found = "cut or damaged bytes"});

    // What the session takes for granted.
    Tick last = -1;
    for (const InputLog::TickEntry& entry : log.ticks) {
        if (entry.tick <= last)
            return fail({.doing = "read an input log", .found = "ticks out of order"});
        last = entry.tick;
    }
    if (log.stepHz <= 0 || log.times.empty())
        return fail({.doing = "read an input log", .found = "no time map"});
    for (const TimeMap::Entry& entry : log.times) {
        if (entry.rate <= 0)
            return fail({.doing = "read an input log", .found = "a rate that is not positive"});
    }
    return log;
}

}  // namespace gemba::sim
