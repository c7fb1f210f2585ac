#include "engine/assets/robot_model.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/text.h"

namespace gemba::assets {
namespace {

bool moves(const RobotJoint& joint) {
    return joint.type != JointType::fixed;
}

/// Joints from the root to a link.
std::vector<uint32_t> pathTo(const RobotModel& model, uint32_t link) {
    std::vector<uint32_t> out;
    for (int32_t at = model.links[link].parentJoint; at >= 0;
         at = model.links[model.joints[static_cast<size_t>(at)].parent].parentJoint)
        out.push_back(static_cast<uint32_t>(at));
    std::reverse(out.begin(), out.end());
    return out;
}

size_t movingOn(const RobotModel& model, const std::vector<uint32_t>& path) {
    return static_cast<size_t>(std::count_if(
        path.begin(), path.end(), [&](uint32_t joint) { return moves(model.joints[joint]); }));
}

/// The link behind most moving joints, then behind most joints; of equals the first.
uint32_t lastLink(const RobotModel& model) {
    uint32_t best = 0;
    std::pair<size_t, size_t> most{0, 0};
    for (uint32_t link = 0; link < model.links.size(); ++link) {
        const std::vector<uint32_t> path = pathTo(model, link);
        const std::pair<size_t, size_t> depth{movingOn(model, path), path.size()};
        if (depth > most) {
            most = depth;
            best = link;
        }
    }
    return best;
}

/// Links are in the body that their parent is in, but for those that begin one.
void assignBodies(const RobotModel& model, RobotChain& chain) {
    chain.bodyOf.assign(model.links.size(), -1);
    chain.bodyFromLink.assign(model.links.size(), Pose{});
    for (uint32_t link = 1; link < model.links.size(); ++link) {
        const auto at = static_cast<uint32_t>(model.links[link].parentJoint);
        const RobotJoint& joint = model.joints[at];
        const Pose bodyFromJoint = chain.bodyFromLink[joint.parent] * joint.parentFromJoint;
        const auto own = std::find_if(chain.joints.begin(), chain.joints.end(),
                                      [&](const RobotChain::Joint& j) { return j.joint == at; });
        if (own == chain.joints.end()) {
            chain.bodyOf[link] = chain.bodyOf[joint.parent];
            chain.bodyFromLink[link] = bodyFromJoint;
            if (moves(joint))
                chain.warnings.push_back(
                    fmt::format("joint {} is not between the base and the tool: it stands at zero",
                                inQuotes(joint.name)));
        } else {
            own->bodyFromJoint = bodyFromJoint;
            chain.bodyOf[link] = static_cast<int32_t>(own - chain.joints.begin());
        }
    }
}

}  // namespace

std::optional<uint32_t> RobotModel::findLink(std::string_view wanted) const {
    for (uint32_t i = 0; i < links.size(); ++i) {
        if (links[i].name == wanted)
            return i;
    }
    return std::nullopt;
}

Result<RobotChain> makeChain(const RobotModel& model, const std::string& tool) {
    RobotChain chain;
    const auto wrong = [&](std::string found, std::string expected) {
        return fail({.doing = "set up the robot",
                     .on = model.name,
                     .found = std::move(found),
                     .expected = std::move(expected)});
    };
    if (tool.empty()) {
        chain.tool = lastLink(model);
    } else if (const auto named = model.findLink(tool)) {
        chain.tool = *named;
    } else {
        std::vector<std::string_view> names;
        for (const RobotLink& link : model.links)
            names.push_back(link.name);
        const auto near = nearestName(tool, names);
        return wrong(fmt::format("no link {}", inQuotes(tool)),
                     near ? fmt::format("the name of a link; {}?", inQuotes(*near))
                          : std::string("the name of a link"));
    }

    for (const uint32_t at : pathTo(model, chain.tool)) {
        const RobotJoint& joint = model.joints[at];
        if (moves(joint))
            chain.joints.push_back({.joint = at, .lower = joint.lower, .upper = joint.upper});
    }
    const std::string toolName = inQuotes(model.links[chain.tool].name);
    if (chain.joints.empty())
        return wrong(fmt::format("no moving joint between the base and {}", toolName),
                     "at least one");
    if (chain.joints.size() > RobotChain::kMostJoints)
        return wrong(
            fmt::format("{} moving joints between the base and {}", chain.joints.size(), toolName),
            fmt::format("at most {}", RobotChain::kMostJoints));
    assignBodies(model, chain);
    return chain;
}

}  // namespace gemba::assets
