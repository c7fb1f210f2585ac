#include "engine/render/frame_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/render/device_visuals.h"
#include "engine/sim/world.h"

namespace gemba::render {
namespace {

constexpr float kLabelPixels = 13.0f;        // em of labels, times the screen's pixel ratio
constexpr float kLabelReach = 60.0f;         // m beyond which equipment is not named
constexpr float kSerialMinPixels = 6.0f;     // numbers smaller than this are not drawn
constexpr uint32_t kInk = 0xf0302620u;       // of printed numbers, A B G R
constexpr uint32_t kInkGuess = 0x90302620u;  // where the carton's place is a guess
constexpr uint32_t kSticker = 0xffe6eaeau;
constexpr uint32_t kStickerGuess = 0x70e6eaeau;

constexpr uint32_t kPill = 0xd8241c16u;
constexpr uint32_t kPillEdge = 0x40ffffffu;
constexpr uint32_t kName = 0xffffffffu;
constexpr uint32_t kState = 0xffd8c4b0u;
constexpr uint32_t kStaleText = 0xffc8c8c8u;
constexpr uint32_t kAlarmPill = 0xf01060d8u;

// Where a label points: on the thing itself, where it is seen from most sides.
Vec3 anchorOf(const twin::Twin& twin, const twin::Device& device, Look look) {
    const Pose& pose = device.worldFromDevice;
    switch (look) {
        case Look::agv:
            return Vec3(0.0, 0.0, device.vec3("size").z);  // of its body, which moves
        case Look::photoEye:
            return beamOf(twin, device).to + Vec3(0.0, 0.0, 0.05);
        case Look::sink:
            return pose * Vec3(0.0, 0.0, 0.5 * device.vec3("size").z);
        case Look::indicator:
            return pose * Vec3(0.0, 0.0, 0.5);
        case Look::scale:
            return pose * Vec3(0.0, -0.5 * beltWidth(twin, device), 0.0);
        default:
            return pose * Vec3(0.0, 0.0, 0.1);
    }
}

// The middle of a conveyor's side that faces the eye: below the parts, so that none is hidden.
Vec3 sideOf(const twin::Device& conveyor, const CameraMatrices& camera) {
    const Vec3& size = conveyor.vec3("size");
    const Vec3 eye = inverse(conveyor.worldFromDevice) * (camera.origin + Vec3(camera.eye));
    return conveyor.worldFromDevice *
           Vec3(0.5 * size.x, (eye.y < 0.0 ? -0.5 : 0.5) * size.y, -std::min(0.1, size.z));
}

// A place on what moves, in the world.
Vec3 onBody(const sim::Snapshot& snapshot, uint32_t device, const Vec3& place) {
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        if (body.item < 0 && body.device == static_cast<int32_t>(device))
            return body.pose * place;
    }
    return place;
}

float basePriority(Look look) {
    switch (look) {
        case Look::conveyor:
            return 60.0f;
        case Look::scale:
        case Look::pusher:
        case Look::robot:
        case Look::stopper:
        case Look::agv:
            return 50.0f;
        case Look::photoEye:
            return 40.0f;
        case Look::sink:
            return 30.0f;
        default:
            return 10.0f;
    }
}

}  // namespace

FrameText::FrameText(const Scene& scene, const std::vector<DeviceLook>& looks, TextEngine* text)
    : m_scene(scene), m_looks(looks), m_engine(text) {
    const twin::Twin& twin = scene.twin();
    for (size_t d = 0; d < twin.devices.size(); ++d)
        m_anchors.push_back(anchorOf(twin, twin.devices[d], looks[d].look));
}

void FrameText::begin() {
    if (m_engine != nullptr)
        m_engine->beginFrame();
}

void FrameText::addSerials(const std::vector<DrawnBody>& bodies, float height, FrameData& out) {
    if (m_engine == nullptr)
        return;
    const twin::Twin& twin = m_scene.twin();
    for (const DrawnBody& body : bodies) {
        if (body.body->item < 0)
            continue;
        const twin::ItemType& item = twin.items[static_cast<size_t>(body.body->item)];
        if (item.numbered && body.body->serial != 0)
            addSerial(item, body, height, out);
    }
}

