#include "engine/assets/assimp_scene.h"

#include <assimp/config.h>
#include <assimp/importerdesc.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <fmt/format.h>

#include <algorithm>
#include <assimp/Importer.hpp>
#include <assimp/ProgressHandler.hpp>
#include <cmath>
#include <memory>

#include "engine/assets/assimp_io.h"
#include "engine/assets/assimp_log.h"
#include "engine/assets/materials.h"
#include "engine/assets/scene_geometry.h"
#include "engine/assets/scene_nodes.h"
#include "engine/assets/textures.h"
#include "engine/assets/units.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

Error importError(std::string found, std::string expected = {}) {
    return {
        .doing = "import the model", .found = std::move(found), .expected = std::move(expected)};
}

/// Assimp's own progress, in the first part of ours.
class Progress final : public Assimp::ProgressHandler {
 public:
    explicit Progress(const ChildProgress& report) : m_report(report) {}
    bool Update(float fraction) override {
        if (fraction >= 0.0f && fraction <= 1.0f)
            m_report(0.02 + 0.5 * static_cast<double>(fraction), "reading");
        return true;
    }

 private:
    const ChildProgress& m_report;
};

void configure(Assimp::Importer& importer, FileAccess& files, const ChildProgress& progress,
               bool isArchive) {
    // The importer owns both handlers.
    importer.SetIOHandler(std::make_unique<AssimpIo>(files).release());
    importer.SetProgressHandler(std::make_unique<Progress>(progress).release());
    importer.SetPropertyBool(AI_CONFIG_IMPORT_NO_SKELETON_MESHES, true);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_FBX_PRESERVE_PIVOTS, false);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_COLLADA_USE_COLLADA_NAMES, true);

    // We turn the up axis ourselves, from what the file's text says; an archive's text is packed.
    importer.SetPropertyBool(AI_CONFIG_IMPORT_COLLADA_IGNORE_UP_DIRECTION, !isArchive);
}

/// Assimp's readers of glTF 1 and of glTF 2 both parse a whole .glb only to see whose it is. Its
/// header says so.
void dropOtherGlbReader(Assimp::Importer& importer, std::string_view head) {
    constexpr std::string_view kVersion2("glTF\2\0\0\0", 8);
    if (!head.starts_with(kVersion2))
        return;
    for (size_t i = importer.GetImporterCount(); i-- > 0;) {
        if (std::string_view(importer.GetImporterInfo(i)->mName) == "glTF Importer")
            (void)importer.UnregisterLoader(importer.GetImporter(i));
    }
}

/// First extension of the format whose reader took the file, whatever the file is called.
std::string formatOf(const Assimp::Importer& importer) {
    const int index = importer.GetPropertyInteger("importerIndex", -1);
    const aiImporterDesc* description =
        index >= 0 ? importer.GetImporterInfo(static_cast<size_t>(index)) : nullptr;
    if (description == nullptr)
        return {};
    const std::string_view extensions = description->mFileExtensions;
    return lowerText(extensions.substr(0, extensions.find(' ')));
}

FrameHints hintsOf(const aiScene& scene, std::string format, std::string_view head) {
    FrameHints hints{.format = std::move(format), .head = head};
    if (hints.format == "dae" && head.starts_with("PK"))
        hints.format = "zae";
    if (scene.mMetaData != nullptr && hints.format == "fbx") {
        int32_t axis = -1;
        if (scene.mMetaData->Get("UpAxis", axis))
            hints.fbxUpAxis = axis;
        double scaleD = 0.0;
        float scaleF = 0.0f;
        if (scene.mMetaData->Get("UnitScaleFactor", scaleD))
            hints.fbxUnitCm = scaleD;
        else if (scene.mMetaData->Get("UnitScaleFactor", scaleF))
            hints.fbxUnitCm = static_cast<double>(scaleF);
    }
    const bool states = hints.format == "dae" || hints.format == "gltf" || hints.format == "fbx";
    if (!states)  // only a guess looks at the size
        hints.largestSide = largestSide(scene);
    return hints;
}

std::string_view headOf(FileAccess& files, const std::string& file) {
    constexpr size_t kHead = 1 << 20;  // Collada's <asset> may follow a long comment
    const MappedFile* mapped = files.open(file);
    if (mapped == nullptr)
        return {};
    const auto bytes = mapped->bytes();
    return {reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), kHead)};
}

