#include "engine/sim/snapshot.h"

#include "engine/signals/signal_table.h"

namespace gemba::sim {
namespace {

struct Version2 {
    Snapshot& snapshot;

    template <class A>
    void visitState(A& archive) {
        snapshot.visitVersion2(archive);
    }
};

struct Version3 {
    Snapshot& snapshot;

    template <class A>
    void visitState(A& archive) {
        snapshot.visitVersion3(archive);
    }
};

}  // namespace

void encode(const Snapshot& snapshot, Bytes& out) {
    out.clear();
    ByteWriter writer(out);
    writer.put(Snapshot::kVersion);
    saveState(snapshot, writer);
}

Result<void> decode(std::span<const std::byte> in, Snapshot& out) {
    ByteReader reader(in);
    const auto version = reader.get<uint32_t>();
    if (!reader.ok())
        return fail({.doing = "read a snapshot", .found = "cut or damaged bytes"});
    return decode(in.subspan(sizeof version), version, out);
}

Result<void> decode(std::span<const std::byte> in, uint32_t version, Snapshot& out) {
    if (version < 2 || version > Snapshot::kVersion)
        return fail({.doing = "read a snapshot",
                     .found = "version " + std::to_string(version),
                     .expected = "version 2 to " + std::to_string(Snapshot::kVersion)});
    ByteReader reader(in);
    out.alarms.clear();
    if (version == 2) {
        Version2 older{out};
        loadState(older, reader);
    } else if (version == 3) {
        Version3 older{out};
        loadState(older, reader);
    } else {
        loadState(out, reader);
    }
    if (!reader.ok() || reader.remaining() > 0)
        return fail({.doing = "read a snapshot", .found = "cut or damaged bytes"});
    for (ResidualRow& row : out.residuals)
        row.since = version < 4 ? 0 : row.since;
    return {};
}

Result<void> checkSnapshot(const Snapshot& snapshot, const twin::Twin& twin) {
    const auto devices = static_cast<int32_t>(twin.devices.size());
    bool fits = snapshot.properties.size() == twin.propertyCount &&
                snapshot.drivers.size() == twin.propertyCount &&
                snapshot.signals.size() == signals::SignalNames(twin).size() &&
                snapshot.sources.size() == twin.live.size() &&
                snapshot.deviceState.size() == twin.devices.size();
    for (const SnapshotBody& body : snapshot.bodies)
        fits = fits && body.device < devices && body.item < static_cast<int32_t>(twin.items.size());
    fits = fits && (snapshot.alarms.empty() || snapshot.alarms.size() == twin.alarms.size());
    for (const ResidualRow& row : snapshot.residuals)
        fits = fits && row.equipment < twin.devices.size() && row.from < devices &&
               row.to < devices && row.signal < snapshot.signals.size();
    for (const SnapshotFlow::Sink& sink : snapshot.flow.sinks)
        fits = fits && sink.device < twin.devices.size();
    for (const Correction& correction : snapshot.corrections)
        fits = fits && correction.eye < devices && correction.kind <= CorrectionKind::doubt &&
               correction.why <= CorrectionWhy::inTheWay;
    for (const ParameterEstimate& estimate : snapshot.estimates)
        fits = fits && estimate.equipment < twin.devices.size() &&
               estimate.kind <= ParameterKind::bias;
    if (!fits)
        return fail({.doing = "show this snapshot",
                     .on = twin.name,
                     .found = "one of another twin",
                     .expected = "a snapshot of this twin, as it is now"});
    return {};
}

}  // namespace gemba::sim
