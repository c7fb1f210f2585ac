#include "app/robots.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/assets/robot_importer.h"
#include "engine/core/log.h"
#include "engine/core/text.h"
#include "engine/twin/key_reader.h"

namespace gemba::app {
namespace {

/// The description of a robot device, and that its chain is one that we can drive.
Result<std::pair<assets::RobotModel, assets::RobotChain>> read(const twin::Device& device,
                                                               std::stop_token stop,
                                                               assets::ImportStandby* standby) {
    assets::RobotSettings settings{.file = device.text("urdf")};
    for (const std::string& folder : device.list("packages"))
        settings.packages.emplace_back(folder);
    auto robot = assets::importRobot(settings, std::move(stop), standby);
    if (!robot)
        return tl::unexpected(robot.error());
    auto chain = assets::makeChain(*robot, device.text("tool"));
    if (!chain)
        return tl::unexpected(chain.error());
    return std::pair(std::move(*robot), std::move(*chain));
}

// Ids of a file's own models have no colon: "arm:3:0" is the first look of the fourth link.
std::string lookId(const std::string& device, size_t link, size_t shape) {
    return fmt::format("{}:{}:{}", device, link, shape);
}

/// Where the links stand at home, in the robot's frame: for what looks before anything moves.
std::vector<Pose> linksAtHome(const assets::RobotModel& model, const assets::RobotChain& chain,
                              const twin::Device& device) {
    const std::vector<double>& home = device.numbers("home");
    std::vector<Pose> bodies;
    for (size_t i = 0; i < chain.joints.size(); ++i) {
        const assets::RobotJoint& joint = model.joints[chain.joints[i].joint];
        const double at = std::clamp(i < home.size() ? home[i] : 0.0, chain.joints[i].lower,
                                     chain.joints[i].upper);
        const Pose moved = joint.type == assets::JointType::prismatic
                               ? Pose{.position = at * joint.axis}
                               : Pose{.rotation = glm::angleAxis(at, joint.axis)};
        bodies.push_back((i > 0 ? bodies.back() : Pose{}) * chain.joints[i].bodyFromJoint * moved);
    }
    std::vector<Pose> links;
    for (size_t l = 0; l < model.links.size(); ++l) {
        const int32_t body = chain.bodyOf[l];
        links.push_back((body >= 0 ? bodies[static_cast<size_t>(body)] : Pose{}) *
                        chain.bodyFromLink[l]);
    }
    return links;
}

}  // namespace

Robots::Robots(const twin::Twin& twin, std::vector<std::string>& failures, std::stop_token stop,
               assets::ImportStandby* standby)
    : m_models(twin.devices.size()), m_chains(twin.devices.size()) {
    for (size_t d = 0; d < twin.devices.size() && !stop.stop_requested(); ++d) {
        const twin::Device& device = twin.devices[d];
        if (!device.is("robot"))
            continue;
        auto robot = read(device, stop, standby);
        if (!robot) {
            Error error = robot.error();
            error.on = fmt::format("robot {}: {}", device.id, device.text("urdf"));
            failures.push_back(error.message());
            log::warn(failures.back());
            continue;
        }
        m_models[d] = std::make_shared<assets::RobotModel>(std::move(robot->first));
        m_chains[d] = std::move(robot->second);
    }
}

std::shared_ptr<const twin::Twin> Robots::dress(std::shared_ptr<const twin::Twin> twin) const {
    std::shared_ptr<twin::Twin> out;
    for (size_t d = 0; d < m_models.size(); ++d) {
        if (m_models[d] == nullptr)
            continue;
        if (out == nullptr)
            out = std::make_shared<twin::Twin>(*twin);
        const twin::Device& device = twin->devices[d];
        const assets::RobotChain& chain = m_chains[d];
        const std::vector<Pose> atHome = linksAtHome(*m_models[d], chain, device);
        for (size_t l = 0; l < m_models[d]->links.size(); ++l) {
            const assets::RobotLink& link = m_models[d]->links[l];
            for (size_t s = 0; s < link.visuals.size(); ++s) {
                const assets::RobotShape& shape = link.visuals[s];
                twin::PlacedModel look{.id = lookId(device.id, l, s), .file = shape.file};
                look.device = static_cast<int32_t>(d);
                look.part = chain.bodyOf[l];
                look.parent =
                    look.part < 0
                        ? device.id
                        : fmt::format("{}.{}", device.id,
                                      device.info().parts[static_cast<size_t>(look.part)]);
                look.parentFromModel = chain.bodyFromLink[l] * shape.linkFromShape;
                look.worldFromModel = device.worldFromDevice * atHome[l] * shape.linkFromShape;
                look.scale = shape.scale;
                out->models.push_back(std::move(look));
            }
        }
    }
    if (out == nullptr)
        return twin;
    std::stable_sort(
        out->models.begin(), out->models.end(),
        [](const twin::PlacedModel& a, const twin::PlacedModel& b) { return a.id < b.id; });
    return out;
}

void Robots::forEachMesh(const std::function<void(assets::RobotShape&)>& visit) {
    for (const auto& model : m_models) {
        if (model == nullptr)
            continue;
        for (assets::RobotLink& link : model->links) {
            for (auto* shapes : {&link.visuals, &link.collisions}) {
                for (assets::RobotShape& shape : *shapes) {
                    if (shape.kind == assets::RobotShape::Kind::mesh)
                        visit(shape);
                }
            }
        }
    }
}

Robots::ModelPtr Robots::look(const twin::PlacedModel& model) const {
    const size_t first = model.id.find(':'), second = model.id.rfind(':');
    if (first == std::string::npos || model.device < 0)
        return nullptr;
    size_t link = 0, shape = 0;
    std::from_chars(model.id.data() + first + 1, model.id.data() + second, link);
    std::from_chars(model.id.data() + second + 1, model.id.data() + model.id.size(), shape);
    const auto& robot = m_models[static_cast<size_t>(model.device)];
    const assets::RobotShape& seen = robot->links[link].visuals[shape];
    return seen.kind == assets::RobotShape::Kind::mesh ? assets::colored(seen.model, seen)
                                                       : assets::primitiveModel(seen);
}

std::vector<std::shared_ptr<const assets::RobotModel>> Robots::release() {
    return {m_models.begin(), m_models.end()};
}

std::vector<twin::Problem> robotProblems(const twin::Twin& twin) {
    std::vector<twin::Problem> out;
    for (const twin::Device& device : twin.devices) {
        if (!device.is("robot"))
            continue;
        const auto robot = read(device, {}, nullptr);
        if (!robot)
            out.push_back({.line = device.line,
                           .column = 1,
                           .key = fmt::format("robot.{}.urdf", device.id),
                           .found = robot.error().found,
                           .expected = robot.error().expected,
                           .hint = {}});
    }
    return out;
}

bool isRobotFile(const std::filesystem::path& file) {
    return lowerText(file.extension().string()) == ".urdf";
}

std::shared_ptr<const twin::Twin> loneRobot(const std::filesystem::path& urdf) {
    auto twin = std::make_shared<twin::Twin>();
    twin->file = std::filesystem::absolute(urdf);
    twin->name = urdf.filename().string();
    twin::Device device{.id = "robot", .kind = twin::findKind("robot").value()};
    for (const twin::KeyInfo& key : device.info().keys)
        device.values.push_back(twin::defaultOf(key));
    device.values[twin::findKey(device.info(), "urdf").value()] = twin->file.string();
    twin->propertyCount = static_cast<uint32_t>(device.info().properties.size());
    twin->devices.push_back(std::move(device));
    return twin;
}

}  // namespace gemba::app
