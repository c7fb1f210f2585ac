#include "engine/assets/robot_importer.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>

#include "engine/assets/child_process.h"
#include "engine/assets/import_program.h"
#include "engine/assets/mapped_file.h"
#include "engine/assets/robot_code.h"
#include "engine/assets/unique_fd.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPackageScheme = "package://", kFileScheme = "file://";

Error robotError(const fs::path& file, std::string found, std::string expected = {}) {
    return {.doing = "import the robot",
            .on = file.string(),
            .found = std::move(found),
            .expected = std::move(expected)};
}

/// Whether the folder is the package NAME: called so, or its package.xml says so.
bool isPackage(const fs::path& folder, const std::string& name) {
    std::error_code error;
    const fs::path description = folder / "package.xml";
    if (!fs::is_regular_file(description, error))
        return false;
    if (folder.filename() == name)
        return true;
    constexpr std::streamsize kHead = 4096;  // a package says its name first
    std::string head(kHead, '\0');
    std::ifstream in(description, std::ios::binary);
    in.read(head.data(), kHead);
    head.resize(static_cast<size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return head.find("<name>" + name + "</name>") != std::string::npos;
}

/// The folder of package NAME; empty: there is none where it is sought.
fs::path packageFolder(const RobotSettings& settings, const fs::path& file,
                       const std::string& name) {
    std::error_code error;
    if (!settings.packages.empty()) {
        for (const fs::path& place : settings.packages) {
            if (isPackage(place, name) || place.filename() == name)
                return place;
            if (fs::is_directory(place / name, error))
                return place / name;
        }
        return {};
    }
    constexpr int kLevels = 8;
    fs::path at = file.parent_path();
    for (int level = 0; level < kLevels && at.has_relative_path(); ++level) {
        if (isPackage(at, name))
            return at;
        if (isPackage(at / name, name))
            return at / name;
        at = at.parent_path();
    }
    return {};
}

bool isBelow(const fs::path& file, const fs::path& folder) {
    const fs::path name = file.lexically_relative(folder);
    return !name.empty() && *name.begin() != "..";
}

/// Finds a mesh's file: in its package, or in the description's own folder. Names from a
/// description reach nothing else.
Result<void> findMesh(const RobotSettings& settings, const fs::path& file, RobotShape& shape) {
    const std::string shown = inQuotes(shape.uri, 200);
    fs::path root = file.parent_path();
    std::string rest = shape.uri;
    if (rest.starts_with(kPackageScheme)) {
        rest.erase(0, kPackageScheme.size());
        const size_t slash = rest.find('/');
        const std::string name = rest.substr(0, slash);
        const bool plain = !name.empty() && name != "." && name != ".." &&
                           name.find('\0') == std::string::npos && slash != std::string::npos;
        if (!plain)
            return fail(robotError(file, "the mesh " + shown, "package://NAME/FILE"));
        rest.erase(0, slash + 1);
        root = packageFolder(settings, file, name);
        if (root.empty())
            return fail(robotError(
                file, fmt::format("the mesh {} of an unknown package {}", shown, inQuotes(name)),
                settings.packages.empty()
                    ? "a folder of that name with a package.xml, above the description or beside "
                      "one above; or name the folder in `packages`"
                    : "a folder of that name in one of `packages`"));
    } else if (rest.starts_with(kFileScheme)) {
        rest.erase(0, kFileScheme.size());
    }
    std::error_code error;
    const fs::path canonicalRoot = fs::canonical(root, error);
    const fs::path found = error ? fs::path() : fs::canonical(root / rest, error);
    if (error || !fs::is_regular_file(found, error))
        return fail(robotError(file, fmt::format("the mesh {} is missing", shown), "its file"));
    if (!isBelow(found, canonicalRoot))
        return fail(robotError(file, fmt::format("the mesh {} lies elsewhere", shown),
                               "a file in its package or the description's folder"));
    shape.file = found;
    return {};
}

Result<void> findMeshes(const RobotSettings& settings, const fs::path& file, RobotModel& robot) {
    for (RobotLink& link : robot.links) {
        for (std::vector<RobotShape>* shapes : {&link.visuals, &link.collisions}) {
            for (RobotShape& shape : *shapes) {
                if (shape.kind != RobotShape::Kind::mesh)
                    continue;
                if (auto found = findMesh(settings, file, shape); !found)
                    return found;
            }
        }
    }
    return {};
}

Result<RobotModel> readInChild(const RobotSettings& settings, const fs::path& file,
                               std::stop_token stop, ImportStandby* standby) {
    const auto program = findImportProgram(executableFolder());
    if (!program)
        return fail(robotError(file, program.error().found, program.error().expected));
    const UniqueFd draft(::memfd_create("imported robot", MFD_CLOEXEC));
    if (!draft.valid())
        return fail(robotError(file, std::strerror(errno)));
    const ChildJob job{.executable = *program,
                       .request = {.kind = ImportKind::robot,
                                   .file = file.string(),
                                   .roots = {},
                                   .memoryMiB = settings.memoryMiB,
                                   .timeoutSeconds = settings.timeoutSeconds},
                       .bakeFd = draft.get(),
                       .standby = standby};
    auto ran = runImportChild(job, {}, std::move(stop));
    if (standby != nullptr)
        standby->refill();
    if (!ran)
        return fail(robotError(file, ran.error().found, ran.error().expected));
    const auto written = MappedFile::fromDescriptor(draft.get(), file.string());
    if (!written)
        return fail(robotError(file, written.error().found));
    auto robot = decodeRobot((*written)->bytes());
    if (!robot)
        return fail(robotError(file, robot.error().found));
    return robot;
}

}  // namespace

Result<RobotModel> importRobot(const RobotSettings& settings, std::stop_token stop,
                               ImportStandby* standby) {
    std::error_code error;
    const fs::path file = fs::canonical(settings.file, error);
    if (error)
        return fail(robotError(settings.file, error.message(), "a URDF description"));
    auto robot = readInChild(settings, file, std::move(stop), standby);
    if (!robot)
        return robot;
    if (auto found = findMeshes(settings, file, *robot); !found)
        return tl::unexpected(found.error());
    return robot;
}

ImportSettings meshSettings(const RobotShape& shape) {
    ImportSettings settings{.file = shape.file};
    // STL and OBJ claim nothing: in descriptions they are in metres, Z up.
    const std::string extension = lowerText(shape.file.extension().string());
    if (extension == ".stl" || extension == ".obj" || extension == ".ply") {
        settings.unitM = 1.0;
        settings.up = UpAxis::z;
    }
    return settings;
}

std::shared_ptr<const Model> colored(std::shared_ptr<const Model> mesh, const RobotShape& shape) {
    const bool own = lowerText(shape.file.extension().string()) != ".stl";
    if (mesh == nullptr || own || !shape.color || mesh->placeholder)
        return mesh;
    auto out = std::make_shared<Model>(*mesh);
    for (Material& material : out->materials)
        material.baseColor = *shape.color;
    return out;
}

}  // namespace gemba::assets
