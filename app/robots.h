#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/assets/import_standby.h"
#include "engine/assets/robot_model.h"
#include "engine/twin/reader.h"

namespace gemba::app {

/// The robots of a twin on their way: descriptions read, meshes still to be imported.
class Robots {
 public:
    using ModelPtr = std::shared_ptr<const assets::Model>;

    /// Reads each robot's description; `failures` gets a message for each that is none. Such a
    /// robot stands still and says `fault`.
    Robots(const twin::Twin& twin, std::vector<std::string>& failures, std::stop_token stop,
           assets::ImportStandby* standby);

    /// The twin with what the robots look like as models that hang on their parts; the same one
    /// where there are no robots.
    [[nodiscard]] std::shared_ptr<const twin::Twin> dress(
        std::shared_ptr<const twin::Twin> twin) const;

    /// Visits each shape of each robot that has a mesh file.
    void forEachMesh(const std::function<void(assets::RobotShape&)>& visit);

    /// The geometry of a model that dress() made, once the meshes have theirs; null where the model
    /// is one of the file's own.
    [[nodiscard]] ModelPtr look(const twin::PlacedModel& model) const;

    /// By device; null where there is none.
    [[nodiscard]] std::vector<std::shared_ptr<const assets::RobotModel>> release();

 private:
    std::vector<std::shared_ptr<assets::RobotModel>> m_models;  // by device
    std::vector<assets::RobotChain> m_chains;
};

/// What is wrong with the descriptions of a twin's robots and their meshes' files, for `gemba
/// check`.
[[nodiscard]] std::vector<twin::Problem> robotProblems(const twin::Twin& twin);

/// A robot's description, by its name's ending.
[[nodiscard]] bool isRobotFile(const std::filesystem::path& file);

/// A twin of one robot alone, of a description: to look at. Its device is "robot".
[[nodiscard]] std::shared_ptr<const twin::Twin> loneRobot(const std::filesystem::path& urdf);

}  // namespace gemba::app