/// What a person should look at twice.
void addSizeWarnings(BakedScene& scene) {
    const glm::dvec3 size = scene.boundsMax - scene.boundsMin;
    const double largest = std::max({size.x, size.y, size.z});
    if (largest > 1000.0)
        scene.report.warnings.push_back(
            fmt::format("{:.4g} m across: is the unit right?", largest));
    else if (largest < 0.001)
        scene.report.warnings.push_back(
            fmt::format("only {:.4g} m across: is the unit right?", largest));
}

/// Readers add default materials that nothing wears.
void dropUnusedMaterials(BakedScene& scene) {
    std::vector<int64_t> newNumber(scene.materials.size(), -1);
    std::vector<Material> kept;
    for (Mesh& mesh : scene.meshes) {
        int64_t& number = newNumber[mesh.material];
        if (number < 0) {
            number = static_cast<int64_t>(kept.size());
            kept.push_back(scene.materials[mesh.material]);
        }
        mesh.material = static_cast<uint32_t>(number);
    }
    scene.materials = std::move(kept);
}

Result<BakedScene> convert(aiScene& scene, const FileFrame& frame, FileAccess& files,
                           std::string_view format, const ChildProgress& progress) {
    BakedScene out;
    std::vector<std::string>& warnings = out.report.warnings;

    // Pictures first: materials tell meshes whether they need tangents.
    progress(0.55, "textures");
    TextureStore textures(scene, files, warnings);
    const std::vector<ConvertedMaterial> materials = convertMaterials(scene, textures, warnings);
    for (const ConvertedMaterial& material : materials)
        out.materials.push_back(material.material);
    out.textures = textures.take();

    // An STL's normals are its faces' own; smooth ones are made.
    const MeshRules rules{.fromFile = glm::mat3(zUpFrom(frame.up)),
                          .scale = frame.unitM,
                          .keepNormals = format != "stl"};
    const std::vector<int32_t> meshOf = convertMeshes(scene, materials, rules, out, progress);
    dropUnusedMaterials(out);
    convertNodes(scene, frame, meshOf, out);
    if (out.instances.empty())
        return fail(importError("no triangles", "a model with faces"));
    progress(0.92, "bounds");
    measure(out);

    out.report.unitM = frame.unitM;
    out.report.unitGuessed = frame.unitGuessed;
    out.report.up = frame.up;
    out.report.upGuessed = frame.upGuessed;
    out.report.evidence = frame.evidence;
    addSizeWarnings(out);
    return out;
}

}  // namespace

struct SceneReader::Assimp {
    AssimpLog log;
    ::Assimp::Importer importer;
    std::unique_ptr<aiScene> scene;
};

SceneReader::SceneReader(const ImportRequest& request, FileAccess& files,
                         const ChildProgress& progress)
    : m_request(request),
      m_files(files),
      m_progress(progress),
      m_assimp(std::make_unique<Assimp>()) {}

SceneReader::~SceneReader() = default;

Result<BakedScene> SceneReader::read() {
    const std::string_view head = headOf(m_files, m_request.file);
    if (head.empty())
        return fail(importError("an empty or unreadable file", "a model"));

    // Read. Assimp tells by content which format it is.
    auto& [log, importer, scene] = *m_assimp;
    configure(importer, m_files, m_progress, head.starts_with("PK"));
    dropOtherGlbReader(importer, head);
    if (importer.ReadFile(m_request.file,
                          aiProcess_Triangulate | aiProcess_ValidateDataStructure) == nullptr)
        return fail(importError(cleanText(importer.GetErrorString(), 512)));
    scene.reset(importer.GetOrphanedScene());
    if (scene->mRootNode == nullptr || scene->mNumMeshes == 0)
        return fail(importError("no meshes", "a model with faces"));
    if (const auto damage = log.damage())
        return fail(importError("a damaged file: " + *damage));

    // Convert.
    const std::string format = formatOf(importer);
    const FrameHints hints = hintsOf(*scene, format, head);
    const FileFrame frame = judgeFrame(hints, m_request.unitM, m_request.up);
    auto baked = convert(*scene, frame, m_files, format, m_progress);
    if (const auto changed = m_files.changedFile())
        return fail(importError(fmt::format("{} changed while it was being read", *changed),
                                "a file that nobody writes to"));
    if (baked) {
        for (std::string& warning : log.warnings())
            baked->report.warnings.push_back(std::move(warning));
        baked->dependencies = m_files.dependencies();
    }
    return baked;
}

}  // namespace gemba::assets
