#include "engine/twin/catalogue.h"

#include <array>

namespace gemba::twin {
namespace {

using enum KeyType;
using enum Direction;

// Bodies that stand, fall or roll.
constexpr std::array kBodyKeys{
    KeyInfo{.name = "shape",
            .type = choice,
            .text = "box",
            .allowed = "box|sphere|cylinder|capsule",
            .doc = "collision shape; cylinder and capsule stand along Z"},
    KeyInfo{.name = "size",
            .type = vec3,
            .unit = "m",
            .number = 1.0,
            .minimum = 1e-3,
            .maximum = 1e4,
            .doc = "full extents; a sphere's diameter is the first"},
    KeyInfo{.name = "mass", .unit = "kg", .number = 0.0, .minimum = 0.0, .doc = "0 stands still"},
    KeyInfo{.name = "friction",
            .number = 0.5,
            .minimum = 0.0,
            .maximum = 10.0,
            .doc = "Coulomb coefficient; a contact has the product of both"},
    KeyInfo{.name = "restitution", .number = 0.0, .minimum = 0.0, .maximum = 1.0},
    KeyInfo{.name = "color", .type = text, .text = "#8a9099", .allowed = kColorForm},
};

constexpr std::array kConveyorKeys{
    KeyInfo{.name = "size",
            .type = vec3,
            .unit = "m",
            .required = true,
            .minimum = 1e-3,
            .maximum = 1e4,
            .doc = "length, width, height of the belt above its floor"},
    KeyInfo{.name = "speed",
            .unit = "m/s",
            .number = 0.0,
            .minimum = -20.0,
            .maximum = 20.0,
            .doc = "until driven; negative runs backwards"},
    KeyInfo{.name = "acceleration",
            .unit = "m/s2",
            .number = 1.0,
            .minimum = 1e-3,
            .maximum = 1e3,
            .doc = "ramp of the belt's speed towards the command"},
    KeyInfo{.name = "friction", .number = 0.9, .minimum = 0.0, .maximum = 10.0},
    KeyInfo{.name = "slip",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = 1.0,
            .doc = "share of the speed that parts do not follow"},
};
constexpr std::array kConveyorProperties{
    PropertyInfo{.name = "speed",
                 .unit = "m/s",
                 .direction = input,
                 .fromKey = "speed",
                 .doc = "commanded belt speed"},
    PropertyInfo{.name = "running",
                 .type = ValueType::boolean,
                 .direction = input,
                 .initial = 1.0,
                 .doc = "drive enabled; false ramps to a stop"},
    PropertyInfo{.name = "slip",
                 .direction = parameter,
                 .fromKey = "slip",
                 .doc = "share of the speed that parts do not follow, 0 to 1"},
    PropertyInfo{
        .name = "friction",
        .direction = parameter,
        .fromKey = "friction",
        .doc = "coefficient of the belt's top, times that of the part: what accelerates it"},
    PropertyInfo{.name = "actual_speed", .unit = "m/s", .doc = "speed by the drive's encoder"},
    PropertyInfo{.name = "items", .type = ValueType::integer, .doc = "parts on the belt"},
};

constexpr std::array kPhotoEyeKeys{
    KeyInfo{.name = "height",
            .unit = "m",
            .number = 0.15,
            .minimum = 0.0,
            .maximum = 10.0,
            .doc = "beam above the belt"},
    KeyInfo{.name = "width",
            .unit = "m",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = 100.0,
            .doc = "length of the beam; 0: the belt's width and 0.2 m"},
    KeyInfo{.name = "delay",
            .unit = "s",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = 2.0,
            .doc = "from the beam to the output"},
};
constexpr std::array kPhotoEyeProperties{
    PropertyInfo{.name = "blocked", .type = ValueType::boolean, .doc = "a part stands in the beam"},
    PropertyInfo{.name = "delay",
                 .unit = "s",
                 .direction = parameter,
                 .fromKey = "delay",
                 .doc = "from the beam to the output, up to 2 s"},
    PropertyInfo{.name = "miss", .direction = parameter, .doc = "share of parts not seen, 0 to 1"},
};

constexpr std::array kFeederKeys{
    KeyInfo{.name = "items",
            .type = textList,
            .required = true,
            .allowed = "item",
            .doc = "item types; the property `variant` chooses one by its place"},
    KeyInfo{.name = "every",
            .unit = "s",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = 86400.0,
            .doc = "makes a part by time; 0: only by event"},
    KeyInfo{.name = "jitter",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = 0.9,
            .doc = "share of `every` by which each interval varies, uniform"},
    KeyInfo{.name = "event_at",
            .type = reference,
            .allowed = "photo_eye",
            .doc = "a part made by an event appears with its leading edge in this eye's beam"},
    KeyInfo{.name = "drop",
            .unit = "m",
            .number = 0.002,
            .minimum = 0.0,
            .maximum = 5.0,
            .doc = "height above the belt at which parts appear"},
};
constexpr std::array kFeederProperties{
    PropertyInfo{.name = "spawn",
                 .type = ValueType::integer,
                 .direction = input,
                 .event = true,
                 .doc = "each event makes one part"},
    PropertyInfo{.name = "every",
                 .unit = "s",
                 .direction = input,
                 .fromKey = "every",
                 .doc = "interval of parts made by time; 0 stops them"},
    PropertyInfo{.name = "variant",
                 .type = ValueType::integer,
                 .direction = input,
                 .doc = "which of `items` the next part is"},
    PropertyInfo{
        .name = "loss", .direction = parameter, .doc = "share of parts never made, 0 to 1"},
    PropertyInfo{.name = "made", .type = ValueType::integer, .doc = "parts made so far"},
    PropertyInfo{.name = "last_variant",
                 .type = ValueType::integer,
                 .doc = "which of `items` the last part made was"},
    PropertyInfo{.name = "blocked",
                 .type = ValueType::integer,
                 .doc = "parts not made for want of room or because max_items stood in the world"},
};

constexpr std::array kSinkKeys{
    KeyInfo{.name = "size",
            .type = vec3,
            .unit = "m",
            .required = true,
            .minimum = 1e-3,
            .maximum = 1e4,
            .doc = "a part whose centre is inside the box is taken away"},
};
constexpr std::array kSinkProperties{
    PropertyInfo{.name = "taken", .type = ValueType::integer, .doc = "parts taken so far"},
};

constexpr std::array kStopperKeys{
    KeyInfo{.name = "width",
            .unit = "m",
            .number = 0.0,
            .minimum = 0.0,
            .maximum = 100.0,
            .doc = "of the blade; 0: the belt's width"},
    KeyInfo{.name = "height", .unit = "m", .number = 0.12, .minimum = 0.01, .maximum = 10.0},
    KeyInfo{.name = "travel_time",
            .unit = "s",
            .number = 0.15,
            .minimum = 0.0,
            .maximum = 60.0,
            .doc = "from open to closed"},
    KeyInfo{.name = "closed", .type = boolean, .number = 0.0, .doc = "until driven"},
};
constexpr std::array kStopperProperties{
    PropertyInfo{.name = "close",
                 .type = ValueType::boolean,
                 .direction = input,
                 .fromKey = "closed",
                 .doc = "command: blade up"},
    PropertyInfo{.name = "stuck",
                 .type = ValueType::boolean,
                 .direction = parameter,
                 .doc = "the blade stays where it is"},
    PropertyInfo{.name = "jammed",
                 .type = ValueType::boolean,
                 .direction = parameter,
                 .doc = "the blade closes whatever the command says"},
    PropertyInfo{.name = "closed", .type = ValueType::boolean, .doc = "the blade is up"},
};
constexpr std::array<std::string_view, 1> kStopperParts{"blade"};

constexpr std::array kScaleKeys{
    KeyInfo{.name = "length",
            .unit = "m",
            .required = true,
            .minimum = 0.01,
            .maximum = 100.0,
            .doc = "of the weighing platform, centred at `at`"},
    KeyInfo{.name = "settle",
            .unit = "s",
            .number = 0.1,
            .minimum = 0.0,
            .maximum = 60.0,
            .doc = "time constant of the reading"},
    KeyInfo{.name = "bias",
            .unit = "kg",
            .number = 0.0,
            .minimum = -1e4,
            .maximum = 1e4,
            .doc = "what it reads too much"},
};
constexpr std::array kScaleProperties{
    PropertyInfo{.name = "weight", .unit = "kg", .doc = "reading now"},
    PropertyInfo{.name = "last_weight",
                 .unit = "kg",
                 .doc = "reading of the last part, taken as its centre passed the middle"},
    PropertyInfo{.name = "weighed", .type = ValueType::integer, .doc = "parts weighed so far"},
    PropertyInfo{.name = "bias", .unit = "kg", .direction = parameter, .fromKey = "bias"},
    PropertyInfo{
        .name = "noise", .unit = "kg", .direction = parameter, .doc = "standard deviation"},
};

constexpr std::array kPusherKeys{
    KeyInfo{.name = "size",
            .type = vec3,
            .unit = "m",
            .number = 0.3,
            .minimum = 1e-3,
            .maximum = 100.0,
            .doc = "of the plate: along the belt, thickness, height"},
    KeyInfo{.name = "stroke", .unit = "m", .number = 0.6, .minimum = 0.0, .maximum = 10.0},
    KeyInfo{.name = "speed", .unit = "m/s", .number = 1.0, .minimum = 1e-3, .maximum = 20.0},
    KeyInfo{.name = "side",
            .type = choice,
            .text = "right",
            .allowed = "left|right",
            .doc = "where it stands, looking along travel; it pushes to the other side"},
};
constexpr std::array kPusherProperties{
    PropertyInfo{.name = "extend",
                 .type = ValueType::boolean,
                 .direction = input,
                 .doc = "command: true pushes out, false draws back"},
    PropertyInfo{.name = "stuck",
                 .type = ValueType::boolean,
                 .direction = parameter,
                 .doc = "the plate stays where it is"},
    PropertyInfo{.name = "position", .unit = "m", .doc = "0 drawn back, stroke pushed out"},
    PropertyInfo{.name = "extended", .type = ValueType::boolean, .doc = "at the end of its stroke"},
    PropertyInfo{.name = "strokes", .type = ValueType::integer, .doc = "times pushed out so far"},
};
constexpr std::array<std::string_view, 1> kPusherParts{"plate"};

// Vehicles that go from station to station.
constexpr std::array kAgvKeys{
    KeyInfo{.name = "stations",
            .type = textList,
            .required = true,
            .allowed = "station",
            .doc = "in the order of its path, which is straight between two of them; the property "
                   "`target` chooses one by its place"},
    KeyInfo{.name = "size",
            .type = vec3,
            .unit = "m",
            .required = true,
            .minimum = 0.05,
            .maximum = 100.0,
            .doc = "length, width, height of its deck above the floor"},
    KeyInfo{.name = "speed", .unit = "m/s", .number = 0.8, .minimum = 0.01, .maximum = 20.0},
    KeyInfo{.name = "acceleration",
            .unit = "m/s2",
            .number = 0.3,
            .minimum = 0.01,
            .maximum = 10.0,
            .doc = "also its deceleration; friction must carry the load along"},
    KeyInfo{.name = "turn_rate",
            .unit = "deg/s",
            .number = 30.0,
            .minimum = 1.0,
            .maximum = 360.0,
            .doc = "where its path bends it stops and turns on the spot"},
    KeyInfo{.name = "friction", .number = 0.9, .minimum = 0.0, .maximum = 10.0},
};
constexpr std::array kAgvProperties{
    PropertyInfo{.name = "target",
                 .type = ValueType::integer,
                 .direction = input,
                 .doc = "station that it goes to, by its place in `stations`, from 0"},
    PropertyInfo{.name = "blocked",
                 .type = ValueType::boolean,
                 .direction = parameter,
                 .doc = "something stands in its way: it brakes and waits"},
    PropertyInfo{.name = "at",
                 .type = ValueType::integer,
                 .doc = "station at which it stands; -1 under way"},
    PropertyInfo{.name = "arrived",
                 .type = ValueType::boolean,
                 .doc = "it stands at the station of `target`"},
    PropertyInfo{.name = "position", .unit = "m", .doc = "along its path from the first station"},
    PropertyInfo{
        .name = "actual_speed", .unit = "m/s", .doc = "negative towards the first station"},
};
constexpr std::array<std::string_view, 1> kAgvParts{"deck"};
constexpr std::array kRobotKeys{
    KeyInfo{.name = "urdf",
            .type = text,
            .required = true,
            .allowed = kFileForm,
            .doc = "the arm's description; its first link stands at the pose"},
    KeyInfo{.name = "packages",
            .type = textList,
            .allowed = kFolderForm,
            .doc = "folders in which package://NAME/ is sought; none: those above the description"},
    KeyInfo{.name = "tool",
            .type = text,
            .doc = "link whose +Z face holds parts; none: the last of the chain"},
    KeyInfo{.name = "drive",
            .type = choice,
            .text = "kinematic",
            .allowed = "kinematic|motors",
            .doc = "kinematic: the joints are where they are told to be; motors: they are driven "
                   "there, and feel what they carry and meet"},
    KeyInfo{.name = "home",
            .type = numberList,
            .unit = "rad",
            .minimum = -100.0,
            .maximum = 100.0,
            .doc = "joints at the start, m where they slide; none: 0, or what is nearest to it"},
    KeyInfo{.name = "reach",
            .unit = "m",
            .number = 0.03,
            .minimum = 0.0,
            .maximum = 1.0,
            .doc = "how far before the tool's face a part may be that the vacuum takes"},
    KeyInfo{.name = "payload",
            .unit = "kg",
            .number = 20.0,
            .minimum = 0.0,
            .maximum = 1e5,
            .doc = "heaviest part that the vacuum holds"},
};
constexpr PropertyInfo jointInput(std::string_view name, uint32_t element) {
    return {.name = name,
            .unit = "rad",
            .direction = input,
            .fromKey = "home",
            .element = element,
            .doc = "commanded; m where the joint slides. Not driven: as the motion queue has it"};
}
constexpr PropertyInfo jointOutput(std::string_view name) {
    return {.name = name, .unit = "rad", .doc = "where the joint is; m where it slides"};
}
constexpr std::array kRobotProperties{
    jointInput("joint_1", 0),
    jointInput("joint_2", 1),
    jointInput("joint_3", 2),
    jointInput("joint_4", 3),
    jointInput("joint_5", 4),
    jointInput("joint_6", 5),
    PropertyInfo{.name = "vacuum",
                 .type = ValueType::boolean,
                 .direction = input,
                 .doc = "command: hold what is before the tool. Not driven: as the motion queue "
                        "has it"},
    jointOutput("joint_1_actual"),
    jointOutput("joint_2_actual"),
    jointOutput("joint_3_actual"),
    jointOutput("joint_4_actual"),
    jointOutput("joint_5_actual"),
    jointOutput("joint_6_actual"),
    PropertyInfo{.name = "holding",
                 .type = ValueType::integer,
                 .doc = "serial of the part that the vacuum holds; 0: none"},
    PropertyInfo{.name = "holds", .type = ValueType::boolean, .doc = "the vacuum holds a part"},
    PropertyInfo{.name = "moving", .type = ValueType::boolean, .doc = "a motion is under way"},
    PropertyInfo{.name = "queued",
                 .type = ValueType::integer,
                 .doc = "motions that are not done, with the one under way"},
    PropertyInfo{.name = "limited",
                 .type = ValueType::boolean,
                 .doc = "a commanded joint lies beyond its limit, and stands at it"},
    PropertyInfo{
        .name = "fault",
        .type = ValueType::integer,
        .doc = "of the last motions: 0 none, 1 a pose out of reach, 2 a joint beyond its "
               "limit, 3 too many motions, 4 no robot: its description could not be read, 5 its "
               "joints are driven from outside"},
    PropertyInfo{.name = "dropped",
                 .type = ValueType::integer,
                 .doc = "parts too heavy for the vacuum so far"},
    PropertyInfo{.name = "slow",
                 .direction = parameter,
                 .doc = "share of its speed that the arm does not reach, 0 to 0.95"},
    PropertyInfo{.name = "leak",
                 .direction = parameter,
                 .doc = "share of the payload that the vacuum does not hold, 0 to 1"},
};
constexpr std::array<std::string_view, 6> kRobotParts{"link_1", "link_2", "link_3",
                                                      "link_4", "link_5", "link_6"};

// A thing that shows: no physics, coloured by what is measured.
constexpr std::array kIndicatorProperties{
    PropertyInfo{.name = "red", .type = ValueType::boolean, .direction = input},
    PropertyInfo{.name = "amber", .type = ValueType::boolean, .direction = input},
    PropertyInfo{.name = "green", .type = ValueType::boolean, .direction = input},
    PropertyInfo{.name = "value", .direction = input, .doc = "number shown beside it"},
};

// What a PLC remembers beside its machines.
constexpr std::array kTagProperties{
    PropertyInfo{.name = "set", .direction = input, .doc = "by the plant, else by the script"},
    PropertyInfo{.name = "value", .doc = "what was set: the script reads it back"},
    PropertyInfo{.name = "on", .type = ValueType::boolean, .doc = "`value` is not 0"},
};

constexpr std::array kKinds{
    KindInfo{.name = "body", .doc = "A box, sphere, cylinder or capsule.", .keys = kBodyKeys},
    KindInfo{
        .name = "conveyor",
        .doc =
            "A straight belt. Origin: centre of the infeed edge at belt height, +X along travel.",
        .keys = kConveyorKeys,
        .properties = kConveyorProperties},
    KindInfo{.name = "photo_eye",
             .doc = "A light barrier across a belt.",
             .placedOnConveyor = true,
             .keys = kPhotoEyeKeys,
             .properties = kPhotoEyeProperties},
    KindInfo{.name = "feeder",
             .doc = "Makes parts on a belt, by time or by event.",
             .placedOnConveyor = true,
             .keys = kFeederKeys,
             .properties = kFeederProperties},
    KindInfo{.name = "sink",
             .doc = "Takes parts away.",
             .keys = kSinkKeys,
             .properties = kSinkProperties},
    KindInfo{.name = "stopper",
             .doc = "A blade that rises through the belt and holds parts.",
             .placedOnConveyor = true,
             .keys = kStopperKeys,
             .properties = kStopperProperties,
             .parts = kStopperParts},
    KindInfo{.name = "scale",
             .doc = "Weighs the parts on a length of belt.",
             .placedOnConveyor = true,
             .keys = kScaleKeys,
             .properties = kScaleProperties},
    KindInfo{.name = "pusher",
             .doc = "A plate that pushes parts off a belt, sideways.",
             .placedOnConveyor = true,
             .keys = kPusherKeys,
             .properties = kPusherProperties,
             .parts = kPusherParts},
    KindInfo{.name = "station", .doc = "A place on the floor that vehicles go to."},
    KindInfo{.name = "agv",
             .doc =
                 "A vehicle that carries what lies on its deck from station to station. Its path "
                 "says where it stands; `pose` means nothing.",
             .keys = kAgvKeys,
             .properties = kAgvProperties,
             .parts = kAgvParts},
    KindInfo{.name = "robot",
             .doc = "An arm of up to six joints with a vacuum gripper, described by a URDF file.",
             .keys = kRobotKeys,
             .properties = kRobotProperties,
             .parts = kRobotParts},
    KindInfo{.name = "indicator",
             .doc = "A stack light or display.",
             .properties = kIndicatorProperties},
    KindInfo{.name = "tag",
             .doc =
                 "A value of the PLC's memory that no machine has: an order, a count. The script "
                 "obeys the plant's where a binding drives it, and else its own.",
             .properties = kTagProperties},
};

template <class Range>
std::optional<uint32_t> find(const Range& range, std::string_view name) {
    for (uint32_t i = 0; i < range.size(); ++i) {
        if (range[i].name == name)
            return i;
    }
    return std::nullopt;
}

}  // namespace

std::span<const KindInfo> catalogue() {
    return kKinds;
}

std::optional<uint32_t> findKind(std::string_view name) {
    return find(catalogue(), name);
}

std::optional<uint32_t> findProperty(const KindInfo& kind, std::string_view name) {
    return find(kind.properties, name);
}

std::optional<uint32_t> findKey(const KindInfo& kind, std::string_view name) {
    return find(kind.keys, name);
}

}  // namespace gemba::twin