void FrameText::addSerial(const twin::ItemType& item, const DrawnBody& body, float height,
                          FrameData& out) {
    // Only what is large enough on the screen, and faces the eye.
    const Vec3 eye = out.camera.origin + Vec3(out.camera.eye);
    const Vec3 gaze = eye - body.solid.position;
    const float distance = static_cast<float>(glm::length(gaze));
    const float reach = out.camera.orthographic ? 1.0f : std::max(distance, 0.1f);
    const float pixels =
        0.3f * static_cast<float>(item.size.z) * out.camera.pixelsPerMetre * height;
    if (pixels / reach < kSerialMinPixels)
        return;

    std::array<char, 16> digits{};
    // Whose kind was only taken for granted says so.
    const bool guessed = (body.body->flags & sim::body_flag::kKindUnknown) != 0;
    const auto end = fmt::format_to_n(digits.data(), digits.size(), "{:04}{}", body.body->serial,
                                      guessed ? "?" : "");
    const ShapedText& text =
        m_engine->shape({digits.data(), end.size}, TextEngine::kDistancePixels);
    struct Face {
        Vec3 normal, right;
    };
    static const std::array kFaces{Face{{0, 0, 1}, {1, 0, 0}}, Face{{0, -1, 0}, {1, 0, 0}},
                                   Face{{0, 1, 0}, {-1, 0, 0}}, Face{{1, 0, 0}, {0, 1, 0}},
                                   Face{{-1, 0, 0}, {0, -1, 0}}};
    const size_t faces = item.shape == "box" ? kFaces.size() : item.shape == "cylinder" ? 1 : 0;
    for (size_t i = 0; i < faces; ++i) {
        const Vec3 normal = body.solid.rotation * kFaces[i].normal;
        const Vec3 surface = 0.5 * item.size * kFaces[i].normal;
        if (glm::dot(normal, eye - body.solid * surface) > 0.0)
            addFace(text, body, kFaces[i].normal, kFaces[i].right, item.size, out);
    }
}

void FrameText::addFace(const ShapedText& text, const DrawnBody& body, const Vec3& normal,
                        const Vec3& right, const Vec3& size, FrameData& out) {
    // A third of the face's height, or as wide as the face allows.
    const Vec3 up = glm::cross(normal, right);
    const double faceWidth = std::abs(glm::dot(size, right));
    const double faceHeight = std::abs(glm::dot(size, up));
    const double ems = std::max(1.0, double(text.width) / TextEngine::kDistancePixels);
    const double em = std::min(0.36 * faceHeight, 0.68 * faceWidth / ems);
    const double scale = em / TextEngine::kDistancePixels;

    // On a white sticker, a little above the middle of the face, a millimetre outside of it.
    const Vec3 middle =
        normal * (0.5 * std::abs(glm::dot(size, normal)) + 0.0012) + up * (0.06 * faceHeight);
    const double stickerWidth = (ems + 0.35) * em, stickerHeight = 1.25 * em;
    constexpr float kInside = 2.0f / static_cast<float>(TextEngine::kAtlasSize);
    const bool guess = body.state == 2;
    addDecal(
        {middle - right * (0.5 * stickerWidth) - up * (0.5 * stickerHeight), right * stickerWidth,
         up * stickerHeight, glm::vec4(kInside), guess ? kStickerGuess : kSticker},
        body, out);

    const Vec3 start = middle - right * (0.5 * text.width * scale) - up * (0.36 * em);
    for (const PlacedGlyph& placed : text.glyphs) {
        const AtlasGlyph& glyph =
            m_engine->glyph(placed.font, placed.glyph, TextEngine::kDistancePixels, true);
        if (glyph.width == 0.0f)
            continue;
        addDecal(
            {start + right * (double(placed.x + glyph.x) * scale) +
                 up * (double(placed.y + glyph.y - glyph.height) * scale),
             right * (double(glyph.width) * scale), up * (double(glyph.height) * scale),
             glm::vec4(glyph.left, glyph.top, glyph.right, glyph.bottom), guess ? kInkGuess : kInk},
            body, out);
    }
}

