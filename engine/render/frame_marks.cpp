#include <cmath>
#include <numbers>

#include "engine/render/device_visuals.h"
#include "engine/render/frame_gather.h"

// The lines of a frame: beams, outlines of the model's items, zones of feeders and sinks.
namespace gemba::render {

void FrameGatherer::addLine(const Vec3& from, const Vec3& to, uint32_t color, float width,
                            float dash, uint32_t id) {
    // Double becomes float here.
    m_data.lines.push_back({.from = glm::vec3(from - m_data.camera.origin),
                            .width = width,
                            .to = glm::vec3(to - m_data.camera.origin),
                            .dash = dash,
                            .color = color,
                            .id = id});
}

void FrameGatherer::addBoxEdges(const Pose& pose, const Vec3& size, uint32_t color, float width,
                                float dash, uint32_t id) {
    const Vec3 half = 0.5 * size;
    for (int axis = 0; axis < 3; ++axis) {
        for (int corner = 0; corner < 4; ++corner) {
            Vec3 a = half;
            a[(axis + 1) % 3] *= (corner & 1) ? 1.0 : -1.0;
            a[(axis + 2) % 3] *= (corner & 2) ? 1.0 : -1.0;
            Vec3 b = a;
            b[axis] = -b[axis];
            addLine(pose * a, pose * b, color, width, dash, id);
        }
    }
}

void FrameGatherer::addEdges(const twin::ItemType& item, const Pose& pose, uint32_t color,
                             float width, float dash, uint32_t id) {
    if (item.shape == "box") {
        addBoxEdges(pose, item.size, color, width, dash, id);
        return;
    }
    // Round shapes: circles around their axes, and the sides of what has a height.
    constexpr int kSegments = 24;
    const double radius = 0.5 * item.size.x;
    const auto circle = [&](const Vec3& center, const Vec3& x, const Vec3& y) {
        Vec3 last = center + radius * x;
        for (int i = 1; i <= kSegments; ++i) {
            const double angle = 2.0 * std::numbers::pi * i / kSegments;
            const Vec3 next = center + radius * (std::cos(angle) * x + std::sin(angle) * y);
            addLine(pose * last, pose * next, color, width, dash, id);
            last = next;
        }
    };
    const Vec3 x(1, 0, 0), y(0, 1, 0), z(0, 0, 1);
    if (item.shape == "sphere") {
        circle({}, x, y);
        circle({}, y, z);
        circle({}, z, x);
        return;
    }
    const double straight = item.shape == "capsule" ? item.size.z - item.size.x : item.size.z;
    for (const double end : {-0.5, 0.5})
        circle(end * straight * z, x, y);
    for (const Vec3& side : {x, y, -x, -y})
        addLine(pose * (radius * side - 0.5 * straight * z),
                pose * (radius * side + 0.5 * straight * z), color, width, dash, id);
}

void FrameGatherer::gatherBeams(const sim::Snapshot& snapshot) {
    constexpr uint32_t kFree = 0xff4ee86au, kBlocked = 0xff3030ffu;
    const auto glow = [](uint32_t color) { return (color & 0x00ffffffu) | 0x38000000u; };
    for (uint32_t d = 0; d < m_looks.size(); ++d) {
        if (m_looks[d].look != Look::photoEye || hides(d))
            continue;
        const Beam beam = beamOf(m_scene.twin(), m_scene.twin().devices[d]);
        const bool blocked = propertyOf(snapshot, m_looks[d].main) != 0.0;
        const uint32_t color = blocked ? kBlocked : kFree;
        const uint32_t id = m_data.styles[m_scene.styleOfDevice(d)].id;
        addLine(beam.from, beam.to, glow(color), 7.0f, 0.0f, id);
        addLine(beam.from, beam.to, color, 2.0f, 0.0f, id);
    }
}

void FrameGatherer::gatherMarks(const ViewState& view) {
    for (const MarkLine& mark : view.marks) {
        addLine(mark.from, mark.to, mark.color, mark.width, mark.dash, 0);
        m_data.lines.back().onTop = mark.onTop ? 1 : 0;
    }
}

void FrameGatherer::gatherZones(const ViewState& view) {
    if (!view.collision)
        return;
    const twin::Twin& twin = m_scene.twin();
    for (uint32_t d = 0; d < m_looks.size(); ++d) {
        const twin::Device& device = twin.devices[d];
        if (hides(d))
            continue;
        const uint32_t id = m_data.styles[m_scene.styleOfDevice(d)].id;
        if (m_looks[d].look == Look::sink) {
            addBoxEdges(device.worldFromDevice, device.vec3("size"), 0xd0a0a0f0u, 1.2f, 4.0f, id);
        } else if (m_looks[d].look == Look::feeder) {
            const Pose above = device.worldFromDevice * Pose{.position = {0.0, 0.0, 0.2}};
            addBoxEdges(above, Vec3(0.4), 0xd0a0f0a0u, 1.2f, 4.0f, id);
        }
    }
}

}  // namespace gemba::render
