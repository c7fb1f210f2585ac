#include "engine/assets/importer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "engine/assets/bake_cache.h"
#include "engine/assets/child_process.h"
#include "engine/assets/content_hash.h"
#include "engine/assets/import_program.h"
#include "engine/assets/importer_detail.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace fs = std::filesystem;

namespace {

Error importError(const ImportSettings& settings, std::string found, std::string expected = {}) {
    return {.doing = "import the model",
            .on = settings.file.string(),
            .found = std::move(found),
            .expected = std::move(expected)};
}

/// The folder that holds model.config or package.xml: what lies in a ROS or Gazebo package belongs
/// together, and its textures are two folders away from its meshes.
fs::path packageOf(const fs::path& folder) {
    constexpr int kLevels = 4;
    fs::path at = folder;
    for (int level = 0; level < kLevels && at.has_relative_path(); ++level) {
        std::error_code error;
        if (fs::exists(at / "model.config", error) || fs::exists(at / "package.xml", error))
            return at;
        at = at.parent_path();
    }
    return {};
}

Result<ImportJob> prepare(const ImportSettings& settings) {
    std::error_code error;
    ImportJob job{.settings = settings, .file = fs::canonical(settings.file, error), .roots = {}};
    if (error)
        return fail(importError(settings, error.message(), "a model file"));
    if (settings.unitM != 0.0 && !isPlausibleUnit(settings.unitM))
        return fail(importError(settings, fmt::format("unit {:g}", settings.unitM),
                                fmt::format("{:g} to {:g} metres per unit, or 0 for the file's own",
                                            kMinUnitM, kMaxUnitM)));
    for (const fs::path& root : settings.roots) {
        fs::path canonical = fs::canonical(root, error);
        if (error)
            return fail({.doing = "allow a folder to a model",
                         .on = root.string(),
                         .found = error.message()});
        job.roots.push_back(std::move(canonical));
    }
    if (fs::path package = packageOf(job.file.parent_path()); !package.empty())
        job.roots.push_back(std::move(package));
    return job;
}

ImportRequest requestFor(const ImportJob& job, ChildFault fault) {
    ImportRequest request{.file = job.file.string(),
                          .roots = {},
                          .unitM = job.settings.unitM,
                          .up = job.settings.up,
                          .memoryMiB = job.settings.memoryMiB,
                          .timeoutSeconds = job.settings.timeoutSeconds,
                          .fault = fault};
    for (const fs::path& root : job.roots)
        request.roots.push_back(root.string());
    return request;
}

Imported finish(OpenedBake bake, const ImportJob& job, const fs::path& kept, bool fromCache) {
    bake.model->name = cleanText(job.settings.file.stem().string());
    bake.model->bake = kept.string();
    bake.report.fromCache = fromCache;
    return {std::move(bake.model), std::move(bake.report)};
}

/// Runs the child into a draft and reads the draft as if an enemy had written it.
Result<OpenedBake> bakeAnew(const ImportHooks& hooks, const ImportJob& job,
                            const BakeCache::Draft& draft, const Progress& progress,
                            std::stop_token stop) {
    const auto program = hooks.executable.empty() ? findImportProgram(executableFolder())
                                                  : Result<fs::path>(hooks.executable);
    if (!program)
        return fail(importError(job.settings, program.error().found, program.error().expected));
    const ChildJob childJob{.executable = *program,
                            .request = requestFor(job, hooks.fault),
                            .bakeFd = draft.fd.get(),
                            .standby = hooks.standby};
    auto ran = runImportChild(childJob, progress, std::move(stop));
    if (hooks.standby != nullptr)
        hooks.standby->refill();
    if (!ran) {
        Error error = ran.error();
        error.on = job.settings.file.string();
        return fail(std::move(error));
    }
    auto file = MappedFile::fromDescriptor(draft.fd.get(), job.settings.file.string());
    if (!file)
        return fail(file.error());
    auto bake = openBake(std::move(*file), job.settings.file.string());
    if (!bake)
        return fail(importError(job.settings,
                                "the importer wrote something unusable: " + bake.error().found));
    return bake;
}

}  // namespace

fs::path defaultCacheDir() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && cache[0] == '/')
        return fs::path(cache) / "gemba" / "models";
    const char* home = std::getenv("HOME");
    if (home != nullptr && home[0] == '/')
        return fs::path(home) / ".cache" / "gemba" / "models";
    // A folder that everybody writes to: one of our own in it; BakeCache looks whose it is.
    std::error_code error;
    return fs::temp_directory_path(error) / fmt::format("gemba-{}", ::geteuid()) / "models";
}

Result<Imported> importModelWith(const ImportHooks& hooks, const ImportSettings& settings,
                                 const fs::path& cacheDir, const Progress& progress,
                                 std::stop_token stop) {
    const auto job = prepare(settings);
    if (!job)
        return fail(job.error());
    const auto content = fileHash(job->file);
    if (!content)
        return fail(importError(settings, content.error().found, content.error().expected));

    // A second opening costs a map.
    const BakeCache cache(cacheDir);
    const fs::path place = cache.place(*job, *content);
    if (hooks.fault == ChildFault::none) {
        if (auto found = cache.find(place, *job, *content)) {
            if (progress)
                progress(1.0, "done");
            return finish(std::move(*found), *job, place, true);
        }
    }

    auto draft = cache.newDraft();
    if (!draft)
        return fail(draft.error());
    auto bake = bakeAnew(hooks, *job, *draft, progress, std::move(stop));
    if (!bake) {
        cache.discard(*draft);
        return fail(bake.error());
    }
    cache.publish(*draft, place);
    if (progress)
        progress(1.0, "done");
    return finish(std::move(*bake), *job, draft->path.empty() ? fs::path() : place, false);
}

Result<Imported> importModel(const ImportSettings& settings, const fs::path& cacheDir,
                             const Progress& progress, std::stop_token stop,
                             ImportStandby* standby) {
    return importModelWith({.standby = standby}, settings, cacheDir, progress, std::move(stop));
}

}  // namespace gemba::assets
