#include "engine/twin/tables.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace gemba::twin {
namespace {

using enum KeyType;

constexpr KeyInfo kIdKey{.name = "id",
                         .type = text,
                         .required = true,
                         .doc = "small letters, digits and _, beginning with a letter"};
constexpr KeyInfo kParentKey{.name = "parent",
                             .type = text,
                             .doc = "a model, a device or a device's part; otherwise the world"};
constexpr double kDay = 86400.0;

constexpr std::array kWorldKeys{
    KeyInfo{.name = "gravity",
            .type = vec3,
            .unit = "m/s2",
            .minimum = -1000.0,
            .maximum = 1000.0,
            .doc = "[0, 0, -9.81] unless given"},
    KeyInfo{.name = "step_hz",
            .type = integer,
            .unit = "Hz",
            .number = 240,
            .minimum = 1,
            .maximum = 10000,
            .doc = "steps of the simulation per second"},
    KeyInfo{.name = "seed",
            .type = integer,
            .number = 1,
            .minimum = 0,
            .maximum = 9.2e18,
            .doc = "of everything random"},
    KeyInfo{.name = "checkpoint_every",
            .unit = "s",
            .number = 30.0,
            .minimum = 1e-4,
            .maximum = kDay,
            .doc = "grid of checkpoints, at least one step"},
    KeyInfo{.name = "max_items",
            .type = integer,
            .number = 500,
            .minimum = 0,
            .maximum = 100000,
            .doc = "a feeder blocks and counts when this many parts stand in the world"},
};

constexpr std::array kModelKeys{
    kIdKey,
    KeyInfo{.name = "file",
            .type = text,
            .required = true,
            .doc = "anything Assimp reads; relative to the twin file"},
    KeyInfo{.name = "unit",
            .type = choice,
            .allowed = "m|cm|mm|in|ft",
            .doc = "overrides the file's own claim"},
    KeyInfo{.name = "up",
            .type = choice,
            .allowed = "x|y|z",
            .doc = "the file's upward axis; overrides its own claim"},
    KeyInfo{.name = "collision", .type = choice, .text = "none", .allowed = "none|box|hull|mesh"},
    kParentKey,
    KeyInfo{.name = "scale",
            .number = 1.0,
            .minimum = 1e-6,
            .maximum = 1e6,
            .doc = "on top of the unit"},
    KeyInfo{.name = "friction", .number = 0.6, .minimum = 0.0, .maximum = 10.0},
};

constexpr std::array kItemKeys{
    kIdKey,
    KeyInfo{
        .name = "shape", .type = choice, .text = "box", .allowed = "box|sphere|cylinder|capsule"},
    KeyInfo{.name = "size",
            .type = vec3,
            .unit = "m",
            .number = 0.3,
            .minimum = 1e-3,
            .maximum = 100.0,
            .doc = "full extents"},
    KeyInfo{.name = "mass", .unit = "kg", .number = 1.0, .minimum = 1e-4, .maximum = 1e5},
    KeyInfo{.name = "friction", .number = 0.6, .minimum = 0.0, .maximum = 10.0},
    KeyInfo{.name = "restitution", .number = 0.0, .minimum = 0.0, .maximum = 1.0},
    KeyInfo{
        .name = "model", .type = text, .doc = "a file that shows it; relative to the twin file"},
    KeyInfo{.name = "color",
            .type = text,
            .text = "#b98a56",
            .allowed = kColorForm,
            .doc = "where there is no model"},
    KeyInfo{
        .name = "numbered", .type = boolean, .doc = "its serial number is printed on its sides"},
};

constexpr std::array kBindingKeys{
    KeyInfo{.name = "signal", .type = text, .required = true, .doc = "its full topic"},
    KeyInfo{.name = "device", .type = text, .required = true, .doc = "device.property"},
    KeyInfo{.name = "role",
            .type = choice,
            .required = true,
            .allowed = "drive|compare|show|publish",
            .doc = "commands drive, sensors compare"},
    KeyInfo{.name = "unit", .type = text, .doc = "on the wire; or scale and offset"},
    KeyInfo{.name = "scale",
            .number = 1.0,
            .minimum = -1e12,
            .maximum = 1e12,
            .doc = "SI value = wire * scale + offset"},
    KeyInfo{.name = "offset", .number = 0.0, .minimum = -1e12, .maximum = 1e12},
    KeyInfo{.name = "hold",
            .type = choice,
            .text = "latest",
            .allowed = "latest|interpolate",
            .doc = "between two messages"},
    KeyInfo{.name = "period",
            .unit = "s",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = kDay,
            .doc = "between the signal's messages; stale_after stands in for it"},
    KeyInfo{.name = "stale_after",
            .unit = "s",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = kDay,
            .doc = "0: never by age alone"},
    KeyInfo{.name = "on",
            .type = choice,
            .text = "none",
            .allowed = "none|rising|falling|both",
            .doc = "the edge that makes an event"},
    KeyInfo{.name = "correct",
            .type = boolean,
            .doc =
                "of compared eyes: parts of the model follow this eye's edges, are made where the "
                "plant shows unknown ones and taken away where two eyes in a row miss them"},
    KeyInfo{.name = "gain",
            .number = 1.0,
            .minimum = 0.0,
            .maximum = 1.0,
            .doc = "with correct: share of what a part is out by that it is moved; at most 1 m"},
};

constexpr std::array kLiveKeys{
    kIdKey,
    KeyInfo{.name = "connect",
            .type = text,
            .required = true,
            .doc = "tcp://host:port, ipc://path, mqtt://host:port or mqtts://host:port"},
    KeyInfo{.name = "subscribe", .type = textList, .doc = "topic prefixes; none: every topic"},
    KeyInfo{.name = "format",
            .type = choice,
            .text = "any",
            .allowed = "native|any",
            .doc = "native: an object that is not Gemba's own is an error"},
    KeyInfo{.name = "time", .type = text, .doc = "the member of a foreign object that is its time"},
    KeyInfo{.name = "time_unit", .type = choice, .text = "auto", .allowed = "auto|s|ms|us|ns"},
    KeyInfo{.name = "align",
            .type = choice,
            .text = "arrival",
            .allowed = "arrival|source",
            .doc = "samples take effect as they arrive, or at their source's time plus delay"},
    KeyInfo{.name = "delay",
            .unit = "s",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = 3600.0,
            .doc = "for align = \"source\""},
    KeyInfo{.name = "clock",
            .type = choice,
            .text = "measured",
            .allowed = "measured|trusted",
            .doc = "trusted: the source's time is UTC, and decides alone what enters which tick; "
                   "for align = \"source\""},
    KeyInfo{.name = "ca_file",
            .type = text,
            .doc = "mqtts: the certificates that are trusted (PEM); none: the system's"},
    KeyInfo{.name = "credentials_file",
            .type = text,
            .doc = "MQTT: a file with the user in its first line and the password in its second"},
    KeyInfo{.name = "curve_server_key_file",
            .type = text,
            .doc = "ZeroMQ: a file with the publisher's public key (Z85); encrypts with CURVE"},
    KeyInfo{.name = "curve_key_file",
            .type = text,
            .doc = "ZeroMQ: a file with our secret key (Z85); none: a new one for each run"},
    KeyInfo{.name = "silent_after",
            .unit = "s",
            .number = 3.0,
            .minimum = 0.01,
            .maximum = kDay,
            .doc = "without any message: the source is stale"},
};

constexpr std::array kAlarmKeys{
    kIdKey,
    KeyInfo{
        .name = "when",
        .type = choice,
        .required = true,
        .allowed = "residual|stale|limit|state",
        .doc = "plant and model differ; no word from it; a number out of bounds; true or false"},
    KeyInfo{.name = "on",
            .type = text,
            .required = true,
            .doc = "a device; stale: or a source; limit and state: device.property"},
    KeyInfo{.name = "value",
            .type = choice,
            .allowed = "measured|simulated",
            .doc = "of the property; measured where a signal is bound to it, unless given"},
    KeyInfo{.name = "above",
            .minimum = -1e12,
            .maximum = 1e12,
            .doc = "the condition holds above it, SI; residual: its significance, 1 unless given"},
    KeyInfo{.name = "below", .minimum = -1e12, .maximum = 1e12, .doc = "and below this"},
    KeyInfo{.name = "deadband",
            .minimum = 0.0,
            .maximum = 1e12,
            .doc = "how far back inside before it is over"},
    KeyInfo{.name = "is", .type = boolean, .number = 1.0, .doc = "state: the value that alarms"},
    KeyInfo{.name = "delay",
            .unit = "s",
            .minimum = 0.0,
            .maximum = kDay,
            .doc = "how long the condition must last"},
    KeyInfo{.name = "priority",
            .type = choice,
            .text = "medium",
            .allowed = "low|medium|high|critical"},
    KeyInfo{.name = "text", .type = text, .doc = "what to tell people"},
};

constexpr std::array kControllerKeys{
    KeyInfo{.name = "script",
            .type = text,
            .required = true,
            .doc = "a Lua file; relative to the twin file"},
    KeyInfo{.name = "period",
            .unit = "s",
            .number = 0.01,
            .minimum = 1e-4,
            .maximum = 60.0,
            .doc = "rounded to whole steps, at least one"},
};

constexpr std::array kViewKeys{
    KeyInfo{.name = "name", .type = text, .required = true},
    KeyInfo{.name = "eye", .type = vec3, .unit = "m", .required = true},
    KeyInfo{.name = "target", .type = vec3, .unit = "m", .required = true},
    KeyInfo{.name = "fov_deg",
            .unit = "deg",
            .number = 45.0,
            .minimum = 1.0,
            .maximum = 170.0,
            .doc = "vertical field of view"},
};

constexpr std::array kTables{
    TableInfo{.name = "world", .doc = "The simulation.", .keys = kWorldKeys},
    TableInfo{.name = "controller", .doc = "The virtual PLC.", .keys = kControllerKeys},
    TableInfo{.name = "live",
              .doc = "Where measured values come from (ZeroMQ).",
              .repeated = true,
              .keys = kLiveKeys},
    TableInfo{.name = "model",
              .doc = "A file placed in the world.",
              .repeated = true,
              .posed = true,
              .keys = kModelKeys},
    TableInfo{.name = "item",
              .doc = "A type of part that feeders make.",
              .repeated = true,
              .keys = kItemKeys},
    TableInfo{.name = "binding",
              .doc = "Ties a signal to a property of a device.",
              .repeated = true,
              .keys = kBindingKeys},
    TableInfo{.name = "alarm",
              .doc = "A condition that somebody should look at.",
              .repeated = true,
              .keys = kAlarmKeys},
    TableInfo{.name = "view", .doc = "A named camera.", .repeated = true, .keys = kViewKeys},
};

constexpr std::array kPlacedOnConveyorKeys{
    kIdKey,
    KeyInfo{.name = "on", .type = reference, .required = true, .allowed = "conveyor"},
    KeyInfo{.name = "at",
            .unit = "m",
            .required = true,
            .minimum = 0.0,
            .maximum = 1e4,
            .doc = "along the belt, from its infeed edge"},
};
constexpr std::array kPlacedInWorldKeys{kIdKey, kParentKey};

constexpr std::array kPoseKeys{
    KeyInfo{.name = "position", .type = vec3, .unit = "m", .minimum = -1e6, .maximum = 1e6},
    KeyInfo{.name = "rpy_deg",
            .type = vec3,
            .unit = "deg",
            .minimum = -3600.0,
            .maximum = 3600.0,
            .doc = "roll, pitch, yaw: R = Rz Ry Rx"},
};

constexpr std::array kToleranceKeys{
    KeyInfo{.name = "time",
            .unit = "s",
            .number = 0.1,
            .minimum = 0.0,
            .maximum = 3600.0,
            .doc = "between edges"},
    KeyInfo{.name = "value", .number = 0.0, .minimum = 0.0, .doc = "between numbers, SI"},
};

constexpr std::array kRangeKeys{
    KeyInfo{.name = "low",
            .required = true,
            .number = -1e12,
            .minimum = -1e12,
            .maximum = 1e12,
            .doc = "SI"},
    KeyInfo{.name = "high",
            .required = true,
            .number = 1e12,
            .minimum = -1e12,
            .maximum = 1e12,
            .doc = "SI"},
};

constexpr std::array kSetKeys{
    KeyInfo{.name = "property", .type = text, .required = true, .doc = "device.property"},
    KeyInfo{.name = "from", .unit = "s", .number = 0.0, .minimum = 0.0},
    KeyInfo{
        .name = "until", .unit = "s", .number = -1.0, .minimum = 0.0, .doc = "otherwise for good"},
};

constexpr std::array kOfflineKeys{
    KeyInfo{.name = "from", .unit = "s", .required = true, .minimum = 0.0},
    KeyInfo{.name = "until", .unit = "s", .required = true, .minimum = 0.0},
};

}  // namespace

std::span<const TableInfo> fixedTables() {
    return kTables;
}

const TableInfo& fixedTable(std::string_view name) {
    const auto* found = std::find_if(kTables.begin(), kTables.end(),
                                     [&](const TableInfo& table) { return table.name == name; });
    assert(found != kTables.end());
    return *found;
}

std::span<const KeyInfo> commonKeys(const KindInfo& kind) {
    if (kind.placedOnConveyor)
        return kPlacedOnConveyorKeys;
    return kPlacedInWorldKeys;
}

std::span<const KeyInfo> poseKeys() {
    return kPoseKeys;
}

std::span<const KeyInfo> toleranceKeys() {
    return kToleranceKeys;
}

std::span<const KeyInfo> rangeKeys() {
    return kRangeKeys;
}

std::span<const KeyInfo> setKeys() {
    return kSetKeys;
}

std::span<const KeyInfo> offlineKeys() {
    return kOfflineKeys;
}

}  // namespace gemba::twin
