#include <cstring>

#include "engine/core/text.h"
#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets::test {
namespace {

using Convert = ImportTest;

template <class T>
void append(std::string& out, std::initializer_list<T> values) {
    for (const T value : values)
        out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// One triangle (0,0,0) (1,0,0) (0,2,3) with uv; y is up in glTF.
std::string triangleBin() {
    std::string bin;
    append<float>(bin, {0, 0, 0, 1, 0, 0, 0, 2, 3});
    append<float>(bin, {0, 0, 1, 0, 0, 1});
    append<uint16_t>(bin, {0, 1, 2, 0});
    return bin;
}

std::string gltf(const std::string& nodes, const std::string& sceneNodes,
                 const std::string& material, const std::string& bin) {
    return R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[)" + sceneNodes +
           R"(]}],"nodes":[)" + nodes + R"(],"meshes":[{"name":"tri","primitives":[{"attributes":
           {"POSITION":0,"TEXCOORD_0":1},"indices":2,"material":0}]}],"materials":[)" +
           material + R"(],"buffers":[{"byteLength":68,"uri":")" + bin + R"("}],"bufferViews":[
           {"buffer":0,"byteOffset":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":24},
           {"buffer":0,"byteOffset":60,"byteLength":6}],"accessors":[
           {"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[0,0,0],"max":[1,2,3]},
           {"bufferView":1,"componentType":5126,"count":3,"type":"VEC2"},
           {"bufferView":2,"componentType":5123,"count":3,"type":"SCALAR"}]})";
}

/// An uncompressed 2 x 2 TGA: blue, green / red, white from the bottom row up.
std::string tinyTga() {
    std::string out("\0\0\2\0\0\0\0\0\0\0\0\0\2\0\2\0\x18\0", 18);
    out += std::string("\xff\0\0\0\xff\0\0\0\xff\xff\xff\xff", 12);
    return out;
}

TEST_F(Convert, GltfStandsUpAndSharesItsMesh) {
    write("tri.bin", triangleBin());
    std::string nodes = R"({"name":"group","translation":[0,5,0],"children":[)", list;
    for (int i = 1; i <= 1000; ++i)
        list += (i > 1 ? "," : "") + std::to_string(i);
    nodes += list + "]}";
    for (int i = 1; i <= 1000; ++i)
        nodes += R"(,{"name":"part","mesh":0})";
    const fs::path file = write("tree.gltf", gltf(nodes, "0", R"({"name":"m"})", "tri.bin"));
    const auto imported = import(file);
    ASSERT_TRUE(imported) << imported.error().message();
    const Model& model = *imported->model;

    // Stored once, used a thousand times, each under a name of its own.
    EXPECT_EQ(model.meshes.size(), 1u);
    EXPECT_EQ(model.vertices.size(), 3u);
    EXPECT_EQ(model.instances.size(), 1000u);
    EXPECT_TRUE(mentions(imported->report.warnings, "999 names are repeated"));
    EXPECT_EQ(model.name, "tree");

    // y up becomes z up, z becomes -y; the group is 5 m above the floor.
    EXPECT_EQ(imported->report.up, 'y');
    EXPECT_NEAR(model.boundsMin.z, 5.0, 1e-6);
    EXPECT_NEAR(model.boundsMax.z, 7.0, 1e-6);
    EXPECT_NEAR(model.boundsMin.y, -3.0, 1e-6);
    EXPECT_NEAR(imported->report.sizeM.x, 1.0, 1e-6);
    for (size_t i = 0; i < model.nodes.size(); ++i)
        EXPECT_LT(model.nodes[i].parent, static_cast<int32_t>(i));
}

