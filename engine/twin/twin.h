#pragma once

#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/pose.h"
#include "engine/core/time.h"
#include "engine/twin/catalogue.h"

/// What the plant *is*: the immutable description read from a twin file. Swapped whole, never
/// changed.
namespace gemba::twin {

struct WorldSettings {
    Vec3 gravity{0.0, 0.0, -9.81};  ///< m/s2
    int32_t stepHz = 240;
    uint64_t seed = 1;
    double checkpointEvery = 30.0;  ///< s, a fixed grid of ticks from tick 0
    uint32_t maxItems = 500;

    [[nodiscard]] double h() const { return 1.0 / stepHz; }
    [[nodiscard]] Tick checkpointTicks() const {
        return static_cast<Tick>(checkpointEvery * stepHz + 0.5);
    }
};

enum class Collision : uint8_t { none, box, hull, mesh };

/// `[[model]]`: a file placed in the world or hung on a device ("infeed") or its part
/// ("stop.blade").
struct PlacedModel {
    std::string id;
    std::filesystem::path file;  ///< absolute
    double unitM = 0.0;          ///< 0: the importer decides
    char up = 0;                 ///< 'x', 'y', 'z' or 0: the importer decides
    Collision collision = Collision::none;
    std::string parent;  ///< model id, device id, "device.part" or empty
    Pose parentFromModel;
    Pose worldFromModel;  ///< at rest, where a part's frame is its device's frame
    int32_t device = -1;  ///< index of the device it hangs on, through any chain of parents
    int32_t part = -1;    ///< index into the device kind's parts
    double scale = 1.0;
    double friction = 0.6;
};

/// `[[item]]`: a type of part that feeders make.
struct ItemType {
    std::string id;
    std::string shape = "box";  ///< box, sphere, cylinder or capsule
    Vec3 size{0.3};             ///< m, full extents
    double mass = 1.0;          ///< kg
    double friction = 0.6;
    double restitution = 0.0;
    std::filesystem::path model;    ///< optional visual, absolute
    std::string color = "#b98a56";  ///< where there is no model
    bool numbered = false;          ///< its serial number is printed on its sides
};

using KeyValue = std::variant<std::monostate, bool, int64_t, double, std::string, Vec3,
                              std::vector<std::string>, std::vector<double>>;

/// One device. Its keys' values stand in catalogue order and are complete: defaults filled in.
struct Device {
    std::string id;
    uint32_t kind = 0;  ///< index into catalogue()
    std::vector<KeyValue> values;
    int line = 0;        ///< where it stands in the file, from 1; 0: in none
    std::string parent;  ///< as in PlacedModel
    Pose parentFromDevice;
    Pose worldFromDevice;        ///< for devices on a conveyor: at `at` on the belt's centre line,
                                 ///< belt height, axes as the conveyor's
    int32_t on = -1;             ///< index of the conveyor, or -1
    double at = 0.0;             ///< m along it
    uint32_t firstProperty = 0;  ///< its properties in the world's table, in catalogue order

    [[nodiscard]] const KindInfo& info() const { return catalogue()[kind]; }
    [[nodiscard]] bool is(std::string_view kindName) const { return info().name == kindName; }
    // Values by key name; the key must exist in the catalogue with that type.
    [[nodiscard]] double number(std::string_view key) const;
    [[nodiscard]] bool boolean(std::string_view key) const;
    [[nodiscard]] const std::string& text(std::string_view key) const;
    [[nodiscard]] const Vec3& vec3(std::string_view key) const;
    [[nodiscard]] const std::vector<std::string>& list(std::string_view key) const;
    [[nodiscard]] const std::vector<double>& numbers(std::string_view key) const;
};

/// Names one property of one device: "infeed.speed".
struct PropertyRef {
    uint32_t device = 0;
    uint32_t property = 0;  ///< index into the kind's properties
    bool operator==(const PropertyRef&) const = default;
};

enum class Role : uint8_t { drive, compare, show, publish };
enum class Edge : uint8_t { none, rising, falling, both };
enum class Hold : uint8_t { latest, interpolate };
enum class OnStale : uint8_t { hold, controller, value };

/// What a value can be, SI.
struct ValueRange {
    double low = 0.0, high = 0.0;
};

/// `[[binding]]`: ties a signal to a device property. si = wire * scale + offset.
struct Binding {
    std::string signal;
    PropertyRef target;
    Role role = Role::compare;
    double scale = 1.0;
    double offset = 0.0;
    std::string unit;  ///< on the wire, as written; "" = the property's own
    Hold hold = Hold::latest;
    double staleAfter = 0.0;  ///< s; 0: never by age alone
    OnStale onStale = OnStale::hold;
    double staleValue = 0.0;          ///< SI, for OnStale::value
    Edge on = Edge::none;             ///< for event properties
    double toleranceTime = 0.1;       ///< s, for edges
    double toleranceValue = 0.0;      ///< SI, for numbers
    double period = 0.0;              ///< s between the signal's messages; 0: not stated
    std::optional<ValueRange> range;  ///< beyond it a value is bad
    bool correct = false;             ///< compared eyes: the model's parts follow the plant's edges
    double gain = 1.0;                ///< share of what they are out by that they are moved
};

enum class WireFormat : uint8_t { native, any };
enum class Align : uint8_t { arrival, source };
enum class Clock : uint8_t { measured, trusted };

/// Files beside a source; absolute, empty where there is none. What is secret stands in them alone,
/// never in a twin.
struct LinkKeys {
    std::filesystem::path ca;           ///< mqtts: whom to trust; empty: whom the system trusts
    std::filesystem::path credentials;  ///< mqtt: user and password, a line each
    std::filesystem::path curveServer;  ///< ZeroMQ: the publisher's public key
    std::filesystem::path curve;        ///< ZeroMQ: our secret key; empty: one for this run alone
};

/// `[[live]]`: where measured values come from.
struct LiveSource {
    std::string id;
    std::string connect;                 ///< "tcp://127.0.0.1:5556", "mqtts://broker:8883";
                                         ///< empty: nobody is called
    std::vector<std::string> subscribe;  ///< topic prefixes; empty = all
    WireFormat format = WireFormat::any;
    std::string timePath;           ///< foreign objects: the member that is the time
    std::string timeUnit = "auto";  ///< auto, s, ms, us, ns
    Align align = Align::arrival;
    double delay = 0.0;  ///< s, with align = source
    /// trusted: its time is UTC as it stands, and nothing of the simulation depends on when a
    /// message arrived, but for those later than the delay.
    Clock clock = Clock::measured;
    LinkKeys keys;
    double silentAfter = 3.0;  ///< s without any message: the source is stale

