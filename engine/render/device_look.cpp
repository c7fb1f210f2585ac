#include "engine/render/device_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gemba::render {
namespace {

struct KindLook {
    std::string_view kind;
    Look look;
    std::string_view main, second;
};
constexpr std::array kKinds{
    KindLook{"body", Look::body, "", ""},
    KindLook{"conveyor", Look::conveyor, "actual_speed", ""},
    KindLook{"photo_eye", Look::photoEye, "blocked", ""},
    KindLook{"feeder", Look::feeder, "made", ""},
    KindLook{"sink", Look::sink, "taken", ""},
    KindLook{"stopper", Look::stopper, "closed", ""},
    KindLook{"scale", Look::scale, "weight", ""},
    KindLook{"pusher", Look::pusher, "position", "extended"},
    KindLook{"agv", Look::agv, "actual_speed", "at"},
    KindLook{"robot", Look::robot, "holding", "moving"},
    KindLook{"indicator", Look::indicator, "value", ""},
};

uint32_t place(const twin::Device& device, std::string_view name) {
    const auto property = twin::findProperty(device.info(), name);
    return property ? device.firstProperty + *property : DeviceLook::kNone;
}

std::string_view write(StateBuffer& buffer, const char* format, double value) {
    const auto end = fmt::format_to_n(buffer.data(), buffer.size(), fmt::runtime(format), value);
    return {buffer.data(), std::min(end.size, buffer.size())};
}

}  // namespace

std::vector<DeviceLook> deviceLooks(const twin::Twin& twin) {
    std::vector<DeviceLook> out(twin.devices.size());
    for (size_t i = 0; i < out.size(); ++i) {
        const twin::Device& device = twin.devices[i];
        for (const KindLook& kind : kKinds) {
            if (!device.is(kind.kind))
                continue;
            out[i].look = kind.look;
            out[i].main = place(device, kind.main);
            out[i].second = place(device, kind.second);
        }
        if (out[i].look == Look::indicator)
            out[i].lamps = {place(device, "red"), place(device, "amber"), place(device, "green")};
    }
    return out;
}

std::string_view stateText(const DeviceLook& look, const sim::Snapshot& snapshot,
                           StateBuffer& buffer) {
    const double value = propertyOf(snapshot, look.main);
    switch (look.look) {
        case Look::conveyor:
            return std::abs(value) < 0.005 ? "stopped" : write(buffer, "{:.2f} m/s", value);
        case Look::photoEye:
            return value != 0.0 ? "blocked" : "free";
        case Look::stopper:
            return value != 0.0 ? "closed" : "open";
        case Look::scale:
            // A reading of -0.00 is a zero.
            return write(buffer, "{:.2f} kg", std::abs(value) < 0.005 ? 0.0 : value);
        case Look::pusher:
            if (propertyOf(snapshot, look.second) != 0.0)
                return "extended";
            return value > 0.01 ? "moving" : "home";
        case Look::agv: {
            const double at = propertyOf(snapshot, look.second);
            return at >= 0.0 ? write(buffer, "at {:.0f}", at)
                             : write(buffer, "{:.2f} m/s", std::abs(value));
        }
        case Look::robot:
            if (value != 0.0)
                return write(buffer, "holds {:.0f}", value);
            return propertyOf(snapshot, look.second) != 0.0 ? "moving" : "still";
        case Look::sink:
            return write(buffer, "{:.0f} taken", value);
        case Look::feeder:
            return write(buffer, "{:.0f} made", value);
        default:
            return {};
    }
}

}  // namespace gemba::render
