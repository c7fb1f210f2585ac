#include "app/commands/import.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/commands/import_robot.h"
#include "app/files.h"
#include "app/progress_line.h"
#include "app/robots.h"
#include "engine/assets/importer.h"
#include "engine/core/text.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;

/// Metres per unit; 0 for an empty word.
std::optional<double> parseUnit(const std::string& word) {
    static const std::map<std::string, double> kUnits{
        {"", 0.0}, {"m", 1.0}, {"cm", 0.01}, {"mm", 0.001}, {"in", 0.0254}, {"ft", 0.3048}};
    if (const auto found = kUnits.find(word); found != kUnits.end())
        return found->second;
    double value = 0.0;
    const auto end = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = end.ec == std::errc{} && end.ptr == word.data() + word.size();
    return whole && assets::isPlausibleUnit(value) ? std::optional(value) : std::nullopt;
}

std::optional<assets::UpAxis> parseUp(const std::string& word) {
    static const std::map<std::string, assets::UpAxis> kAxes{{"", assets::UpAxis::automatic},
                                                             {"x", assets::UpAxis::x},
                                                             {"y", assets::UpAxis::y},
                                                             {"z", assets::UpAxis::z}};
    const auto found = kAxes.find(word);
    return found != kAxes.end() ? std::optional(found->second) : std::nullopt;
}

int usage(const std::string& message) {
    fmt::print(stderr, "{}\n", message);
    return kExitUsage;
}

std::string text(const Json& json) {
    // A path may be no UTF-8: replaced rather than thrown upon.
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

Json toJson(const assets::ImportReport& report, const std::filesystem::path& file) {
    const auto vector = [](const glm::dvec3& v) { return Json::array({v.x, v.y, v.z}); };
    return {{"file", file.string()},
            {"unit_m", report.unitM},
            {"unit_guessed", report.unitGuessed},
            {"up", std::string(1, report.up)},
            {"up_guessed", report.upGuessed},
            {"evidence", report.evidence},
            {"size_m", vector(report.sizeM)},
            {"center_m", vector(report.centerM)},
            {"nodes", report.nodes},
            {"meshes", report.meshes},
            {"instances", report.instances},
            {"triangles", report.triangles},
            {"vertices", report.vertices},
            {"materials", report.materials},
            {"textures", report.textures},
            {"from_cache", report.fromCache},
            {"warnings", report.warnings}};
}

void printTable(const assets::ImportReport& report, const std::filesystem::path& file) {
    const auto guess = [](bool guessed) { return guessed ? "  (a guess)" : ""; };
    const glm::dvec3& size = report.sizeM;
    const glm::dvec3 center = glm::round(report.centerM * 1e6) / 1e6 + 0.0;  // no -1.8e-07, no -0
    fmt::print("{}\n", cleanText(file.string()));
    fmt::print("  {:<10} {:.4g} x {:.4g} x {:.4g} m\n", "size", size.x, size.y, size.z);
    fmt::print("  {:<10} {:.4g}, {:.4g}, {:.4g} m\n", "center", center.x, center.y, center.z);
    fmt::print("  {:<10} {:g} m{}\n", "unit", report.unitM, guess(report.unitGuessed));
    fmt::print("  {:<10} {}{}\n", "up", report.up, guess(report.upGuessed));
    fmt::print("  {:<10} {}\n", "because", report.evidence);
    fmt::print("  {:<10} {}\n", "nodes", report.nodes);
    fmt::print("  {:<10} {}, used {} times\n", "meshes", report.meshes, report.instances);
    fmt::print("  {:<10} {} of {} vertices\n", "triangles", report.triangles, report.vertices);
    fmt::print("  {:<10} {} with {} textures\n", "materials", report.materials, report.textures);
    for (const std::string& warning : report.warnings)
        fmt::print("  {:<10} {}\n", "warning", warning);
}

/// False when the report cannot be written.
bool writeReport(const std::filesystem::path& path, const std::string& json) {
    std::ofstream out(path, std::ios::binary);
    out << json << '\n';
    out.flush();
    if (!out)
        fmt::print(stderr, "cannot write the report: {}\n", cleanText(path.string()));
    return static_cast<bool>(out);
}

/// A robot's units and axes are those of its description.
int runImportRobot(const ImportOptions& options) {
    const auto robot = readRobot(options.file);
    if (!robot)
        return reportError(robot.error());
    const std::string json = robotJson(*robot, options.file);
    if (options.json)
        fmt::print("{}\n", json);
    else
        printRobot(*robot, options.file);
    const bool written = options.report.empty() || writeReport(options.report, json);
    return written ? kExitDone : kExitBadData;
}

}  // namespace

int runImport(const ImportOptions& options) {
    if (isRobotFile(options.file))
        return runImportRobot(options);
    const auto unit = parseUnit(options.unit);
    if (!unit)
        return usage(
            fmt::format("--unit {}: expected m, cm, mm, in, ft or {:g} to {:g} metres per unit",
                        cleanText(options.unit, 64), assets::kMinUnitM, assets::kMaxUnitM));
    const auto up = parseUp(options.up);
    if (!up)
        return usage(fmt::format("--up {}: expected x, y or z", cleanText(options.up, 64)));

    ProgressLine line;
    const auto imported = assets::importModel(
        {.file = options.file, .unitM = *unit, .up = *up}, assets::defaultCacheDir(),
        [&](double fraction, std::string_view word) { line.show(fraction, word); });
    line.clear();
    if (!imported) {
        fmt::print(stderr, "{}\n", imported.error().message());
        return kExitBadData;
    }

    const std::string json = text(toJson(imported->report, options.file));
    if (options.json)
        fmt::print("{}\n", json);
    else
        printTable(imported->report, options.file);
    const bool written = options.report.empty() || writeReport(options.report, json);
    return written ? kExitDone : kExitBadData;
}

}  // namespace gemba::app