TEST_F(Convert, MaterialsAndTexturesOfGltf) {
    write("tri.bin", triangleBin());
    write("paint.tga", tinyTga());
    const std::string material = R"({"name":"steel","doubleSided":true,"alphaMode":"MASK",
        "alphaCutoff":0.25,"normalTexture":{"index":0},"pbrMetallicRoughness":{
        "baseColorFactor":[0.5,0.25,1,1],"metallicFactor":0.75,"roughnessFactor":0.375,
        "baseColorTexture":{"index":0},"metallicRoughnessTexture":{"index":0}}})";
    std::string text = gltf(R"({"name":"n","mesh":0})", "0", material, "tri.bin");
    text.pop_back();
    text += R"(,"images":[{"uri":"paint.tga"}],"textures":[{"source":0}]})";
    const auto imported = import(write("steel.gltf", text));
    ASSERT_TRUE(imported) << imported.error().message();
    const Model& model = *imported->model;
    const Material& steel = model.materials[model.meshes[0].material];
    EXPECT_EQ(steel.name, "steel");
    EXPECT_EQ(steel.metallic, 0.75f);
    EXPECT_EQ(steel.roughness, 0.375f);
    EXPECT_EQ(steel.baseColor, glm::vec4(0.5f, 0.25f, 1.0f, 1.0f));
    EXPECT_EQ(steel.alpha, AlphaMode::mask);
    EXPECT_EQ(steel.alphaCutoff, 0.25f);
    EXPECT_TRUE(steel.doubleSided);

    // The same picture serves as colour (sRGB) once and as numbers (linear) once.
    ASSERT_EQ(model.textures.size(), 2u);
    EXPECT_EQ(steel.normalTexture, steel.metalRoughTexture);
    const Texture& color = model.textures[static_cast<size_t>(steel.baseColorTexture)];
    EXPECT_TRUE(color.srgb);
    EXPECT_FALSE(model.textures[static_cast<size_t>(steel.normalTexture)].srgb);
    ASSERT_EQ(color.pixels.size(), 16u);
    EXPECT_EQ(color.pixels[0], std::byte{0xff});  // top left is red
    EXPECT_EQ(color.pixels[1], std::byte{0});

    // uv as glTF has them, origin at the top left; and a normal map needs tangents.
    for (const Vertex& v : model.vertices) {
        EXPECT_EQ(v.uv[0], v.position[0]);
        EXPECT_EQ(v.uv[1], v.position[2] > 1.0f ? 1.0f : 0.0f);
        EXPECT_EQ(v.tangent[0], 127);
        EXPECT_EQ(v.tangent[3], -127);  // v runs up this surface, against a picture's rows
    }
}

TEST_F(Convert, AMissingTextureIsAWarning) {
    write("box.mtl", "newmtl red\nKd 1 0 0\nNs 98\nmap_Kd gone.png\n");
    const auto imported = import(write("box.obj", boxObj(1, 1, 1, "mtllib box.mtl\nusemtl red\n")));
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_TRUE(mentions(imported->report.warnings, "texture 'gone.png' not found"));
    const Model& model = *imported->model;
    const Material& red = model.materials[model.meshes[0].material];
    EXPECT_EQ(red.baseColorTexture, -1);
    EXPECT_EQ(glm::vec3(red.baseColor), glm::vec3(1, 0, 0));
    EXPECT_NEAR(red.roughness, std::sqrt(std::sqrt(0.02)), 1e-5);
}

TEST_F(Convert, FilesOutsideTheFolderAreRefused) {
    const fs::path model = write("model/box.obj", boxObj(1, 1, 1, "mtllib box.mtl\nusemtl red\n"));
    write("model/box.mtl", "newmtl red\nmap_Kd ../secret/paint.tga\n");
    write("secret/paint.tga", tinyTga());
    const auto refused = import(model);
    ASSERT_TRUE(refused) << refused.error().message();
    EXPECT_TRUE(mentions(refused->report.warnings, "lies outside the model's folder"));
    EXPECT_EQ(refused->report.textures, 0u);

    // A link inside to the outside is outside; a declared root is inside.
    fs::create_symlink(m_folder / "secret" / "paint.tga", m_folder / "model" / "paint.tga");
    EXPECT_EQ(import(model)->report.textures, 0u);
    const auto allowed = import({.file = model, .roots = {m_folder / "secret"}});
    ASSERT_TRUE(allowed) << allowed.error().message();
    EXPECT_EQ(allowed->report.textures, 1u);
}

TEST_F(Convert, UnitAndAxisAsTold) {
    const fs::path file = write("box.obj", boxObj(1000, 2000, 3000));
    const auto guessed = import(file);
    ASSERT_TRUE(guessed) << guessed.error().message();
    EXPECT_TRUE(guessed->report.unitGuessed);
    EXPECT_TRUE(guessed->report.upGuessed);
    EXPECT_EQ(guessed->report.unitM, 0.001);
    EXPECT_NEAR(guessed->report.sizeM.z, 2.0, 1e-6);  // y is up

    const auto told = import({.file = file, .unitM = 0.0254, .up = UpAxis::z, .roots = {}});
    ASSERT_TRUE(told) << told.error().message();
    EXPECT_FALSE(told->report.unitGuessed);
    EXPECT_NEAR(told->report.sizeM.z, 76.2, 1e-4);
    EXPECT_NEAR(told->report.centerM.x, 12.7, 1e-4);
}