void FrameText::addDecal(const Decal& decal, const DrawnBody& body, FrameData& out) const {
    // Double becomes float here.
    const Vec3 corner = body.solid * decal.corner - out.camera.origin;
    out.decals.push_back({.corner = glm::vec4(glm::vec3(corner), 1.0f),
                          .right = glm::vec4(glm::vec3(body.solid.rotation * decal.right), 0.0f),
                          .up = glm::vec4(glm::vec3(body.solid.rotation * decal.up), 0.0f),
                          .uv = decal.uv,
                          .color = decal.color});
}

void FrameText::addLabels(const sim::Snapshot& snapshot, const ViewState& view, float width,
                          float height, FrameData& out) {
    if (m_engine == nullptr)
        return;
    collect(snapshot, view, width, height, out.camera);

    // Sizes, places, then quads.
    const float ratio = std::clamp(view.pixelRatio, 0.5f, 8.0f);
    const auto pixels = static_cast<uint32_t>(std::lround(kLabelPixels * ratio));
    const float padding = std::round(7.0f * ratio);
    for (LabelRequest& request : m_requests) {
        const Label& label = m_labels[request.index];
        const ShapedText& name = m_engine->shape(label.name, pixels);
        request.height = std::ceil(name.ascent + name.descent) + std::round(4.0f * ratio);
        request.width = std::ceil(name.width) + 2.0f * padding;
        if (!label.state.empty())
            request.width += std::ceil(m_engine->shape(label.state, pixels).width) + padding;
        request.anchorY += (request.below ? 10.0f : -14.0f) * ratio;  // room for the leader
    }
    const auto& places = m_layout.place(m_requests, width, height, std::round(3.0f * ratio));
    for (size_t i = 0; i < m_requests.size(); ++i) {
        if (places[i].shown)
            addQuads(m_labels[m_requests[i].index], places[i], m_requests[i].width,
                     m_requests[i].height, ratio, out);
    }
}

void FrameText::addMarks(const ViewState& view, float width, float height, FrameData& out) {
    const float ratio = std::clamp(view.pixelRatio, 0.5f, 8.0f);
    const auto pixels = static_cast<uint32_t>(std::lround(kLabelPixels * ratio));
    for (const MarkText& mark : view.texts) {
        const ScreenPoint at = project(out.camera, mark.at, width, height);
        if (m_engine == nullptr || !(at.w > 0.0f) || !std::isfinite(at.x + at.y))
            continue;
        const ShapedText& shaped = m_engine->shape(mark.text, pixels);
        const float w = std::ceil(shaped.width) + 2.0f * std::round(7.0f * ratio);
        const float h = std::ceil(shaped.ascent + shaped.descent) + std::round(4.0f * ratio);
        const float x = std::clamp(at.x, 0.0f, width), y = std::clamp(at.y, 0.0f, height);
        PlacedLabel place;
        place.x = std::round(std::clamp(x - 0.5f * w, 0.0f, std::max(0.0f, width - w)));
        place.y = std::round(std::clamp(y - h - 14.0f * ratio, 0.0f, std::max(0.0f, height - h)));
        addQuads({.name = mark.text, .x = x, .y = y}, place, w, h, ratio, out);
    }
}

