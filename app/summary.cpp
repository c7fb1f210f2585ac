#include "app/summary.h"

#include <fmt/format.h>

#include <array>

#include "engine/analysis/describe.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;

Json toJson(const Value& value) {
    switch (value.type()) {
        case ValueType::boolean:
            return value.boolean();
        case ValueType::integer:
            return value.integer();
        case ValueType::real:
            return value.number();
        case ValueType::text:
            return std::string(value.text());
        case ValueType::vector:
            return std::vector<double>(value.vector().begin(), value.vector().end());
        case ValueType::none:
            break;
    }
    return nullptr;
}

const char* kindName(sim::ResidualKind kind) {
    switch (kind) {
        case sim::ResidualKind::transit:
            return "transit";
        case sim::ResidualKind::value:
            return "value";
        case sim::ResidualKind::state:
            break;
    }
    return "state";
}

Json residualJson(const sim::ResidualRow& row, const sim::World& world) {
    const twin::Twin& twin = *world.twin;
    const auto id = [&](int32_t device) {
        return device < 0 ? Json(nullptr) : Json(twin.devices[static_cast<size_t>(device)].id);
    };
    Json out;
    out["equipment"] = id(static_cast<int32_t>(row.equipment));
    out["kind"] = kindName(row.kind);
    out["from"] = id(row.from);
    out["to"] = id(row.to);
    out["signal"] = world.names.name(row.signal);
    const bool seconds = row.kind != sim::ResidualKind::value;
    out["n"] = row.of;
    out["median_s"] = seconds ? Json(row.median) : Json(nullptr);
    out["median"] = row.median;
    out["of"] = row.of;
    out["late"] = row.late;
    out["early"] = row.early;
    out["missing"] = row.missing;
    out["extra"] = row.extra;
    out["matched_total"] = row.matched;
    out["missing_total"] = row.missingTotal;
    out["extra_total"] = row.extraTotal;
    out["score"] = row.score;
    out["since_utc_ns"] = row.since != 0 ? Json(row.since) : Json(nullptr);
    out["text"] = analysis::describe(row, twin);
    return out;
}

Json correctionsJson(const sim::Snapshot& snapshot, const twin::Twin& twin) {
    Json out;
    for (size_t kind = 0; kind < snapshot.corrected.size(); ++kind)
        out[sim::name(static_cast<sim::CorrectionKind>(kind))] = snapshot.corrected[kind];
    Json& last = out["last"] = Json::array();
    for (const sim::Correction& one : snapshot.corrections) {
        const auto eye = static_cast<size_t>(one.eye);
        last.push_back({{"part", one.serial},
                        {"what", sim::name(one.kind)},
                        {"why", sim::name(one.why)},
                        {"eye", eye < twin.devices.size() ? Json(twin.devices[eye].id) : Json()},
                        {"from_m", one.from},
                        {"to_m", one.to},
                        {"utc_ns", one.cause}});
    }
    return out;
}

Json estimateJson(const sim::ParameterEstimate& estimate, const twin::Twin& twin) {
    constexpr std::array kKinds{"slip", "delay", "bias"};
    return {{"equipment", twin.devices[estimate.equipment].id},
            {"parameter", kKinds[static_cast<size_t>(estimate.kind)]},
            {"value", estimate.value},
            {"low", estimate.low},
            {"high", estimate.high},
            {"n", estimate.n},
            {"identifiable", estimate.identifiable != 0}};
}

/// By IEC 62682: acknowledged or not, active or gone.
const char* stateOf(const sim::AlarmRow& row) {
    if (row.active != 0)
        return row.acknowledged != 0 ? "acknowledged" : "unacknowledged";
    return row.acknowledged != 0 ? "normal" : "returned";
}

Json alarmJson(const sim::AlarmRow& row, const twin::Alarm& alarm, const twin::Twin& twin) {
    constexpr std::array kPriorities{"low", "medium", "high", "critical"};
    const bool hasNumber =
        alarm.kind == twin::AlarmKind::limit || alarm.kind == twin::AlarmKind::residual;
    return {
        {"id", alarm.id},
        {"text", alarm.text},
        {"priority", kPriorities[static_cast<size_t>(alarm.priority)]},
        {"equipment", alarm.device >= 0 ? Json(twin.devices[static_cast<size_t>(alarm.device)].id)
                                        : Json(nullptr)},
        {"state", stateOf(row)},
        {"raised", row.count},
        {"raised_utc_ns", row.count > 0 ? Json(row.raised) : Json(nullptr)},
        {"value", hasNumber ? Json(row.value) : Json(nullptr)}};
}

Json linkJson(const sim::LinkStatus& link, const sim::SnapshotSource& source) {
    Json out;
    out["id"] = link.id;
    out["endpoint"] = link.endpoint;
    out["live"] = source.live;
    out["messages"] = link.messages;
    out["lost"] = link.lost;
    out["duplicates"] = link.duplicates;
    out["rivals"] = link.rivals;
    out["first_conflict"] = link.firstConflict;
    out["rejected"] = link.rejected;
    out["first_reason"] = link.firstReason;
    out["dropped"] = link.dropped;
    out["implausible"] = source.implausible;
    out["clock_steps"] = source.clockSteps;
    out["clock_offset_ms"] =
        source.offsetKnown ? Json(static_cast<double>(source.clockOffsetNs) * 1e-6) : Json(nullptr);
    return out;
}

}  // namespace

