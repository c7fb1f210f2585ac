#include "engine/render/draw_list.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/render/scene.h"
#include "tests/unit/render/scene_builder.h"

namespace gemba::render {
namespace {

// Whether a ball of no size is inside, as cull.comp asks it.
bool sees(const CullView& view, const glm::vec3& p) {
    for (const glm::vec4& plane : view.planes) {
        if (glm::dot(glm::vec3(plane), p) + plane.w < 0.0f)
            return false;
    }
    return true;
}

std::vector<MeshRange> twoMeshes() {
    return {{.firstIndex = 0, .indexCount = 36, .material = 0},
            {.firstIndex = 36, .indexCount = 12, .vertexOffset = 8, .material = 1}};
}

TEST(DrawList, LargeBatchesAreManyChunks) {
    DrawList list;
    list.add(twoMeshes(), {{0, 5, 2 * kChunkInstances + 3, false}}, 100, 7);
    ASSERT_EQ(list.chunks.size(), 3u);
    EXPECT_EQ(list.chunks[0].firstInstance, 105u);
    EXPECT_EQ(list.chunks[2].firstInstance, 105u + 2 * kChunkInstances);
    EXPECT_EQ(list.chunks[2].count, 3u);
    ASSERT_EQ(list.groups.size(), 1u);
    EXPECT_EQ(list.groups[0].record.firstChunk, 7u);
    EXPECT_EQ(list.groups[0].record.chunks, 3u);
    EXPECT_EQ(list.triangles, 12u * (2 * kChunkInstances + 3));
}

TEST(DrawList, EqualMaterialAndWindingAreOneGroup) {
    DrawList list;
    list.add(twoMeshes(), {{0, 0, 1, false}, {0, 1, 1, false}, {0, 2, 1, true}, {1, 3, 1, true}}, 0,
             0);
    ASSERT_EQ(list.groups.size(), 3u);
    EXPECT_EQ(list.groups[0].record.chunks, 2u);
    EXPECT_TRUE(list.groups[1].mirrored);
    EXPECT_EQ(list.groups[2].material, 1u);
    EXPECT_EQ(list.groups[2].record.firstChunk, 3u);
    list.clear();
    EXPECT_TRUE(list.chunks.empty() && list.groups.empty());
    EXPECT_EQ(list.triangles, 0u);
}

TEST(DrawList, ACameraSeesWhatIsInItsPicture) {
    const Camera camera{.eye = {0, -10, 1}, .target = {0, 0, 1}, .fovDeg = 60};
    for (const bool orthographic : {false, true}) {
        Camera used = camera;
        used.orthographic = orthographic;
        const CullView view = cullView(cameraMatrices(used, 1.0, {}), 720.0f);
        EXPECT_TRUE(sees(view, {0, 0, 1}));
        EXPECT_TRUE(sees(view, {0, 900, 1})) << "no far plane";
        EXPECT_TRUE(sees(view, {5, 0, 1}));
        EXPECT_FALSE(sees(view, {6.5f, 0, 1}));
        EXPECT_FALSE(sees(view, {-6.5f, 0, 1}));
        EXPECT_FALSE(sees(view, {0, 0, 7.5f}));
        EXPECT_FALSE(sees(view, {0, 0, -5.5f}));
        if (!orthographic) {
            EXPECT_FALSE(sees(view, {0, -11, 1})) << "behind the eye";
        }
    }
}

TEST(DrawList, MeshesWithoutLevelsHaveOne) {
    const MeshRecord record = meshRecord(twoMeshes()[1]);
    EXPECT_EQ(record.indexCount, glm::uvec4(12, 0, 0, 0));
    EXPECT_EQ(record.firstIndex.x, 36u);
    EXPECT_EQ(record.vertexOffset, 8);
    EXPECT_EQ(record.errors.x, 0.0f);
    EXPECT_TRUE(std::isinf(record.errors.y) && std::isinf(record.errors.w));
}

// What stands between the sun and its map throws shadows into it.
TEST(DrawList, TheSunSeesWhatIsBeforeItsMap) {
    const CullView view = sunView(glm::mat4(1.0f), 100.0f);
    EXPECT_TRUE(sees(view, {0.5f, 0.5f, 0.5f}));
    EXPECT_TRUE(sees(view, {0.5f, 0.5f, -3.0f}));
    EXPECT_FALSE(sees(view, {0.5f, 0.5f, 1.1f}));
    EXPECT_FALSE(sees(view, {1.1f, 0.5f, 0.5f}));
    EXPECT_FALSE(sees(view, {0.5f, -0.1f, 0.5f}));
}

TEST(DrawList, ASceneListsWhatIsSolid) {
    test::TwinBuilder builder;
    for (int i = 0; i < 5; ++i)
        builder.model("box" + std::to_string(i), {.position = {i * 1.0, 0, 0}});
    const auto model = test::boxModel(Vec3(0.5));
    const Scene scene(builder.build(), {.placed = {model, model, model, model, model}});
    const DrawList& list = scene.models().draws;
    ASSERT_EQ(list.chunks.size(), 1u);
    EXPECT_EQ(list.chunks[0].count, 5u);
    EXPECT_EQ(scene.firstMesh(*model), list.chunks[0].mesh);
    EXPECT_FALSE(scene.firstMesh(*test::boxModel(Vec3(1.0))));
}

}  // namespace
}  // namespace gemba::render
