#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <memory>
#include <vector>

#include "engine/render/camera.h"
#include "engine/render/draw_list.h"
#include "engine/render/scene.h"

/// Plain arrays of one frame as the shaders read them (resources/shaders/frame.glsl and others).
namespace gemba::render {

struct FrameUniform {
    glm::mat4 clipFromWorld{1.0f}, worldFromClip{1.0f};
    std::array<glm::mat4, kMaxCascades> mapFromWorld{glm::mat4(1.0f), glm::mat4(1.0f),
                                                     glm::mat4(1.0f)};
    glm::vec4 eye{0.0f}, forward{0.0f}, sun{0.0f}, viewport{0.0f}, ground{0.0f}, line{0.0f};
    glm::vec4 shadow{0.0f}, lens{0.0f}, quality{0.0f};
};

struct InstanceRecord {
    glm::vec4 row0{0.0f}, row1{0.0f}, row2{0.0f};
    uint32_t color = 0xffffffff;
    uint32_t style = 0;
    float phase = 0.0f, extent = 0.0f;
};
static_assert(sizeof(InstanceRecord) == 64);

namespace style_flag {
constexpr uint32_t kStale = 1, kPredicted = 2, kGhost = 4;
}

struct StyleRecord {
    glm::vec4 tint{0.0f};  ///< linear; a = amount
    uint32_t id = 0;
    uint32_t flags = 0;
    float emissive = 0.0f;
    float mark = 0.0f;  ///< 1 selected, 0.4 hovered
};
static_assert(sizeof(StyleRecord) == 32);

struct LineRecord {
    glm::vec3 from{0.0f};
    float width = 1.0f;
    glm::vec3 to{0.0f};
    float dash = 0.0f;
    uint32_t color = 0xffffffff, id = 0, onTop = 0, spare = 0;
};
static_assert(sizeof(LineRecord) == 48);

struct DecalRecord {
    glm::vec4 corner{0.0f}, right{0.0f}, up{0.0f}, uv{0.0f};
    uint32_t color = 0xff000000, spare0 = 0, spare1 = 0, spare2 = 0;
};
static_assert(sizeof(DecalRecord) == 80);

struct QuadRecord {
    glm::vec4 rect{0.0f}, uv{0.0f};
    uint32_t color = 0xffffffff, border = 0;
    float radius = 0.0f;  ///< < 0: a glyph
    float spare = 0.0f;
};
static_assert(sizeof(QuadRecord) == 48);

/// One map of the sun's shadow: a ball that it covers.
struct Cascade {
    Vec3 center{0.0};  ///< world, m
    double radius = 1.0;
};

/// Everything that one frame draws, gathered once. Vectors keep their capacity between frames.
struct FrameData {
    CameraMatrices camera;
    FrameUniform uniform;
    const StaticSet* still = nullptr;  ///< which of the scene's sets is drawn
    std::shared_ptr<const Withheld> withheld;
    std::vector<StyleRecord> styles;
    std::vector<InstanceRecord> instances;  ///< of what moves; batches count from the first of them
    std::vector<Batch> solid, blended, ghosts;
    DrawList moving;             ///< of `solid`
    uint64_t movingVersion = 0;  ///< another number: an instance differs from the last frame's
    uint32_t firstBelt = 0, beltCount = 0;
    std::vector<LineRecord> lines;
    std::vector<DecalRecord> decals;
    std::vector<QuadRecord> quads;
    bool outline = false;  ///< something is selected or hovered
    bool ground = false;
    bool occlusion = false;         ///< the sky's light is hidden by what is near
    bool samples = true;            ///< several a pixel; else edges are smoothed afterwards
    std::vector<Cascade> cascades;  ///< near ones first; none: no shadows
    uint32_t shadowTexels = 2048;   ///< of each map's side
    std::array<CullView, kMaxViews> views{};  ///< the camera's, then the cascades'
};

/// Instance record of a matrix, less the frame's origin. Here double becomes float.
[[nodiscard]] InstanceRecord instanceRecord(const glm::dmat4& worldFromMesh, const Vec3& origin,
                                            uint32_t color, uint32_t style);

/// Of what stands still; what is hidden has no size, which neither a camera nor the sun sees.
[[nodiscard]] InstanceRecord stillRecord(const StaticInstance& instance, const Vec3& origin,
                                         const Withheld* withheld);

/// A PickId as the number in the id picture, and back. 0 is nothing.
[[nodiscard]] uint32_t pickNumber(PickId id);
[[nodiscard]] PickId pickFromNumber(uint32_t number);

}  // namespace gemba::render
