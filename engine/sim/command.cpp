#include "engine/sim/command.h"

#include "engine/core/archive.h"

namespace gemba::sim {

bool isPossible(const Command& command, uint32_t properties, uint32_t alarms) {
    switch (command.type) {
        case CommandType::force:
        case CommandType::release:
            return command.property < properties;
        case CommandType::acknowledge:
            return command.property < alarms || command.property == Command::kEveryAlarm;
        default:
            return command.type < CommandType::acknowledge;
    }
}

void encode(const Command& command, Bytes& out) {
    ByteWriter writer(out);
    writer.put(Command::kVersion);
    saveState(command, writer);
}

Result<void> decode(std::span<const std::byte> in, Command& out) {
    ByteReader reader(in);
    const auto version = reader.get<uint32_t>();
    loadState(out, reader);
    if (!reader.ok() || reader.remaining() > 0 || version != Command::kVersion ||
        out.type > CommandType::acknowledge)
        return fail({.doing = "read a command", .found = "cut, damaged or of another version"});
    return {};
}

}  // namespace gemba::sim
