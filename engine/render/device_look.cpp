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

// "%1" becomes the number.
std::string_view fill(StateBuffer& buffer, std::string_view words, double value) {
    const size_t at = std::min(words.find("%1"), words.size());
    const auto end =
        fmt::format_to_n(buffer.data(), buffer.size(), "{}{:.0f}{}", words.substr(0, at), value,
                         words.substr(std::min(at + 2, words.size())));
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
                           const StateWords& words, StateBuffer& buffer) {
    const double value = propertyOf(snapshot, look.main);
    switch (look.look) {
        case Look::conveyor:
            return std::abs(value) < 0.005 ? words.stopped : write(buffer, "{:.2f} m/s", value);
        case Look::photoEye:
            return value != 0.0 ? words.blocked : words.free;
        case Look::stopper:
            return value != 0.0 ? words.closed : words.open;
        case Look::scale:
            // A reading of -0.00 is a zero.
            return write(buffer, "{:.2f} kg", std::abs(value) < 0.005 ? 0.0 : value);
        case Look::pusher:
            if (propertyOf(snapshot, look.second) != 0.0)
                return words.extended;
            return value > 0.01 ? words.moving : words.home;
        case Look::agv: {
            const double at = propertyOf(snapshot, look.second);
            return at >= 0.0 ? fill(buffer, words.at, at)
                             : write(buffer, "{:.2f} m/s", std::abs(value));
        }
        case Look::robot:
            if (value != 0.0)
                return fill(buffer, words.holds, value);
            return propertyOf(snapshot, look.second) != 0.0 ? words.moving : words.still;
        case Look::sink:
            return fill(buffer, words.taken, value);
        case Look::feeder:
            return fill(buffer, words.made, value);
        default:
            return {};
    }
}

}  // namespace gemba::render