void FrameText::collect(const sim::Snapshot& snapshot, const ViewState& view, float width,
                        float height, const CameraMatrices& camera) {
    static const StateWords kEnglish;
    const StateWords& words = view.words != nullptr ? *view.words : kEnglish;
    const twin::Twin& twin = m_scene.twin();
    m_labels.clear();
    m_requests.clear();
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        const Look look = m_looks[d].look;
        const PickId id{PickId::Kind::device, d};
        const bool chosen = view.selected == id || view.hovered == id;
        const uint8_t state =
            d < snapshot.deviceState.size() ? snapshot.deviceState[d] : uint8_t{0};
        const bool quiet = look == Look::body || look == Look::feeder || look == Look::indicator ||
                           look == Look::other;
        const bool hidden =
            view.withheld != nullptr && Withheld::in(view.withheld->hiddenDevices, d);
        if (hidden || (quiet && !chosen && state != 2))
            continue;
        Vec3 anchor = look == Look::conveyor ? sideOf(twin.devices[d], camera) : m_anchors[d];
        if (look == Look::agv)
            anchor = onBody(snapshot, d, anchor);
        const ScreenPoint at = project(camera, anchor, width, height);
        const bool inside = at.w > 0 && at.x >= 0 && at.x < width && at.y >= 0 && at.y < height;
        if (!inside || (!camera.orthographic && at.w > kLabelReach && !chosen && state != 2))
            continue;

        // Alarms first, then what was pointed at, then by kind and distance.
        const float priority = (state == 2 ? 2000.0f : 0.0f) + (chosen ? 1000.0f : 0.0f) +
                               basePriority(look) - 0.2f * at.w;
        m_requests.push_back({.anchorX = at.x,
                              .anchorY = at.y,
                              .priority = priority,
                              .index = static_cast<uint32_t>(m_labels.size()),
                              .below = look == Look::conveyor});
        m_labels.push_back(
            {.name = twin.devices[d].id, .x = at.x, .y = at.y, .deviceState = state});
        m_labels.back().state = state == 1 ? words.stale : std::string_view();
    }

    // State texts are written into the labels' own buffers, so once these no longer move.
    size_t next = 0;
    for (uint32_t d = 0; d < twin.devices.size() && next < m_labels.size(); ++d) {
        Label& label = m_labels[next];
        if (label.name.data() != twin.devices[d].id.data())
            continue;
        if (label.state.empty())
            label.state = stateText(m_looks[d], snapshot, words, label.buffer);
        ++next;
    }
}

void FrameText::addQuads(const Label& label, const PlacedLabel& place, float width, float height,
                         float ratio, FrameData& out) {
    const bool alarmed = label.deviceState == 2;
    const float padding = std::round(7.0f * ratio);

    // Leader and foot, pill, then the two texts.
    const float line = std::max(1.0f, std::round(ratio));
    const float x = std::round(label.x), foot = std::round(2.0f * ratio);
    if (place.y + height < label.y)
        out.quads.push_back({.rect = {x, place.y + height, x + line, label.y},
                             .color = alarmed ? 0xf01080f0u : 0xb0ffffffu});
    else if (place.y > label.y)
        out.quads.push_back({.rect = {x, label.y, x + line, place.y},
                             .color = alarmed ? 0xf01080f0u : 0xb0ffffffu});
    out.quads.push_back({.rect = {x - foot, label.y - foot, x + foot + line, label.y + foot + line},
                         .color = alarmed ? 0xff1080f0u : 0xf0ffffffu,
                         .radius = foot});
    out.quads.push_back({.rect = {place.x, place.y, place.x + width, place.y + height},
                         .color = alarmed ? kAlarmPill : kPill,
                         .border = kPillEdge,
                         .radius = std::round(5.0f * ratio)});
    const auto pixels = static_cast<uint32_t>(std::lround(kLabelPixels * ratio));
    const ShapedText& name = m_engine->shape(label.name, pixels);
    const float baseline = place.y + std::round(2.0f * ratio + name.ascent);
    float pen = addGlyphs(label.name, pixels, place.x + padding, baseline, kName, out);
    const uint32_t stateColor = alarmed ? kName : label.deviceState == 1 ? kStaleText : kState;
    if (!label.state.empty())
        addGlyphs(label.state, pixels, std::ceil(pen) + padding, baseline, stateColor, out);
}

float FrameText::addGlyphs(std::string_view text, uint32_t pixels, float x, float baseline,
                           uint32_t color, FrameData& out) {
    const ShapedText& shaped = m_engine->shape(text, pixels);
    for (const PlacedGlyph& placed : shaped.glyphs) {
        const AtlasGlyph& glyph = m_engine->glyph(placed.font, placed.glyph, pixels, false);
        if (glyph.width == 0.0f)
            continue;
        // On whole pixels: a glyph drawn between two is blurred.
        const float left = std::round(x + placed.x) + glyph.x;
        const float top = baseline - std::round(placed.y) - glyph.y;
        out.quads.push_back({.rect = {left, top, left + glyph.width, top + glyph.height},
                             .uv = {glyph.left, glyph.top, glyph.right, glyph.bottom},
                             .color = color,
                             .radius = -1.0f});
    }
    return x + shaped.width;
}

}  // namespace gemba::render
