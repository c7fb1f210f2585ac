#include "engine/sim/input_log.h"

#include <string>

#include "engine/core/archive.h"
#include "engine/signals/signal_table.h"

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

Result<void> checkInputs(const InputLog& log, const twin::Twin& twin) {
    const auto refuse = [&](const std::string& found) {
        return fail({.doing = "replay these inputs",
                     .on = twin.name,
                     .found = found,
                     .expected = "the inputs of a run of this twin"});
    };
    constexpr Tick kLongest = Tick{10'000} * 86'400 * 366;  // a year at the highest rate of steps
    if (log.stepHz != twin.world.stepHz)
        return refuse(std::to_string(log.stepHz) + " steps a second");
    if (log.end < 0 || log.end > kLongest)
        return refuse("an end at tick " + std::to_string(log.end));
    const size_t signals = signals::SignalNames(twin).size();
    for (const InputLog::TickEntry& entry : log.ticks) {
        for (const signals::Sample& sample : entry.samples) {
            if (sample.source >= twin.live.size())
                return refuse("a sample of source " + std::to_string(sample.source));
            if (sample.signal != signals::Sample::kHeartbeat && sample.signal >= signals)
                return refuse("a sample of signal " + std::to_string(sample.signal));
            if (!sample.value.sound() || sample.quality > signals::Quality::none)
                return refuse("a damaged value");
        }
        for (const Command& command : entry.commands) {
            if (command.type > CommandType::checkpoint || command.property >= twin.propertyCount)
                return refuse("a damaged command");
        }
    }
    return {};
}

}  // namespace gemba::sim
