#include "engine/sim/command.h"

#include "engine/core/archive.h"

namespace gemba::sim {

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
