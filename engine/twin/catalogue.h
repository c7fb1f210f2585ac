#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/core/value.h"

namespace gemba::twin {

/// What a key of the twin file holds.
enum class KeyType : uint8_t {
    boolean,
    integer,
    number,
    text,
    vec3,
    reference,
    choice,
    textList,
    numberList
};

/// `allowed` of a text key that holds a colour.
constexpr std::string_view kColorForm = "#rrggbb";
/// `allowed` of a text key that names a file, and of a list that names folders: relative to the
/// twin file, absolute once read.
constexpr std::string_view kFileForm = "/file", kFolderForm = "/folder";

/// One key of an object in the twin file. SI units; `unit` is for people and for the schema.
struct KeyInfo {
    std::string_view name;
    KeyType type = KeyType::number;
    std::string_view unit;
    bool required = false;
    double number = 0.0;    ///< default of boolean, integer, number; each component of vec3
    std::string_view text;  ///< default of text, choice, reference
    double minimum = -1e9;  ///< inclusive, for numbers, each component and each of a list
    double maximum = 1e9;
    std::string_view allowed;  ///< choice: "a|b|c"; reference, textList: kinds that may be named;
                               ///< text: kColorForm for a colour, kFileForm for a file,
                               ///< textList: kFolderForm for folders; else empty
    std::string_view doc;
};

/// input: driven from outside or by the controller. output: what the device reports.
/// parameter: how the machine behaves (slip, bias, delay); set by overlays and calibration.
enum class Direction : uint8_t { input, output, parameter };

/// One property of a device, a number in World's property table. A boolean is 0 or 1.
struct PropertyInfo {
    std::string_view name;
    ValueType type = ValueType::real;
    std::string_view unit;
    Direction direction = Direction::output;
    bool event = false;        ///< a counter: each increment is one event (feeder.spawn)
    std::string_view fromKey;  ///< starts as this key's value; otherwise as `initial`
    double initial = 0.0;
    uint32_t element = 0;  ///< of `fromKey` where that is a numberList; beyond its end: `initial`
    std::string_view doc;
};

/// A kind of device: `[[conveyor]]` and what may stand in it.
struct KindInfo {
    std::string_view name;
    std::string_view doc;
    bool placedOnConveyor = false;  ///< has `on` and `at`; otherwise `parent` and `pose`
    std::span<const KeyInfo> keys;
    std::span<const PropertyInfo> properties;
    std::span<const std::string_view> parts;  ///< moving frames: models may hang on "id.part"
};

/// All kinds, in the order of the file's documentation. `check`, the schema, bindings and the
/// window know devices from here alone.
[[nodiscard]] std::span<const KindInfo> catalogue();

/// Index into catalogue(), or nothing.
[[nodiscard]] std::optional<uint32_t> findKind(std::string_view name);

/// Index into kind.properties or kind.keys, or nothing.
[[nodiscard]] std::optional<uint32_t> findProperty(const KindInfo& kind, std::string_view name);
[[nodiscard]] std::optional<uint32_t> findKey(const KindInfo& kind, std::string_view name);

}  // namespace gemba::twin