TEST_F(Convert, ABoxKeepsItsEdges) {
    const auto imported = import({.file = write("box.obj", boxObj(1, 2, 3)), .up = UpAxis::z});
    ASSERT_TRUE(imported) << imported.error().message();
    const Model& model = *imported->model;
    EXPECT_EQ(imported->report.triangles, 12u);
    EXPECT_EQ(model.vertices.size(), 24u);
    for (const Vertex& v : model.vertices)
        EXPECT_EQ(std::abs(v.normal[0]) + std::abs(v.normal[1]) + std::abs(v.normal[2]), 127);
    ASSERT_EQ(model.hulls.size(), 1u);
    EXPECT_EQ(model.hulls[0].points.size(), 8u);
}

TEST_F(Convert, FbxClaimsAreTaken) {
    const std::string fbx = R"(; FBX 7.3.0 project file
FBXHeaderExtension:  { FBXHeaderVersion: 1003
 FBXVersion: 7300
}
GlobalSettings:  { Version: 1000
 Properties70:  {
  P: "UpAxis", "int", "Integer", "",2
  P: "UpAxisSign", "int", "Integer", "",1
  P: "UnitScaleFactor", "double", "Number", "",2.54
 }
}
Objects:  {
 Geometry: 100, "Geometry::box", "Mesh" {
  Vertices: *12 { a: 0,0,0, 1,0,0, 0,2,0, 0,0,3 }
  PolygonVertexIndex: *12 { a: 0,2,-2,0,1,-4,0,3,-3,1,2,-4 }
  GeometryVersion: 124
 }
 Model: 200, "Model::part", "Mesh" { Version: 232
 }
}
Connections:  {
 C: "OO",200,0
 C: "OO",100,200
}
)";
    const auto imported = import(write("part.fbx", fbx));
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_NEAR(imported->report.unitM, 0.0254, 1e-9);
    EXPECT_EQ(imported->report.up, 'z');
    EXPECT_NEAR(imported->report.sizeM.z, 3 * 0.0254, 1e-6);
}

TEST_F(Convert, AHugeTextureCostsItselfAlone) {
    // A picture that claims 30,000 by 30,000 pixels, and a large one that holds none.
    const auto png = [](const std::string& side) {
        return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + side + side +
               std::string("\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0", 21);
    };
    for (const std::string& side : {std::string("\0\0\x75\x30", 4), std::string("\0\0\x3f\0", 4)}) {
        write("box.mtl", "newmtl red\nmap_Kd huge.png\n");
        write("huge.png", png(side));
        const auto imported =
            import(write("box.obj", boxObj(1, 1, 1, "mtllib box.mtl\nusemtl red\n")));
        ASSERT_TRUE(imported) << imported.error().message();
        EXPECT_EQ(imported->report.textures, 0u);
        EXPECT_TRUE(mentions(imported->report.warnings, "texture 'huge.png' cannot be decoded"));
    }
}

TEST_F(Convert, NamesAreOneLineAndFitToShow) {
    const auto imported =
        import(write("box.obj", "o a\x1b[31mb\x07\xc2\x9b\xff\n" + boxObj(1, 1, 1)));
    ASSERT_TRUE(imported) << imported.error().message();
    for (const Node& node : imported->model->nodes)
        EXPECT_EQ(node.name, cleanText(node.name));
    for (const Mesh& mesh : imported->model->meshes)
        EXPECT_EQ(mesh.name.find('\x1b'), std::string::npos);
}

TEST_F(Convert, TheSameFileGivesTheSameBytes) {
    const fs::path file = write("box.obj", boxObj(1, 2, 3));
    const auto first = importModel({.file = file}, m_folder / "a");
    const auto second = importModel({.file = file}, m_folder / "b");
    ASSERT_TRUE(first && second);
    const auto bytes = [](const auto& span) { return std::as_bytes(span); };
    EXPECT_TRUE(std::ranges::equal(bytes(first->model->vertices), bytes(second->model->vertices)));
    EXPECT_TRUE(std::ranges::equal(first->model->indices, second->model->indices));
}

}  // namespace
}  // namespace gemba::assets::test
