#include "engine/assets/robot_code.h"

#include <algorithm>
#include <cmath>

namespace gemba::assets {
namespace {

constexpr uint32_t kMagic = 0x31425247;  // "GRB1"

void put(ByteWriter& out, const Vec3& v) {
    out.raw(&v, sizeof v);
}

void put(ByteWriter& out, const Pose& pose) {
    put(out, pose.position);
    const Quat& q = pose.rotation;
    for (const double value : {q.w, q.x, q.y, q.z})
        out.put(value);
}

void put(ByteWriter& out, const RobotShape& shape) {
    out.put(shape.kind);
    out.put(shape.uri);
    put(out, shape.size);
    out.put(shape.scale);
    put(out, shape.linkFromShape);
    out.put(shape.color.has_value());
    const glm::vec4 color = shape.color.value_or(glm::vec4(0.0f));
    out.raw(&color, sizeof color);
}

void put(ByteWriter& out, const std::vector<RobotShape>& shapes) {
    out.put(static_cast<uint32_t>(shapes.size()));
    for (const RobotShape& shape : shapes)
        put(out, shape);
}

/// Reads and judges; `ok()` is false after anything that cannot be.
class Reader {
 public:
    explicit Reader(std::span<const std::byte> bytes) : m_in(bytes) {}

    [[nodiscard]] bool ok() const { return m_in.ok() && m_sound; }
    [[nodiscard]] bool atEnd() const { return m_in.remaining() == 0; }

    template <class T>
    T plain() {
        return m_in.get<T>();
    }
    std::string text() {
        std::string out = m_in.text();
        must(out.size() <= kMostRobotText);
        return out;
    }
    double number() {
        const auto value = m_in.get<double>();
        constexpr double kLargest = 1e9;
        must(std::isfinite(value) && std::abs(value) <= kLargest);
        return value;
    }
    Vec3 vec3() {
        Vec3 out;
        for (int i = 0; i < 3; ++i)
            out[i] = number();
        return out;
    }
    Pose pose() {
        Pose out;
        out.position = vec3();
        for (double* value : {&out.rotation.w, &out.rotation.x, &out.rotation.y, &out.rotation.z})
            *value = number();
        must(std::abs(glm::length(out.rotation) - 1.0) < 1e-6);
        return out;
    }
    size_t count(size_t most) {
        const size_t n = m_in.count(1);
        must(n <= most);
        return ok() ? n : 0;
    }
    void must(bool so) { m_sound = m_sound && so; }

 private:
    ByteReader m_in;
    bool m_sound = true;
};

RobotShape readShape(Reader& in) {
    RobotShape out;
    out.kind = in.plain<RobotShape::Kind>();
    in.must(out.kind <= RobotShape::Kind::sphere);
    out.uri = in.text();
    out.size = in.vec3();
    out.scale = in.number();
    in.must(out.scale > 0.0 && std::min({out.size.x, out.size.y, out.size.z}) > 0.0);
    out.linkFromShape = in.pose();
    const bool colored = in.plain<bool>();
    glm::vec4 color;
    for (int i = 0; i < 4; ++i) {
        color[i] = in.plain<float>();
        in.must(color[i] >= 0.0f && color[i] <= 1.0f);
    }
    if (colored)
        out.color = color;
    return out;
}

std::vector<RobotShape> readShapes(Reader& in) {
    std::vector<RobotShape> out;
    const size_t n = in.count(kMostLinkShapes);
    for (size_t i = 0; i < n && in.ok(); ++i)
        out.push_back(readShape(in));
    return out;
}

RobotLink readLink(Reader& in) {
    RobotLink out{.name = in.text()};
    out.visuals = readShapes(in);
    out.collisions = readShapes(in);
    out.massGiven = in.plain<bool>();
    out.mass = in.number();
    in.must(out.mass >= 0.0 && (!out.massGiven || out.mass > 0.0));
    out.linkFromInertia = in.pose();
    for (double& value : out.inertia)
        value = in.number();
    return out;
}

// A joint's child comes after its parent, so the links are a tree.
RobotJoint readJoint(Reader& in, RobotModel& model) {
    RobotJoint out{.name = in.text()};
    out.type = in.plain<JointType>();
    in.must(out.type <= JointType::prismatic);
    out.parent = in.plain<uint32_t>();
    out.child = in.plain<uint32_t>();
    in.must(out.parent < out.child && out.child < model.links.size());
    out.parentFromJoint = in.pose();
    out.axis = in.vec3();
    in.must(std::abs(glm::length(out.axis) - 1.0) < 1e-6);
    out.lower = in.number();
    out.upper = in.number();
    out.velocity = in.number();
    out.effort = in.number();
    if (out.type != JointType::fixed)
        in.must(out.lower < out.upper && out.velocity > 0.0 && out.effort >= 0.0);
    if (in.ok()) {
        int32_t& parentJoint = model.links[out.child].parentJoint;
        in.must(parentJoint < 0);
        parentJoint = static_cast<int32_t>(model.joints.size());
    }
    return out;
}

}  // namespace

Bytes encodeRobot(const RobotModel& model) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.put(kMagic);
    out.put(model.name);
    out.put(static_cast<uint32_t>(model.links.size()));
    for (const RobotLink& link : model.links) {
        out.put(link.name);
        put(out, link.visuals);
        put(out, link.collisions);
        out.put(link.massGiven);
        out.put(link.mass);
        put(out, link.linkFromInertia);
        for (const double value : link.inertia)
            out.put(value);
    }
    out.put(static_cast<uint32_t>(model.joints.size()));
    for (const RobotJoint& joint : model.joints) {
        out.put(joint.name);
        out.put(joint.type);
        out.put(joint.parent);
        out.put(joint.child);
        put(out, joint.parentFromJoint);
        put(out, joint.axis);
        for (const double value : {joint.lower, joint.upper, joint.velocity, joint.effort})
            out.put(value);
    }
    out.put(static_cast<uint32_t>(model.warnings.size()));
    for (const std::string& warning : model.warnings)
        out.put(warning);
    return bytes;
}

Result<RobotModel> decodeRobot(std::span<const std::byte> bytes) {
    Reader in(bytes);
    RobotModel model;
    in.must(in.plain<uint32_t>() == kMagic);
    model.name = in.text();
    const size_t links = in.count(kMostRobotLinks);
    in.must(links > 0);
    for (size_t i = 0; i < links && in.ok(); ++i)
        model.links.push_back(readLink(in));
    const size_t joints = in.count(kMostRobotLinks);
    in.must(joints + 1 == links);
    for (size_t i = 0; i < joints && in.ok(); ++i)
        model.joints.push_back(readJoint(in, model));
    const size_t warnings = in.count(4 * kMostRobotLinks);
    for (size_t i = 0; i < warnings && in.ok(); ++i)
        model.warnings.push_back(in.text());
    if (!in.ok() || !in.atEnd())
        return fail({.doing = "read the robot", .found = "the importer wrote something unusable"});
    return model;
}

}  // namespace gemba::assets