    [[nodiscard]] bool trusted() const { return clock == Clock::trusted; }
    [[nodiscard]] int64_t delayNs() const { return static_cast<int64_t>(delay * 1e9); }
};

enum class AlarmKind : uint8_t { residual, stale, limit, state };
enum class Priority : uint8_t { low, medium, high, critical };

/// `[[alarm]]`: a condition that somebody should look at.
struct Alarm {
    std::string id;
    AlarmKind kind = AlarmKind::limit;
    int32_t device = -1;   ///< what it is about; -1: a source
    int32_t source = -1;   ///< stale: index into Twin::live; -1: any signal of the device
    PropertyRef property;  ///< limit, state
    int32_t binding = -1;  ///< … by its measured value; -1: by its simulated one
    // Beyond which it holds: SI; of a residual, its significance.
    double above = std::numeric_limits<double>::infinity();
    double below = -std::numeric_limits<double>::infinity();
    double deadband = 0.0;  ///< how far back inside before it is over
    bool is = true;         ///< state
    double delay = 0.0;     ///< s that the condition must last
    Priority priority = Priority::medium;
    std::string text;  ///< for people, never empty
};

/// The virtual PLC.
struct Controller {
    std::filesystem::path script;  ///< absolute
    std::string source;            ///< its text
    double period = 0.01;          ///< s, rounded to whole ticks, at least one
};

/// `[[view]]`: a named camera.
struct View {
    std::string name;
    Vec3 eye{5.0, -5.0, 4.0}, target{0.0};
    double fovDeg = 45.0;
};

/// A sensor on a path of belts, in order of travel: from `on`, `at` and touching belt ends.
struct PathSensor {
    uint32_t device = 0;    ///< a photo eye
    double distance = 0.0;  ///< m along the path from its first belt's infeed edge
    int32_t previous = -1;  ///< index into Twin::pathSensors; -1: first of its path
    uint32_t path = 0;      ///< paths are numbered from 0
};

/// A belt of a path, in order of travel.
struct PathBelt {
    uint32_t device = 0;  ///< a conveyor
    double start = 0.0;   ///< m along the path: its infeed edge
    uint32_t path = 0;
};

struct Twin {
    std::filesystem::path file;  ///< absolute
    std::string text;            ///< as read: edits patch it
    std::string name;
    WorldSettings world;
    std::vector<PlacedModel> models;  ///< by id
    std::vector<ItemType> items;      ///< by id
    std::vector<Device> devices;      ///< by id: also the order of insertion into the physics
    std::vector<Binding> bindings;    ///< by signal, then target
    std::vector<LiveSource> live;     ///< by id
    std::vector<View> views;          ///< as in the file
    std::vector<Alarm> alarms;        ///< by id
    std::optional<Controller> controller;
    std::vector<PathSensor> pathSensors;
    std::vector<PathBelt> pathBelts;  ///< of the paths that have sensors
    uint32_t propertyCount = 0;

    [[nodiscard]] int32_t findDevice(std::string_view id) const;  ///< -1: none
    [[nodiscard]] int32_t findItem(std::string_view id) const;
    [[nodiscard]] std::optional<PropertyRef> findProperty(std::string_view deviceDotProperty) const;
    /// Place of a property in the world's property table.
    [[nodiscard]] uint32_t propertyIndex(PropertyRef ref) const {
        return devices[ref.device].firstProperty + ref.property;
    }
    [[nodiscard]] const PropertyInfo& info(PropertyRef ref) const {
        return devices[ref.device].info().properties[ref.property];
    }
    [[nodiscard]] std::string propertyName(PropertyRef ref) const;
};

}  // namespace gemba::twin
