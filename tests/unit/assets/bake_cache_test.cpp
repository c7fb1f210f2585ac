#include <fcntl.h>

#include <functional>

#include "engine/assets/bake_format.h"
#include "engine/assets/bake_layout.h"
#include "engine/assets/content_hash.h"
#include "engine/assets/unique_fd.h"
#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets::test {
namespace {

class Cache : public ImportTest {
 protected:
    [[nodiscard]] fs::path onlyBake() const {
        fs::path found;
        for (const fs::directory_entry& entry : fs::directory_iterator(cache())) {
            EXPECT_TRUE(found.empty());
            found = entry.path();
        }
        return found;
    }
    [[nodiscard]] static std::string slurp(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

TEST_F(Cache, ASecondOpeningComesFromIt) {
    const fs::path file = write("box.obj", boxObj(1, 2, 3));
    const auto first = import(file);
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_FALSE(first->report.fromCache);
    const auto second = import(file);
    ASSERT_TRUE(second) << second.error().message();
    EXPECT_TRUE(second->report.fromCache);
    EXPECT_EQ(second->report.sizeM, first->report.sizeM);
    EXPECT_EQ(second->report.evidence, first->report.evidence);
    EXPECT_EQ(second->report.warnings, first->report.warnings);

    // Another unit is another bake.
    EXPECT_FALSE(import({.file = file, .unitM = 0.01})->report.fromCache);
}

TEST_F(Cache, AnyFileThatChangesOrAppearsCounts) {
    const fs::path file = write("box.obj", boxObj(1, 1, 1, "mtllib box.mtl\nusemtl red\n"));
    EXPECT_FALSE(import(file)->report.fromCache);
    EXPECT_TRUE(import(file)->report.fromCache);

    // The material file was missing and is there now.
    write("box.mtl", "newmtl red\nKd 1 0 0\n");
    EXPECT_FALSE(import(file)->report.fromCache);
    EXPECT_TRUE(import(file)->report.fromCache);
    write("box.mtl", "newmtl red\nKd 0 1 0\n");
    EXPECT_FALSE(import(file)->report.fromCache);

    // A touched file of the same content is the same.
    fs::last_write_time(file, fs::file_time_type::clock::now());
    EXPECT_TRUE(import(file)->report.fromCache);
    write("box.obj", boxObj(1, 1, 2));
    EXPECT_FALSE(import(file)->report.fromCache);
}

TEST_F(Cache, ADamagedBakeIsMadeAnew) {
    const fs::path file = write("box.obj", boxObj(1, 2, 3));
    ASSERT_TRUE(import(file));
    const fs::path bake = onlyBake();
    std::string bytes = slurp(bake);
    for (const size_t at : {size_t{3}, size_t{20}, size_t{300}}) {
        std::string broken = bytes;
        broken[at] = static_cast<char>(broken[at] ^ 1);
        fs::remove(bake);
        std::ofstream(bake, std::ios::binary) << broken;
        EXPECT_FALSE(import(file)->report.fromCache) << "byte " << at;
    }
    fs::resize_file(bake, 100);
    EXPECT_FALSE(import(file)->report.fromCache);
}

TEST_F(Cache, WhatIsNotOursIsNotRead) {
    const fs::path file = write("box.obj", boxObj(1, 2, 3));
    ASSERT_TRUE(import(file));
    if (::chown(onlyBake().c_str(), 1, 1) != 0)
        GTEST_SKIP() << "only root gives files away";
    EXPECT_FALSE(import(file)->report.fromCache);
    EXPECT_TRUE(import(file)->report.fromCache);
}

TEST_F(Cache, WhatNobodyOpensIsSweptAfterTwoMonths) {
    const fs::path used = write("used.obj", boxObj(1, 2, 3));
    const fs::path unused = write("unused.obj", boxObj(1, 2, 4));
    const auto longAgo = fs::file_time_type::clock::now() - std::chrono::hours(24 * 61);
    ASSERT_TRUE(import(used) && import(unused));
    write("cache/.draft-killed", "half a bake");
    write("cache/notes.txt", "somebody's own");
    for (const auto& entry : fs::directory_iterator(cache()))
        fs::last_write_time(entry.path(), longAgo);
    EXPECT_TRUE(import(used)->report.fromCache);
    ASSERT_TRUE(import(write("new.obj", boxObj(1, 2, 5))));  // sweeps

    EXPECT_TRUE(import(used)->report.fromCache);
    EXPECT_FALSE(import(unused)->report.fromCache);
    EXPECT_FALSE(fs::exists(cache() / ".draft-killed"));
    EXPECT_TRUE(fs::exists(cache() / "notes.txt"));
}

TEST_F(Cache, AFolderThatCannotBeWrittenIsNoObstacle) {
    const fs::path file = write("box.obj", boxObj(1, 2, 3));
    const auto imported = importModel({.file = file}, write("not_a_folder", "") / "cache");
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_EQ(imported->model->vertices.size(), 24u);
}

/// A sound bake in memory, to be made wrong in one place and given right checksums.
class Damage : public Cache {
 protected:
    static BakedScene soundScene() {
        BakedScene scene;
        scene.vertices.resize(3);
        scene.vertices[1].position[0] = scene.vertices[2].position[1] = 1.0f;
        scene.indices = {0, 1, 2};
        scene.materials.emplace_back();
        scene.meshes.push_back({.name = "m", .vertexCount = 3, .indexCount = 3});
        scene.nodes.push_back({.name = "n"});
        scene.instances.push_back({});
        scene.hulls.push_back({.points = {glm::vec3(0.0f)}});
        scene.textures.push_back({.name = "t", .width = 1, .height = 1, .pixels = {1, 2, 3, 4}});
        return scene;
    }
    std::string verdict(const BakedScene& scene) const {
        const fs::path path = write("test.bake", "");
        const UniqueFd fd(::open(path.c_str(), O_RDWR));
        EXPECT_TRUE(writeBake(fd.get(), scene));
        const auto bake = openBake(std::move(*MappedFile::open(path)), "test");
        return bake ? "sound" : bake.error().found;
    }
};

TEST_F(Damage, EveryRangeIsChecked) {
    EXPECT_EQ(verdict(soundScene()), "sound");
    const auto with = [&](const std::function<void(BakedScene&)>& harm) {
        BakedScene scene = soundScene();
        harm(scene);
        return verdict(scene);
    };
    const float infinite = std::numeric_limits<float>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(with([](auto& s) { s.indices[2] = 3; }), "an index beyond its vertices");
    EXPECT_EQ(with([](auto& s) { s.meshes[0].vertexCount = 4; }), "a mesh outside the vertices");
    EXPECT_EQ(with([](auto& s) { s.meshes[0].firstVertex = UINT32_MAX; }),
              "meshes that are not end to end");
    EXPECT_EQ(with([](auto& s) { s.meshes[0].firstIndex = 1; }), "meshes that are not end to end");
    EXPECT_EQ(with([](auto& s) { s.meshes.push_back(s.meshes[0]); }),
              "meshes that are not end to end");
    EXPECT_EQ(with([](auto& s) { s.meshes[0].indexCount = 6; }), "a mesh outside the indices");
    EXPECT_EQ(with([](auto& s) { s.meshes[0].material = 1; }), "a material number out of range");
    EXPECT_EQ(with([](auto& s) { s.materials[0].normalTexture = 1; }),
              "a texture number out of range");
    EXPECT_EQ(with([&](auto& s) { s.vertices[1].position[2] = infinite; }),
              "a vertex that is not finite");
    EXPECT_EQ(with([&](auto& s) { s.nodes[0].modelFromNode[3].x = nan; }),
              "a node placed at infinity");
    EXPECT_EQ(with([](auto& s) { s.nodes[0].parent = 0; }), "a node before its parent");
    EXPECT_EQ(with([](auto& s) { s.instances[0].mesh = 1; }), "an instance of nothing");
    EXPECT_EQ(with([](auto& s) { s.hulls.clear(); }), "another number of hulls than of meshes");
    EXPECT_EQ(with([](auto& s) { s.hulls[0].points.resize(65); }),
              "a hull of no points or too many");
    EXPECT_EQ(with([](auto& s) { s.hulls[0].points.clear(); }), "a hull of no points or too many");
    EXPECT_EQ(with([](auto& s) { s.meshes[0].indexCount = 0; }), "a mesh without triangles");
    EXPECT_EQ(with([](auto& s) { s.meshes[0].boundsMin.x = 1.0f; }), "mesh bounds that are none");
    EXPECT_EQ(with([](auto& s) { s.boundsMin.y = 0.5; }), "bounds that are none");
    EXPECT_EQ(with([&](auto& s) { s.report.unitM = nan; }), "an impossible unit");
    EXPECT_EQ(with([](auto& s) { s.report.unitM = 0.0; }), "an impossible unit");
    EXPECT_EQ(with([](auto& s) { s.dependencies.push_back({.path = std::string(5000, 'a')}); }),
              "a description that does not fit its data");
    EXPECT_EQ(with([](auto& s) { s.dependencies.resize(10'001); }),
              "a description that does not fit its data");
    EXPECT_EQ(with([](auto& s) { s.report.warnings.resize(5000); }), "sound");
    EXPECT_EQ(with([](auto& s) { s.textures[0].pixels.resize(3); }),
              "a description that does not fit its data");
    EXPECT_EQ(with([](auto& s) { s.textures[0].width = 5000; }),
              "a description that does not fit its data");
    EXPECT_EQ(with([&](auto& s) { s.boundsMax.x = nan; }), "bounds that are none");
    EXPECT_EQ(with([](auto& s) { s.report.up = 'q'; }), "an unknown up axis");
}

TEST_F(Cache, AFilesHashIsThatOfItsBytes) {
    for (const size_t size : {size_t{0}, size_t{1}, size_t{64}, size_t{262'144}, size_t{600'001}}) {
        std::string text(size, 'a');
        for (size_t i = 0; i < size; ++i)
            text[i] = static_cast<char>(i * 31 >> 3);
        const auto hash = fileHash(write("data", text));
        ASSERT_TRUE(hash);
        EXPECT_EQ(*hash, contentHash(std::as_bytes(std::span(text)))) << size;
    }
    EXPECT_FALSE(fileHash(m_folder));
    EXPECT_FALSE(fileHash("/dev/zero"));
}

TEST(ContentHash, EveryByteAndTheLengthCount) {
    std::vector<std::byte> data(300, std::byte{7});
    const uint64_t whole = contentHash(data);
    for (size_t i = 0; i < data.size(); ++i) {
        data[i] ^= std::byte{1};
        EXPECT_NE(contentHash(data), whole) << i;
        data[i] ^= std::byte{1};
    }
    const std::vector<std::byte> zeros(64);
    EXPECT_NE(contentHash(std::span(zeros).first(10)), contentHash(std::span(zeros).first(11)));
    EXPECT_NE(contentHash({}), contentHash(zeros));
}

}  // namespace
}  // namespace gemba::assets::test
