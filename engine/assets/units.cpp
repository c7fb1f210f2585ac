#include "engine/assets/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/core/text.h"

namespace gemba::assets {
namespace {

template <class T>
struct Judged {
    T value;
    bool guessed = false;
    std::string because;
};

bool isBlank(std::string_view text) {
    return text.find_first_of(" \t\r\n") == 0;
}

/// As text.find, blind to what stands in comments.
size_t findOutsideComments(std::string_view text, std::string_view what, size_t from = 0) {
    for (;;) {
        const size_t at = text.find(what, from);
        const size_t comment = text.find("<!--", from);
        if (at == std::string_view::npos || at < comment)
            return at;
        const size_t end = text.find("-->", comment + 4);
        if (end == std::string_view::npos)
            return end;
        from = end + 3;
    }
}

/// The value of attribute `name` in the first `<tag …>` of a text.
std::optional<std::string> xmlAttribute(std::string_view text, std::string_view tag,
                                        std::string_view name) {
    const std::string opening = fmt::format("<{}", tag);
    size_t start = findOutsideComments(text, opening);
    while (start != std::string_view::npos && !isBlank(text.substr(start + opening.size())))
        start = findOutsideComments(text, opening, start + 1);
    if (start == std::string_view::npos)
        return std::nullopt;
    const std::string_view element = text.substr(start, text.find('>', start) - start);
    const size_t at = element.find(fmt::format("{}=", name));
    if (at == std::string_view::npos)
        return std::nullopt;
    const size_t open = at + name.size() + 1;
    if (open >= element.size())
        return std::nullopt;
    const size_t close = element.find(element[open], open + 1);
    if (close == std::string_view::npos)
        return std::nullopt;
    return std::string(element.substr(open + 1, close - open - 1));
}

std::optional<double> numberIn(std::string_view text) {
    // As the reader has it: blanks and a plus before it.
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0.0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

struct UnitWord {
    std::string_view word;
    double metres;
};

constexpr std::array kUnitWords{
    UnitWord{"millimeter", 0.001}, UnitWord{"millimetre", 0.001}, UnitWord{"centimeter", 0.01},
    UnitWord{"centimetre", 0.01},  UnitWord{"micron", 1e-6},      UnitWord{"inch", 0.0254},
    UnitWord{"feet", 0.3048},      UnitWord{"foot", 0.3048},      UnitWord{"meter", 1.0},
    UnitWord{"metre", 1.0},        UnitWord{"mm", 0.001},         UnitWord{"cm", 0.01},
    UnitWord{"in", 0.0254},        UnitWord{"ft", 0.3048},        UnitWord{"m", 1.0}};

/// The unit that begins the text, as a whole word.
std::optional<UnitWord> leadingUnit(std::string_view text) {
    for (const UnitWord& unit : kUnitWords) {
        if (!text.starts_with(unit.word))
            continue;
        std::string_view rest = text.substr(unit.word.size());
        if (rest.starts_with("es"))
            rest.remove_prefix(2);
        else if (rest.starts_with('s'))
            rest.remove_prefix(1);
        const bool ends = rest.empty() || rest[0] < 'a' || rest[0] > 'z';
        if (ends)
            return unit;
    }
    return std::nullopt;
}

/// "units: mm", "UNITS=inches", "unit = m" in a header or comment.
std::optional<UnitWord> statedUnit(std::string_view head) {
    const std::string text = lowerText(head.substr(0, 4096));
    for (size_t at = text.find("unit"); at != std::string::npos; at = text.find("unit", at + 4)) {
        const size_t after = text.find_first_not_of("s", at + 4);
        const size_t word = text.find_first_not_of(" \t:=\"'", after);
        if (after == std::string::npos || word == std::string::npos || word == after)
            continue;
        if (const auto unit = leadingUnit(std::string_view(text).substr(word)))
            return unit;
    }
    return std::nullopt;
}

/// Without any word in the file only its size is left to judge by.
Judged<double> guessUnit(const FrameHints& hints) {
    if (const auto stated = statedUnit(hints.head))
        return {stated->metres, true, fmt::format("its header speaks of '{}'", stated->word)};
    if (hints.head.substr(0, 256).find("Blender") != std::string_view::npos)
        return {1.0, true, "the file states no unit; Blender, which wrote it, works in metres"};
    // No machine or hall part measures more than 100 m by itself, and CAD writes STL in
    // millimetres: what is larger is millimetres. Scene formats carry whole halls.
    const double limit = hints.format == "stl" ? 30.0 : 300.0;
    if (hints.largestSide > limit)
        return {0.001, true,
                fmt::format("the file states no unit; {:.4g} units across are taken as millimetres",
                            hints.largestSide)};
    return {1.0, true,
            fmt::format("the file states no unit; {:.4g} units across are taken as metres",
                        hints.largestSide)};
}

Judged<double> judgeUnit(const FrameHints& hints) {
    if (hints.format == "zae")
        return {1.0, false, "the reader of Collada archives converts to metres"};
    if (hints.format == "dae") {
        const auto text = xmlAttribute(hints.head, "unit", "meter");
        const double value = text ? numberIn(*text).value_or(0.0) : 0.0;
        if (!isPlausibleUnit(value))
            return {1.0, text.has_value(), "Collada's unit is the metre"};
        return {value, false, fmt::format("Collada says unit meter=\"{}\"", cleanText(*text, 32))};
    }
    if (hints.format == "fbx" && isPlausibleUnit(hints.fbxUnitCm / 100.0))
        return {hints.fbxUnitCm / 100.0, false,
                fmt::format("FBX says UnitScaleFactor {:g} cm", hints.fbxUnitCm)};
    if (hints.format == "gltf" || hints.format == "glb")
        return {1.0, false, "glTF's unit is the metre"};
    if (hints.format == "ifc")
        return {1.0, false, "the IFC reader converts to metres"};
    if (hints.format == "3mf")
        return {0.001, false, "3MF's unit is the millimetre"};
    if (hints.format == "amf") {
        const auto text = xmlAttribute(hints.head, "amf", "unit");
        const auto unit = leadingUnit(text ? lowerText(*text) : "millimeter");
        return {unit ? unit->metres : 0.001, false,
                text ? fmt::format("AMF says unit=\"{}\"", cleanText(*text, 32))
                     : "AMF's unit is the millimetre"};
    }
    return guessUnit(hints);
}

Judged<char> judgeColladaUp(std::string_view head) {
    constexpr std::string_view kTag = "<up_axis>";
    const size_t tag = findOutsideComments(head, kTag);
    const size_t at =
        tag == std::string_view::npos ? tag : head.find_first_not_of(" \t\r\n", tag + kTag.size());
    if (at == std::string_view::npos)
        return {'y', false, "Collada's up axis is Y"};
    const std::string_view word = head.substr(at, 4);
    if (word == "Z_UP")
        return {'z', false, "up_axis Z_UP"};
    if (word == "X_UP")
        return {'x', false, "up_axis X_UP"};
    return {'y', false, "up_axis Y_UP"};
}

Judged<char> judgeUp(const FrameHints& hints) {
    if (hints.format == "dae")
        return judgeColladaUp(hints.head);
    if (hints.format == "fbx" && hints.fbxUpAxis >= 0 && hints.fbxUpAxis <= 2) {
        const char axis = static_cast<char>('x' + hints.fbxUpAxis);
        return {axis, false, fmt::format("FBX says UpAxis {}", hints.fbxUpAxis)};
    }
    if (hints.format == "gltf" || hints.format == "glb")
        return {'y', false, "glTF's up axis is Y"};
    if (hints.format == "ifc" || hints.format == "zae")
        return {'y', false, "its reader turns the file's up axis to Y"};
    if (hints.format == "3ds" || hints.format == "3mf" || hints.format == "amf")
        return {'z', false, "the format's up axis is Z"};
    if (hints.format == "stl" || hints.format == "ply" || hints.format == "off")
        return {'z', true, "Z is up, as CAD and robotics write this format"};
    return {'y', true, "Y is up, as modelling tools write this format"};
}

/// Readers of two formats place something before the root; everything else comes as it stands.
glm::dmat4 readerPrefix(const FrameHints& hints, double claimedUnit) {
    if (hints.format == "dae")
        return glm::dmat4(glm::dmat3(claimedUnit));
    if (hints.format == "3ds")  // Z up turned to Y up
        return glm::dmat4(glm::dvec4(1, 0, 0, 0), glm::dvec4(0, 0, -1, 0), glm::dvec4(0, 1, 0, 0),
                          glm::dvec4(0, 0, 0, 1));
    return glm::dmat4(1.0);
}

}  // namespace

FileFrame judgeFrame(const FrameHints& hints, double unitM, UpAxis up) {
    Judged<double> unit = judgeUnit(hints);
    const glm::dmat4 prefix = readerPrefix(hints, unit.value);
    if (unitM > 0.0)
        unit = {unitM, false, fmt::format("unit {:g} m as told", unitM)};

    Judged<char> axis = judgeUp(hints);
    if (up != UpAxis::automatic) {
        const char told = up == UpAxis::x ? 'x' : up == UpAxis::y ? 'y' : 'z';
        axis = {told, false, fmt::format("{} up as told", told)};
    }
    return {.unitM = unit.value,
            .unitGuessed = unit.guessed,
            .up = axis.value,
            .upGuessed = axis.guessed,
            .evidence = fmt::format("{}; {}", unit.because, axis.because),
            .rootFromFile = prefix};
}

glm::dmat3 zUpFrom(char up) {
    // Columns are where the file's x, y and z go.
    if (up == 'y')
        return {glm::dvec3(1, 0, 0), glm::dvec3(0, 0, 1), glm::dvec3(0, -1, 0)};
    if (up == 'x')  // Collada's X_UP: right is -y, up is x, towards the viewer is z
        return {glm::dvec3(0, 0, 1), glm::dvec3(-1, 0, 0), glm::dvec3(0, -1, 0)};
    return glm::dmat3(1.0);
}

}  // namespace gemba::assets
