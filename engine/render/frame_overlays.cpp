#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/render/device_visuals.h"
#include "engine/render/frame_gather.h"
#include "engine/sim/world.h"

// What physics knows, as lines: contacts, joints, bodies that sleep. Nothing hides them, and they
// are no thing to pick.
namespace gemba::render {
namespace {

constexpr uint32_t kContact = 0xffff50ffu, kJoint = 0xff20e0ffu;  // magenta, yellow
constexpr uint32_t kX = 0xff4040f0u, kY = 0xff40d040u, kZ = 0xfff06040u;
constexpr uint32_t kAsleep = 0xffffb080u;

}  // namespace

// A dot where they touch, and the force as a length: 2 mm a newton, not longer than half a metre.
void FrameGatherer::gatherContacts(const sim::Snapshot& snapshot) {
    constexpr double kPerNewton = 0.002, kShort = 0.04, kLong = 0.5, kDot = 1e-3;  // m
    for (const sim::SnapshotContact& contact : snapshot.contacts) {
        const double length = std::clamp(kPerNewton * contact.force, kShort, kLong);
        const Vec3 end = contact.position + length * contact.normal;
        if (!std::isfinite(glm::dot(end, end)))
            continue;
        addTopLine(contact.position, end, kContact, 1.8f);
        addTopLine(contact.position, contact.position + kDot * contact.normal, kContact, 6.0f);
    }
}

// The axis, about which a ring lies where it turns; red, green and blue the link's own x, y and z.
void FrameGatherer::gatherJoints() {
    constexpr double kAxis = 0.22, kRing = 0.12, kFrame = 0.1;  // m
    constexpr int kSegments = 24;
    for (const JointAxis& joint : m_scene.joints()) {
        const int32_t at =
            m_bodyOf[joint.device * kPartSlots + static_cast<uint32_t>(joint.part + 1)];
        if (at < 0 || hides(joint.device))
            continue;
        const Pose& pose = m_bodies[static_cast<size_t>(at)].model;
        addTopLine(pose * (-kAxis * joint.axis), pose * (kAxis * joint.axis), kJoint, 3.0f);
        const Vec3 aside = std::abs(joint.axis.x) < 0.9 ? Vec3(1, 0, 0) : Vec3(0, 1, 0);
        const Vec3 u = glm::normalize(glm::cross(joint.axis, aside));
        const Vec3 v = glm::cross(joint.axis, u);
        for (int i = 0; i < kSegments && !joint.slides; ++i) {
            const auto on = [&](int n) {
                const double angle = 2.0 * std::numbers::pi * n / kSegments;
                return pose * (kRing * (std::cos(angle) * u + std::sin(angle) * v));
            };
            addTopLine(on(i), on(i + 1), kJoint, 1.6f);
        }
        addTopLine(pose.position, pose * Vec3(kFrame, 0, 0), kX, 2.4f);
        addTopLine(pose.position, pose * Vec3(0, kFrame, 0), kY, 2.4f);
        addTopLine(pose.position, pose * Vec3(0, 0, kFrame), kZ, 2.4f);
    }
}

// By edges too: a colour alone is not for every eye.
void FrameGatherer::gatherSleeping() {
    const twin::Twin& twin = m_scene.twin();
    for (const DrawnBody& drawn : m_bodies) {
        if (drawn.body->item >= 0 && (drawn.body->flags & sim::body_flag::kSleeping) != 0)
            addEdges(twin.items[static_cast<size_t>(drawn.body->item)], drawn.solid, kAsleep, 1.6f,
                     3.0f, drawn.id);
    }
}

void FrameGatherer::addTopLine(const Vec3& from, const Vec3& to, uint32_t color, float width) {
    addLine(from, to, color, width, 0.0f, 0);
    m_data.lines.back().onTop = 1;
}

}  // namespace gemba::render
