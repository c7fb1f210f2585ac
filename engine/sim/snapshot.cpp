#include "engine/sim/snapshot.h"

namespace gemba::sim {

void encode(const Snapshot& snapshot, Bytes& out) {
    out.clear();
    ByteWriter writer(out);
    writer.put(Snapshot::kVersion);
    saveState(snapshot, writer);
}

Result<void> decode(std::span<const std::byte> in, Snapshot& out) {
    ByteReader reader(in);
    const auto version = reader.get<uint32_t>();
    if (reader.ok() && version != Snapshot::kVersion)
        return fail({.doing = "read a snapshot",
                     .found = "version " + std::to_string(version),
                     .expected = "version " + std::to_string(Snapshot::kVersion)});
    loadState(out, reader);
    if (!reader.ok() || reader.remaining() > 0)
        return fail({.doing = "read a snapshot", .found = "cut or damaged bytes"});
    return {};
}

}  // namespace gemba::sim
