#include "engine/assets/robot_urdf.h"

#include <console_bridge/console.h>
#include <fmt/format.h>
#include <urdf_model/model.h>
#include <urdf_parser/urdf_parser.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "engine/assets/robot_code.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

constexpr size_t kMostName = 256;  // bytes of a link's or joint's name

/// urdfdom says what is wrong in its log alone: the first errors are the reason and where it is.
class FirstErrors final : public console_bridge::OutputHandler {
 public:
    FirstErrors() {
        console_bridge::setLogLevel(console_bridge::CONSOLE_BRIDGE_LOG_WARN);
        console_bridge::useOutputHandler(this);
    }
    ~FirstErrors() override { console_bridge::restorePreviousOutputHandler(); }
    FirstErrors(const FirstErrors&) = delete;
    FirstErrors& operator=(const FirstErrors&) = delete;

    void log(const std::string& text, console_bridge::LogLevel level, const char* /*file*/,
             int /*line*/) override {
        constexpr int kMost = 3;
        if (level < console_bridge::CONSOLE_BRIDGE_LOG_ERROR || ++m_count > kMost)
            return;
        m_text += (m_text.empty() ? "" : "; ") + cleanText(text, 256);
    }
    [[nodiscard]] std::string text() const {
        // How urdfdom says that links hang on each other in a circle.
        if (m_text.find("No root link") != std::string::npos)
            return "a loop: each link hangs on another";
        return m_text;
    }

 private:
    std::string m_text;
    int m_count = 0;
};

Error wrong(std::string found, std::string expected) {
    return {.doing = "read the robot", .found = std::move(found), .expected = std::move(expected)};
}

/// From urdfdom's objects to ours, with a word for what is not sound.
class Converter {
 public:
    explicit Converter(const urdf::ModelInterface& source) : m_source(source) {}

    Result<RobotModel> convert();

 private:
    [[nodiscard]] Result<void> findParents();
    [[nodiscard]] Result<void> orderLinks();
    [[nodiscard]] Result<RobotLink> link(const urdf::Link& from);
    [[nodiscard]] Result<RobotShape> shape(const urdf::Geometry& geometry, const urdf::Pose& origin,
                                           const std::string& owner);
    [[nodiscard]] Result<RobotJoint> joint(const urdf::Joint& from);
    [[nodiscard]] Result<void> limits(const urdf::Joint& from, RobotJoint& to);
    [[nodiscard]] Result<Pose> pose(const urdf::Pose& from, const std::string& owner) const;
    void inertia(const urdf::Link& from, RobotLink& to);

    const urdf::ModelInterface& m_source;
    RobotModel m_model;
    std::map<std::string, const urdf::Joint*> m_parentOf;                 // by child link
    std::map<std::string, std::vector<const urdf::Joint*>> m_childrenOf;  // by parent link
    std::vector<const urdf::Link*> m_order;                               // parents first
    std::map<std::string, uint32_t> m_indexOf;                            // link
};

Result<RobotModel> Converter::convert() {
    m_model.name = cleanText(m_source.getName(), 256);
    if (m_source.links_.size() > kMostRobotLinks)
        return fail(wrong(fmt::format("{} links", m_source.links_.size()),
                          fmt::format("at most {}", kMostRobotLinks)));
    for (const auto& step : {&Converter::findParents, &Converter::orderLinks}) {
        if (auto done = (this->*step)(); !done)
            return tl::unexpected(done.error());
    }
    for (const urdf::Link* from : m_order) {
        auto to = link(*from);
        if (!to)
            return tl::unexpected(to.error());
        m_model.links.push_back(std::move(*to));
    }
    for (size_t i = 1; i < m_order.size(); ++i) {
        auto to = joint(*m_parentOf.at(m_order[i]->name));
        if (!to)
            return tl::unexpected(to.error());
        m_model.links[i].parentJoint = static_cast<int32_t>(m_model.joints.size());
        m_model.joints.push_back(std::move(*to));
    }
    return std::move(m_model);
}

// urdfdom lets the last joint win where several claim a link.
Result<void> Converter::findParents() {
    for (const auto& [name, joint] : m_source.joints_) {
        for (const std::string& end : {joint->parent_link_name, joint->child_link_name}) {
            if (m_source.links_.count(end) == 0)
                return fail(wrong(fmt::format("joint {} names the link {}, which does not exist",
                                              inQuotes(name), inQuotes(end)),
                                  "links of this description"));
        }
        const auto [there, added] = m_parentOf.try_emplace(joint->child_link_name, joint.get());
        if (!added)
            return fail(wrong(fmt::format("a loop: link {} hangs on two joints, {} and {}",
                                          inQuotes(joint->child_link_name),
                                          inQuotes(there->second->name), inQuotes(name)),
                              "a tree: one joint for each link"));
        m_childrenOf[joint->parent_link_name].push_back(joint.get());
    }
    return {};
}

