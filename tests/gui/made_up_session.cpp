#include "tests/gui/made_up_session.h"

#include <cmath>

#include "engine/sim/world.h"

namespace gemba::test {
namespace {

using signals::Provenance;
using signals::Quality;
using signals::Series;

void addDevice(twin::Twin& twin, const std::string& id, std::string_view kind, Vec3 size,
               Vec3 position) {
    twin::Device device;
    device.id = id;
    device.kind = *twin::findKind(kind);
    device.values.resize(device.info().keys.size());
    if (const auto key = twin::findKey(device.info(), "size"))
        device.values[*key] = size;
    device.worldFromDevice.position = position;
    device.firstProperty = twin.propertyCount;
    twin.propertyCount += static_cast<uint32_t>(device.info().properties.size());
    twin.devices.push_back(std::move(device));
}

void addBinding(twin::Twin& twin, const std::string& signal, uint32_t device,
                std::string_view property, twin::Role role) {
    twin::Binding binding;
    binding.signal = signal;
    binding.target = {device, *twin::findProperty(twin.devices[device].info(), property)};
    binding.role = role;
    twin.bindings.push_back(binding);
}

}  // namespace

std::shared_ptr<twin::Twin> madeUpTwin() {
    auto twin = std::make_shared<twin::Twin>();
    twin->name = "Packing cell";
    const Vec3 belt(6.0, 0.6, 0.8);
    addDevice(*twin, "eye_entry", "photo_eye", {}, {0.4, 0, 0.9});
    addDevice(*twin, "eye_exit", "photo_eye", {}, {11.5, 0, 0.9});
    addDevice(*twin, "eye_scale", "photo_eye", {}, {5.5, 0, 0.9});
    addDevice(*twin, "infeed", "conveyor", belt, {3, 0, 0.4});
    addDevice(*twin, "outfeed", "conveyor", belt, {9, 0, 0.4});
    addDevice(*twin, "rejecter", "pusher", Vec3(0.4, 0.05, 0.3), {8, -0.5, 0.9});
    addDevice(*twin, "scale", "scale", {}, {6, 0, 0.8});
    addDevice(*twin, "stop", "stopper", {}, {4.5, 0, 0.8});
    twin->pathSensors = {{0, 0.4, -1, 0}, {2, 5.5, 0, 0}, {1, 11.5, 1, 0}};

    const std::string line = "acme/site1/hall2/line3/packing/";
    addBinding(*twin, line + "eye_entry/blocked", 0, "blocked", twin::Role::compare);
    addBinding(*twin, line + "eye_exit/blocked", 1, "blocked", twin::Role::compare);
    addBinding(*twin, line + "eye_scale/blocked", 2, "blocked", twin::Role::compare);
    addBinding(*twin, line + "infeed/drives/main_drive/frequency_converter/actual_speed_filtered",
               3, "actual_speed", twin::Role::compare);
    addBinding(*twin, line + "infeed/speed", 3, "speed", twin::Role::drive);
    addBinding(*twin, line + "scale/weight", 6, "last_weight", twin::Role::compare);
    addBinding(*twin, line + "装箱机/温度", 4, "actual_speed", twin::Role::show);

    twin->live.push_back({.id = "plc", .connect = "tcp://127.0.0.1:5556"});
    twin->items.push_back({.id = "carton", .size = {0.4, 0.3, 0.25}, .mass = 5.0});
    twin->items.push_back({.id = "纸箱_小号", .size = {0.3, 0.2, 0.2}, .mass = 2.5});
    twin->models.push_back({.id = "hall", .file = "/models/hall.glb"});
    twin->models.push_back({.id = "operator_desk", .file = "/models/desk.glb"});
    twin->alarms.push_back({.id = "scale_off",
                            .kind = twin::AlarmKind::residual,
                            .device = twin->findDevice("scale"),
                            .above = 1.0,
                            .text = "The scale does not weigh what its model weighs"});
    twin->alarms.push_back({.id = "silent",
                            .kind = twin::AlarmKind::stale,
                            .source = 0,
                            .priority = twin::Priority::high,
                            .text = "Nothing is heard of the plant"});
    twin->views.push_back({.name = "Overview", .eye = {14, -9, 7}, .target = {6, 0, 1}});
    twin->views.push_back({.name = "Scale", .eye = {7, -3, 2}, .target = {6, 0, 1}});
    return twin;
}

MadeUpSession::MadeUpSession() : MadeUpSession(madeUpTwin()) {}

MadeUpSession::MadeUpSession(std::shared_ptr<const twin::Twin> of)
    : twin(std::move(of)), names(std::make_shared<signals::SignalNames>(*twin)) {
    history = std::make_unique<signals::History>(names->size());
    next.tick = 20'184;
    next.utc = kNow;
    next.following = true;
    next.rateMeasured = 0.999;
    next.tickMs = 0.412;
    next.properties.assign(twin->propertyCount, 0.0);
    next.drivers.assign(twin->propertyCount, 0);
    next.deviceState.assign(twin->devices.size(), 0);
    property("infeed", "speed") = 0.5;
    property("infeed", "actual_speed") = 0.4968;
    fillSignals();
    fillHistory();
    fillSources();
}

void MadeUpSession::fillSignals() {
    next.signals.resize(names->size());
    for (signals::SignalState& state : next.signals) {
        state.quality = Quality::good;
        state.provenance = Provenance::measured;
        state.receiveTime = kNow - 20'000'000;
        state.rate = 10.0;
        state.measured = Value::ofReal(0.4968);
        state.simulated = Value::ofReal(0.5);
    }
    for (const uint32_t eye : {0u, 1u, 2u}) {
        next.signals[eye].measured = Value::ofBoolean(eye == 1);
        next.signals[eye].simulated = Value::ofBoolean(false);
        next.signals[eye].rate = 0.4;
    }
    const uint32_t weight = signal("acme/site1/hall2/line3/packing/scale/weight");
    next.signals[weight].measured = Value::ofReal(4.94);
    next.signals[weight].simulated = Value::ofReal(5.0);
    next.signals[weight].receiveTime = kNow - 4 * kNsPerSecond;
    next.signals.back().quality = Quality::stale;
    next.signals.back().receiveTime = kNow - 125 * kNsPerSecond;
}

// A carton every 2.5 s; the plant is late by more the further it went.
void MadeUpSession::fillHistory() {
    const double delays[] = {0.0, 0.81, 0.35};
    for (uint32_t eye = 0; eye < 3; ++eye) {
        for (int carton = 0; carton < 26; ++carton) {
            const UtcNs at = kNow - (65 - carton * 5 / 2) * kNsPerSecond + eye * 400'000'000;
            const auto late = static_cast<int64_t>(delays[eye] * 1e9);
            history->append(eye, Series::simulated, {at, 1.0, Quality::good});
            history->append(eye, Series::simulated, {at + 700'000'000, 0.0, Quality::good});
            if (carton == 17 && eye == 2)
                continue;  // one that the plant's eye missed
            history->append(eye, Series::measured, {at + late, 1.0, Quality::good});
            history->append(eye, Series::measured, {at + late + 700'000'000, 0.0, Quality::good});
            history->append(eye, Series::residual,
                            {at + late, delays[eye] + 0.04 * std::sin(carton), Quality::good});
        }
    }
    const uint32_t speed = 3;
    for (int i = 0; i < 1200; ++i) {
        const UtcNs at = kNow - (60 * kNsPerSecond - i * 50'000'000LL);
        history->append(speed, Series::measured,
                        {at, 0.495 + 0.006 * std::sin(i * 0.11) + 0.002 * std::sin(i * 1.7),
                         i > 500 && i < 580 ? Quality::stale : Quality::good});
    }
    history->append(speed, Series::simulated, {kNow - 70 * kNsPerSecond, 0.5, Quality::good});
    history->append(speed, Series::simulated, {kNow - 22 * kNsPerSecond, 0.47, Quality::good});
    history->append(speed, Series::simulated, {kNow - 14 * kNsPerSecond, 0.5, Quality::good});
}

void MadeUpSession::fillSources() {
    next.sources = {{.live = true,
                     .offsetKnown = true,
                     .clockOffsetNs = 1'700'400'000,
                     .lastReceive = kNow - 15'000'000,
                     .lost = 3}};
    links = {{.id = "plc",
              .endpoint = "tcp://127.0.0.1:5556",
              .connected = true,
              .messages = 128'442,
              .rejected = 2,
              .firstReason = "packing/scale: not UTF-8 at byte 14 of the payload",
              .lost = 3,
              .duplicates = 11,
              .rate = 214.0}};
    sim::ResidualRow transit{.equipment = device("infeed"),
                             .from = static_cast<int32_t>(device("eye_entry")),
                             .to = static_cast<int32_t>(device("eye_scale")),
                             .signal = 2,
                             .of = 12,
                             .late = 12,
                             .median = 0.81,
                             .score = 8.1,
                             .matched = 120,
                             .missingTotal = 1};
    sim::ResidualRow weight{.kind = sim::ResidualKind::value,
                            .equipment = device("scale"),
                            .to = static_cast<int32_t>(device("scale")),
                            .signal = signal("acme/site1/hall2/line3/packing/scale/weight"),
                            .of = 12,
                            .early = 7,
                            .median = -0.06,
                            .score = 1.2,
                            .matched = 118};
    sim::ResidualRow fine = transit;
    fine.equipment = device("outfeed");
    fine.from = static_cast<int32_t>(device("eye_scale"));
    fine.to = static_cast<int32_t>(device("eye_exit"));
    fine.signal = 1;
    fine.late = 0;
    fine.median = 0.01;
    fine.score = 0.1;
    fine.missingTotal = 0;
    next.residuals = {transit, weight, fine};
    next.alarms.resize(twin->alarms.size());
}

ui::SessionLink MadeUpSession::link() {
    ui::SessionLink out;
    out.twin = twin;
    out.names = names;
    out.models.placed.resize(twin->models.size());
    out.models.items.resize(twin->items.size());
    out.post = [this](const sim::Command& command) {
        if (!full)
            posted.push_back(command);
        return !full;
    };
    out.now.window = &m_window;
    out.now.history = history.get();
    out.links = [this] { return links; };
    return out;
}

void MadeUpSession::publish() {
    ++next.sequence;
    m_window.writing() = next;
    m_window.publish();
}

void MadeUpSession::addFrozenCarton() {
    next.bodies.push_back({.slot = 4,
                           .generation = 1,
                           .flags = sim::body_flag::kItem | sim::body_flag::kFrozen,
                           .item = 0,
                           .serial = 17,
                           .pose = Pose{{3.2, 0.1, -51.0}}});
}

uint32_t MadeUpSession::device(const std::string& id) const {
    for (uint32_t d = 0; d < twin->devices.size(); ++d) {
        if (twin->devices[d].id == id)
            return d;
    }
    return UINT32_MAX;
}

uint32_t MadeUpSession::signal(const std::string& name) const {
    return names->find(name).value_or(UINT32_MAX);
}

double& MadeUpSession::property(const std::string& id, const std::string& name) {
    const twin::Device& what = twin->devices[device(id)];
    return next.properties[what.firstProperty + *twin::findProperty(what.info(), name)];
}

}  // namespace gemba::test
