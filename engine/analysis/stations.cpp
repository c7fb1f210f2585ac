#include "engine/analysis/stations.h"

#include <algorithm>

namespace gemba::analysis {
namespace {

double lengthOf(const twin::Twin& twin, int32_t belt) {
    return twin.devices[static_cast<size_t>(belt)].vec3("size").x;
}

}  // namespace

int32_t entryEye(const twin::Twin& twin, const twin::Device& feeder) {
    if (!twin::findKey(feeder.info(), "event_at"))
        return -1;
    return twin.findDevice(feeder.text("event_at"));
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

std::vector<BeltWay> waysBetween(const twin::Twin& twin, uint32_t fromEye, uint32_t toEye,
                                 double half) {
    std::vector<BeltWay> ways;
    const int32_t from = pathSensorOf(twin, fromEye);
    const int32_t to = pathSensorOf(twin, toEye);
    if (from < 0 || to < 0)
        return ways;
    const twin::PathSensor& first = twin.pathSensors[static_cast<size_t>(from)];
    const twin::PathSensor& second = twin.pathSensors[static_cast<size_t>(to)];
    for (const twin::PathBelt& belt : twin.pathBelts) {
        if (belt.path != first.path || belt.path != second.path)
            continue;
        const double end = belt.start + lengthOf(twin, static_cast<int32_t>(belt.device));
        const double metres =
            std::min(second.distance - half, end) - std::max(first.distance - half, belt.start);
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