Result<void> Converter::orderLinks() {
    std::vector<std::string> roots;
    for (const auto& [name, link] : m_source.links_) {
        if (m_parentOf.count(name) == 0)
            roots.push_back(name);
    }
    if (roots.size() > 1)
        return fail(wrong(fmt::format("{} links without a parent, {} and {} among them",
                                      roots.size(), inQuotes(roots[0]), inQuotes(roots[1])),
                          "one root"));
    if (roots.empty())
        return fail(wrong("a loop: each link hangs on another", "one root"));

    // Down from the root, children by their joints' names; no recursion.
    std::vector<std::string> open{roots[0]};
    while (!open.empty()) {
        const std::string name = open.back();
        open.pop_back();
        m_indexOf.emplace(name, static_cast<uint32_t>(m_order.size()));
        m_order.push_back(m_source.links_.at(name).get());
        const auto& children = m_childrenOf[name];
        for (auto child = children.rbegin(); child != children.rend(); ++child)
            open.push_back((*child)->child_link_name);
    }
    for (const auto& [name, link] : m_source.links_) {
        if (m_indexOf.count(name) == 0)
            return fail(wrong(fmt::format("a loop of joints through link {}", inQuotes(name)),
                              "a tree of links"));
    }
    return {};
}

Result<Pose> Converter::pose(const urdf::Pose& from, const std::string& owner) const {
    const urdf::Vector3& p = from.position;
    const urdf::Rotation& q = from.rotation;
    Pose out{{p.x, p.y, p.z}, Quat(q.w, q.x, q.y, q.z)};
    const double length = glm::length(out.rotation);
    constexpr double kFarthest = 1e4;  // m
    const bool near = std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest &&
                      std::abs(p.z) <= kFarthest;  // false for what is no number
    if (!near || !(length > 0.5 && length < 2.0))
        return fail(wrong(fmt::format("the origin of {} is not finite or too far", owner),
                          "metres and radians"));
    out.rotation = out.rotation / length;
    return out;
}

Result<RobotLink> Converter::link(const urdf::Link& from) {
    RobotLink out{.name = cleanText(from.name, kMostName)};
    const std::string owner = "link " + inQuotes(from.name);
    if (std::max(from.visual_array.size(), from.collision_array.size()) > kMostLinkShapes)
        return fail(
            wrong(owner + " has too many shapes", fmt::format("at most {}", kMostLinkShapes)));
    for (const auto& visual : from.visual_array) {
        if (visual == nullptr || visual->geometry == nullptr)
            continue;
        auto made = shape(*visual->geometry, visual->origin, owner);
        if (!made)
            return tl::unexpected(made.error());
        if (visual->material != nullptr) {
            const urdf::Color& c = visual->material->color;
            const glm::vec4 color = glm::vec4(c.r, c.g, c.b, c.a);
            const bool said = c.r + c.g + c.b + c.a > 0.0f;
            if (said && color == glm::clamp(color, 0.0f, 1.0f))
                made->color = color;
        }
        out.visuals.push_back(std::move(*made));
    }
    for (const auto& collision : from.collision_array) {
        if (collision == nullptr || collision->geometry == nullptr)
            continue;
        auto made = shape(*collision->geometry, collision->origin, owner);
        if (!made)
            return tl::unexpected(made.error());
        out.collisions.push_back(std::move(*made));
    }
    inertia(from, out);
    return out;
}

void Converter::inertia(const urdf::Link& from, RobotLink& to) {
    if (from.inertial == nullptr)
        return;
    const urdf::Inertial& i = *from.inertial;
    const auto at = pose(i.origin, "inertia");
    const std::array values{i.ixx, i.ixy, i.ixz, i.iyy, i.iyz, i.izz};
    constexpr double kLargest = 1e9;
    const bool sound = at && i.mass > 0.0 && i.mass < kLargest &&
                       std::all_of(values.begin(), values.end(),
                                   [](double v) { return std::abs(v) < kLargest; }) &&
                       i.ixx >= 0.0 && i.iyy >= 0.0 && i.izz >= 0.0;
    if (!sound) {
        m_model.warnings.push_back(fmt::format(
            "link {}: its inertia is none that can be; it is guessed", inQuotes(from.name)));
        return;
    }
    to.massGiven = true;
    to.mass = i.mass;
    to.linkFromInertia = *at;
    to.inertia = values;
}

