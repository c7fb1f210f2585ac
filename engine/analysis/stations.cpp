#include "engine/analysis/stations.h"

#include <algorithm>

namespace gemba::analysis {
namespace {

double lengthOf(const twin::Twin& twin, int32_t belt) {
    return twin.devices[static_cast<size_t>(belt)].vec3("size").x;
}

}  // namespace

uint32_t entryOf(const twin::Twin& twin, uint32_t feeder) {
    const twin::Device& self = twin.devices[feeder];
    const int32_t eye =
        twin::findKey(self.info(), "event_at") ? twin.findDevice(self.text("event_at")) : -1;
    return eye >= 0 ? static_cast<uint32_t>(eye) : feeder;
}

int32_t feederBySignalOf(const twin::Twin& twin, uint32_t eye) {
    for (const twin::Binding& compared : twin.bindings) {
        if (compared.role != twin::Role::compare || compared.target.device != eye)
            continue;
        for (const twin::Binding& drives : twin.bindings) {
            if (drives.role == twin::Role::drive && twin.info(drives.target).event &&
                drives.signal == compared.signal)
                return static_cast<int32_t>(drives.target.device);
        }
    }
    return -1;
}

EyeLack lackOf(const twin::Twin& twin, uint32_t eye) {
    const AlongPath self = alongPath(twin, eye);
    if (self.path < 0)
        return {};
    if (const int32_t feeder = feederBySignalOf(twin, eye); feeder >= 0)
        return {EyeLack::What::itself, feeder};
    // Parts may come from another path, but from none behind this eye.
    const auto canReach = [&](uint32_t place) {
        const AlongPath from = alongPath(twin, place);
        return from.path != self.path || from.at <= self.at;
    };
    for (const twin::Binding& binding : twin.bindings) {
        if (binding.role == twin::Role::drive && twin.info(binding.target).event &&
            canReach(entryOf(twin, binding.target.device)))
            return {};
    }
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        if (twin.devices[d].is("feeder") && alongPath(twin, d).path >= 0 && canReach(d))
            return {EyeLack::What::event, static_cast<int32_t>(d)};
    }
    return {EyeLack::What::feeder, -1};
}

int32_t pathSensorOf(const twin::Twin& twin, uint32_t eye) {
    for (size_t i = 0; i < twin.pathSensors.size(); ++i) {
        if (twin.pathSensors[i].device == eye)
            return static_cast<int32_t>(i);
    }
    return -1;
}

AlongPath alongPath(const twin::Twin& twin, uint32_t device) {
    const twin::Device& self = twin.devices[device];
    for (const twin::PathBelt& belt : twin.pathBelts) {
        if (static_cast<int32_t>(belt.device) == self.on)
            return {static_cast<int32_t>(belt.path), belt.start + self.at};
    }
    return {};
}

uint32_t beltOfSegment(const twin::Twin& twin, uint32_t fromEye, uint32_t toEye) {
    const twin::Device& from = twin.devices[fromEye];
    const twin::Device& to = twin.devices[toEye];
    if (from.on < 0 || to.on < 0)
        return toEye;
    const double onFirst = lengthOf(twin, from.on) - from.at;
    return static_cast<uint32_t>(from.on != to.on && onFirst > to.at ? from.on : to.on);
}

std::vector<BeltWay> waysBetween(const twin::Twin& twin, uint32_t from, uint32_t to, double half) {
    std::vector<BeltWay> ways;
    const AlongPath first = alongPath(twin, from);
    const AlongPath second = alongPath(twin, to);
    for (const twin::PathBelt& belt : twin.pathBelts) {
        const auto path = static_cast<int32_t>(belt.path);
        if (path != first.path || path != second.path)
            continue;
        const double end = belt.start + lengthOf(twin, static_cast<int32_t>(belt.device));
        const double metres =
            std::min(second.at - half, end) - std::max(first.at - half, belt.start);
        if (metres > 0.0)
            ways.push_back({belt.device, metres});
    }
    return ways;
}

int32_t stopperBetween(const twin::Twin& twin, uint32_t fromEye, uint32_t toEye) {
    const twin::Device& from = twin.devices[fromEye];
    const twin::Device& to = twin.devices[toEye];
    for (size_t i = 0; i < twin.devices.size(); ++i) {
        const twin::Device& device = twin.devices[i];
        if (!device.is("stopper"))
            continue;
        const bool behindFrom = device.on == from.on && device.at > from.at;
        const bool beforeTo = device.on == to.on && device.at < to.at;
        if (from.on == to.on ? behindFrom && beforeTo : behindFrom || beforeTo)
            return static_cast<int32_t>(i);
    }
    return -1;
}

int32_t eyeUpstream(const twin::Twin& twin, uint32_t device) {
    const twin::Device& self = twin.devices[device];
    if (self.on < 0)
        return -1;
    int32_t before = -1;
    for (const twin::PathSensor& sensor : twin.pathSensors) {
        const twin::Device& eye = twin.devices[sensor.device];
        if (eye.on != self.on)
            continue;
        if (eye.at <= self.at) {
            before = static_cast<int32_t>(sensor.device);
        } else if (before < 0 && sensor.previous >= 0) {
            // The first eye of this belt stands behind us: ours is the one before it.
            return static_cast<int32_t>(
                twin.pathSensors[static_cast<size_t>(sensor.previous)].device);
        } else {
            break;
        }
    }
    return before;
}

}  // namespace gemba::analysis
