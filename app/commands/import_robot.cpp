#include "app/commands/import_robot.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "engine/assets/robot_importer.h"
#include "engine/assets/robot_inertia.h"
#include "engine/core/text.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;

const char* typeName(assets::JointType type) {
    switch (type) {
        case assets::JointType::fixed:
            return "fixed";
        case assets::JointType::revolute:
            return "revolute";
        case assets::JointType::continuous:
            return "continuous";
        case assets::JointType::prismatic:
            break;
    }
    return "prismatic";
}

/// The tool that a twin would take, or why there is none.
Result<std::string> toolOf(const assets::RobotModel& robot) {
    const auto chain = assets::makeChain(robot, "");
    if (!chain)
        return tl::unexpected(chain.error());
    return robot.links[chain->tool].name;
}

Json linkJson(const assets::RobotLink& link, const assets::RobotModel& robot) {
    const assets::BodyInertia inertia = assets::inertiaOfLink(link);
    Json out{{"name", link.name}};
    out["joint"] = link.parentJoint >= 0
                       ? Json(robot.joints[static_cast<size_t>(link.parentJoint)].name)
                       : Json(nullptr);
    out["mass_kg"] = inertia.mass;
    out["mass_guessed"] = !link.massGiven;
    out["visuals"] = link.visuals.size();
    out["collisions"] = link.collisions.size();
    return out;
}

Json jointJson(const assets::RobotJoint& joint, const assets::RobotModel& robot) {
    Json out{{"name", joint.name},
             {"type", typeName(joint.type)},
             {"parent", robot.links[joint.parent].name},
             {"child", robot.links[joint.child].name}};
    if (joint.type == assets::JointType::fixed)
        return out;
    out["lower"] = joint.lower;
    out["upper"] = joint.upper;
    out["velocity"] = joint.velocity;
    out["effort"] = joint.effort > 0.0 ? Json(joint.effort) : Json(nullptr);
    return out;
}

}  // namespace

Result<assets::RobotModel> readRobot(const std::filesystem::path& file) {
    auto robot = assets::importRobot({.file = file});
    if (!robot)
        return robot;
    std::map<std::filesystem::path, std::shared_ptr<const assets::Model>> meshes;
    for (assets::RobotLink& link : robot->links) {
        for (auto* shapes : {&link.visuals, &link.collisions}) {
            for (assets::RobotShape& shape : *shapes) {
                if (shape.kind != assets::RobotShape::Kind::mesh)
                    continue;
                const auto [at, added] = meshes.try_emplace(shape.file);
                if (added) {
                    auto imported =
                        assets::importModel(assets::meshSettings(shape), assets::defaultCacheDir());
                    if (imported)
                        at->second = imported->model;
                    else
                        robot->warnings.push_back(imported.error().message());
                }
                shape.model = at->second;
            }
        }
    }
    return robot;
}

std::string robotJson(const assets::RobotModel& robot, const std::filesystem::path& file) {
    Json out{{"file", file.string()}, {"robot", robot.name}};
    const auto tool = toolOf(robot);
    out["tool"] = tool ? Json(*tool) : Json(nullptr);
    out["links"] = Json::array();
    for (const assets::RobotLink& link : robot.links)
        out["links"].push_back(linkJson(link, robot));
    out["joints"] = Json::array();
    for (const assets::RobotJoint& joint : robot.joints)
        out["joints"].push_back(jointJson(joint, robot));
    out["warnings"] = robot.warnings;
    if (!tool)
        out["warnings"].push_back(tool.error().message());
    // Names may be no UTF-8: replaced rather than thrown upon.
    return out.dump(2, ' ', false, Json::error_handler_t::replace);
}

void printRobot(const assets::RobotModel& robot, const std::filesystem::path& file) {
    fmt::print("{}\n  {:<10} {}\n", cleanText(file.string()), "robot", robot.name);
    const auto tool = toolOf(robot);
    fmt::print("  {:<10} {}\n", "tool", tool ? *tool : tool.error().message());
    for (const assets::RobotLink& link : robot.links)
        fmt::print("  {:<10} {}: {:.3g} kg{}\n", "link", link.name,
                   assets::inertiaOfLink(link).mass,
                   link.massGiven ? "" : "  (a guess, from its shapes)");
    for (const assets::RobotJoint& joint : robot.joints) {
        fmt::print("  {:<10} {}: {}, {} to {}", "joint", joint.name, typeName(joint.type),
                   robot.links[joint.parent].name, robot.links[joint.child].name);
        if (joint.type != assets::JointType::fixed)
            fmt::print(", {:.4g} to {:.4g}, {:.4g} a second", joint.lower, joint.upper,
                       joint.velocity);
        fmt::print("\n");
    }
    for (const std::string& warning : robot.warnings)
        fmt::print("  {:<10} {}\n", "warning", warning);
}

}  // namespace gemba::app