Result<RobotShape> Converter::shape(const urdf::Geometry& geometry, const urdf::Pose& origin,
                                    const std::string& owner) {
    RobotShape out;
    auto at = pose(origin, "a shape of " + owner);
    if (!at)
        return tl::unexpected(at.error());
    out.linkFromShape = *at;
    if (geometry.type == urdf::Geometry::BOX) {
        const urdf::Vector3& d = static_cast<const urdf::Box&>(geometry).dim;
        out.kind = RobotShape::Kind::box;
        out.size = {d.x, d.y, d.z};
    } else if (geometry.type == urdf::Geometry::CYLINDER) {
        const auto& cylinder = static_cast<const urdf::Cylinder&>(geometry);
        out.kind = RobotShape::Kind::cylinder;
        out.size = {2.0 * cylinder.radius, 2.0 * cylinder.radius, cylinder.length};
    } else if (geometry.type == urdf::Geometry::SPHERE) {
        out.kind = RobotShape::Kind::sphere;
        out.size = Vec3(2.0 * static_cast<const urdf::Sphere&>(geometry).radius);
    } else {
        const auto& mesh = static_cast<const urdf::Mesh&>(geometry);
        const Vec3 scale(mesh.scale.x, mesh.scale.y, mesh.scale.z);
        out.uri = mesh.filename;
        out.scale = scale.x;
        if (out.uri.size() > kMostRobotText)
            return fail(wrong(owner + " names a mesh of too many bytes", "a file's name"));
        if (!(scale.x > 0.0) || scale.x != scale.y || scale.x != scale.z)
            return fail(wrong(fmt::format("{} scales a mesh by {:g}, {:g}, {:g}", owner, scale.x,
                                          scale.y, scale.z),
                              "one scale for all axes, more than 0"));
    }
    const Vec3 least(1e-6), most(1e4);
    if (out.size != glm::clamp(out.size, least, most) || !(out.scale >= 1e-6 && out.scale <= 1e6))
        return fail(wrong("a shape of " + owner + " has no size that can be", "metres"));
    return out;
}

Result<RobotJoint> Converter::joint(const urdf::Joint& from) {
    const std::string owner = "joint " + inQuotes(from.name);
    RobotJoint out{.name = cleanText(from.name, kMostName),
                   .parent = m_indexOf.at(from.parent_link_name),
                   .child = m_indexOf.at(from.child_link_name)};
    if (from.mimic != nullptr)
        return fail(
            wrong(fmt::format("{} mimics joint {}", owner, inQuotes(from.mimic->joint_name)),
                  "joints that stand for themselves: mimic joints are not supported"));
    auto at = pose(from.parent_to_joint_origin_transform, owner);
    if (!at)
        return tl::unexpected(at.error());
    out.parentFromJoint = *at;
    switch (from.type) {
        case urdf::Joint::FIXED:
            return out;
        case urdf::Joint::REVOLUTE:
            out.type = JointType::revolute;
            break;
        case urdf::Joint::CONTINUOUS:
            out.type = JointType::continuous;
            break;
        case urdf::Joint::PRISMATIC:
            out.type = JointType::prismatic;
            break;
        default:
            return fail(wrong(owner + " is floating or planar",
                              "fixed, revolute, continuous or prismatic"));
    }
    const Vec3 axis(from.axis.x, from.axis.y, from.axis.z);
    const double length = glm::length(axis);
    if (!(length > 1e-6 && length < 1e6))
        return fail(wrong(owner + " has no axis", "a direction"));
    out.axis = axis / length;
    if (auto limited = limits(from, out); !limited)
        return tl::unexpected(limited.error());
    return out;
}

Result<void> Converter::limits(const urdf::Joint& from, RobotJoint& to) {
    const std::string owner = "joint " + inQuotes(from.name);
    if (to.type == JointType::continuous) {
        // Around and around: twice in all is what a program may ask for.
        to.lower = -2.0 * std::numbers::pi;
        to.upper = 2.0 * std::numbers::pi;
        to.velocity = std::numbers::pi;
        if (from.limits == nullptr) {
            m_model.warnings.push_back(owner + ": no speed is given; 3.14 rad/s is taken");
            return {};
        }
    }
    if (from.limits == nullptr)
        return fail(wrong(owner + " has no limits", "<limit lower, upper, velocity, effort>"));
    const urdf::JointLimits& limit = *from.limits;
    if (to.type != JointType::continuous) {
        to.lower = limit.lower;
        to.upper = limit.upper;
    }
    constexpr double kLargest = 1e4;  // rad, m
    if (!(to.lower < to.upper && to.lower >= -kLargest && to.upper <= kLargest))
        return fail(
            wrong(fmt::format("{} has limits from {:g} to {:g}", owner, limit.lower, limit.upper),
                  "<limit> with lower less than upper"));
    constexpr double kFastest = 1e4, kStrongest = 1e9;
    if (!(limit.velocity > 0.0 && limit.velocity <= kFastest) ||
        !(limit.effort >= 0.0 && limit.effort <= kStrongest))
        return fail(wrong(fmt::format("{} has velocity {:g} and effort {:g}", owner, limit.velocity,
                                      limit.effort),
                          "<limit> with a velocity of more than 0 and an effort"));
    to.velocity = limit.velocity;
    to.effort = limit.effort;
    if (limit.effort == 0.0)
        m_model.warnings.push_back(owner + ": its effort is 0, taken as not stated");
    return {};
}

}  // namespace

Result<RobotModel> readUrdf(const std::string& text) {
    FirstErrors errors;
    const urdf::ModelInterfaceSharedPtr parsed = urdf::parseURDF(text);
    if (parsed == nullptr || parsed->links_.empty())
        return fail(wrong(errors.text().empty() ? "no robot" : errors.text(),
                          "a URDF description: <robot> with links and joints"));
    return Converter(*parsed).convert();
}

}  // namespace gemba::assets