Json flowJson(const sim::SnapshotFlow& flow, const twin::Twin& twin) {
    Json out;
    out["made"] = flow.made;
    out["refused"] = flow.refused;
    out["work_in_process"] = flow.present;
    out["waiting"] = flow.waiting;
    out["transit_s"] = flow.transit > 0.0 ? Json(flow.transit) : Json(nullptr);
    Json& sinks = out["sinks"] = Json::object();
    for (const sim::SnapshotFlow::Sink& sink : flow.sinks) {
        const double perHour =
            flow.seconds > 0.0 ? static_cast<double>(sink.taken) * 3600.0 / flow.seconds : 0.0;
        sinks[twin.devices[sink.device].id] = {{"taken", sink.taken}, {"per_hour", perHour}};
    }
    return out;
}

std::string hashText(uint64_t hash) {
    return fmt::format("{:016x}", hash);
}

Json summaryJson(sim::Session& session, const std::vector<sim::LinkStatus>& links) {
    sim::Snapshot snapshot;
    session.snapshot(snapshot);
    const sim::SessionFigures figures = session.figures();
    const sim::World& world = session.simulation().world();

    Json out;
    out["twin"] = world.twin->name;
    out["ticks"] = figures.ticks;
    out["sim_seconds"] = figures.simSeconds;
    out["wall_seconds"] = figures.wallSeconds;
    out["real_time_factor"] =
        figures.wallSeconds > 0.0 ? figures.simSeconds / figures.wallSeconds : 0.0;
    out["lost_seconds"] = figures.lostSeconds;
    out["state_hash"] = hashText(session.simulation().stateHash());
    out["bodies"] = snapshot.bodies.size();
    Json& frozen = out["frozen"] = Json::array();
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        if (body.flags & sim::body_flag::kFrozen)
            frozen.push_back(body.serial);
    }
    out["controller_stopped"] = snapshot.controllerStopped;
    out["samples_received"] = figures.samplesReceived;
    uint64_t dropped = figures.samplesDropped;
    uint64_t gaps = 0;
    for (const sim::LinkStatus& link : links) {
        dropped += link.dropped;
        gaps += link.lost;
    }
    out["samples_dropped"] = dropped;
    out["samples_late"] = figures.samplesLate;
    if (figures.comparable)
        out["comparable"] = *figures.comparable && dropped == 0;
    out["gaps"] = gaps;
    out["latency_ms"] = {{"p50", figures.latencyP50Ms}, {"p99", figures.latencyP99Ms}};

    // Signals, residuals and links by name.
    Json& signals = out["signals"] = Json::object();
    for (uint32_t i = 0; i < snapshot.signals.size(); ++i) {
        const signals::SignalState& state = snapshot.signals[i];
        signals[world.names.name(i)] = {{"measured", toJson(state.measured)},
                                        {"simulated", toJson(state.simulated)},
                                        {"quality", signals::name(state.quality)},
                                        {"doubt", signals::name(state.doubt)},
                                        {"provenance", signals::name(state.provenance)},
                                        {"samples", state.samples}};
    }
    out["flow"] = flowJson(snapshot.flow, *world.twin);
    Json& residuals = out["residuals"] = Json::array();
    for (const sim::ResidualRow& row : snapshot.residuals)
        residuals.push_back(residualJson(row, world));
    Json& estimates = out["estimates"] = Json::array();
    for (const sim::ParameterEstimate& estimate : snapshot.estimates)
        estimates.push_back(estimateJson(estimate, *world.twin));
    Json& alarms = out["alarms"] = Json::array();
    for (size_t i = 0; i < snapshot.alarms.size(); ++i)
        alarms.push_back(alarmJson(snapshot.alarms[i], world.twin->alarms[i], *world.twin));
    out["corrections"] = correctionsJson(snapshot, *world.twin);
    Json& sources = out["sources"] = Json::array();
    for (size_t i = 0; i < links.size() && i < snapshot.sources.size(); ++i)
        sources.push_back(linkJson(links[i], snapshot.sources[i]));
    return out;
}

std::string summaryText(sim::Session& session, const std::vector<sim::LinkStatus>& links) {
    sim::Snapshot snapshot;
    session.snapshot(snapshot);
    const sim::SessionFigures figures = session.figures();
    const twin::Twin& twin = *session.simulation().world().twin;

    std::string out =
        fmt::format("{}: {:.1f} s simulated in {:.1f} s ({:.1f} x), lost {:.2f} s\n", twin.name,
                    figures.simSeconds, figures.wallSeconds,
                    figures.simSeconds / std::max(figures.wallSeconds, 1e-9), figures.lostSeconds);
    out += fmt::format("  {} ticks, {} bodies, state {}\n", figures.ticks, snapshot.bodies.size(),
                       hashText(session.simulation().stateHash()));
    if (figures.comparable == false)
        out += fmt::format("  not comparable with other runs: {} samples late, {} dropped\n",
                           figures.samplesLate, figures.samplesDropped);
    for (size_t i = 0; i < links.size() && i < snapshot.sources.size(); ++i)
        out += fmt::format("  {} {}: {}, {} messages, {} lost, {} rejected\n", links[i].id,
                           links[i].endpoint, snapshot.sources[i].live ? "live" : "stale",
                           links[i].messages, links[i].lost, links[i].rejected);
    for (const sim::ResidualRow& row : snapshot.residuals)
        out +=
            fmt::format("  {} {}\n", row.score >= 1.0 ? "!" : " ", analysis::describe(row, twin));
    for (size_t i = 0; i < snapshot.alarms.size(); ++i) {
        if (snapshot.alarms[i].active != 0 || snapshot.alarms[i].acknowledged == 0)
            out += fmt::format("  ! alarm {}, {}: {}\n", twin.alarms[i].id,
                               stateOf(snapshot.alarms[i]), twin.alarms[i].text);
    }
    return out;
}

}  // namespace gemba::app
