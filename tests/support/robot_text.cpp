#include "tests/support/robot_text.h"

#include <gtest/gtest.h>

#include <fstream>

#include "engine/assets/robot_urdf.h"
#include "engine/core/scratch_folder.h"

namespace gemba::test {

std::string armUrdf() {
    return R"(<?xml version="1.0"?>
<robot name="small_arm">
  <link name="foot">
    <visual><origin xyz="0 0 0.1"/><geometry><cylinder radius="0.15" length="0.2"/></geometry></visual>
    <collision><origin xyz="0 0 0.1"/><geometry><cylinder radius="0.15" length="0.2"/></geometry></collision>
  </link>
  <link name="turret">
    <inertial><origin xyz="0 0 0.15"/><mass value="30"/>
      <inertia ixx="0.5" ixy="0" ixz="0" iyy="0.5" iyz="0" izz="0.4"/></inertial>
    <collision><origin xyz="0 0 0.15"/><geometry><box size="0.25 0.25 0.25"/></geometry></collision>
  </link>
  <link name="upper">
    <inertial><origin xyz="0 0 0.3"/><mass value="15"/>
      <inertia ixx="0.5" ixy="0" ixz="0.01" iyy="0.5" iyz="0" izz="0.05"/></inertial>
    <collision><origin xyz="0 0 0.3"/><geometry><box size="0.12 0.12 0.5"/></geometry></collision>
  </link>
  <link name="fore">
    <visual><origin xyz="0.15 0 0" rpy="0 1.5707963 0"/><geometry><cylinder radius="0.05" length="0.3"/></geometry>
      <material name="orange"><color rgba="0.9 0.5 0.1 1"/></material></visual>
    <collision><origin xyz="0.15 0 0"/><geometry><box size="0.3 0.1 0.1"/></geometry></collision>
  </link>
  <link name="wrist_1"><collision><origin xyz="0.05 0 0"/><geometry><box size="0.1 0.08 0.08"/></geometry></collision></link>
  <link name="wrist_2"><collision><geometry><sphere radius="0.04"/></geometry></collision></link>
  <link name="flange"><collision><origin xyz="0.03 0 0"/><geometry><box size="0.02 0.06 0.06"/></geometry></collision></link>
  <link name="tool"/>
  <joint name="turn" type="revolute"><parent link="foot"/><child link="turret"/>
    <origin xyz="0 0 0.2"/><axis xyz="0 0 1"/><limit lower="-3.0" upper="3.0" velocity="2.5" effort="1500"/></joint>
  <joint name="shoulder" type="revolute"><parent link="turret"/><child link="upper"/>
    <origin xyz="0 0 0.3"/><axis xyz="0 1 0"/><limit lower="-1.6" upper="1.9" velocity="2.5" effort="1500"/></joint>
  <joint name="elbow" type="revolute"><parent link="upper"/><child link="fore"/>
    <origin xyz="0 0 0.6"/><axis xyz="0 1 0"/><limit lower="-1.4" upper="2.2" velocity="2.5" effort="800"/></joint>
  <joint name="roll" type="revolute"><parent link="fore"/><child link="wrist_1"/>
    <origin xyz="0.35 0 0"/><axis xyz="1 0 0"/><limit lower="-3.1" upper="3.1" velocity="5" effort="200"/></joint>
  <joint name="bend" type="revolute"><parent link="wrist_1"/><child link="wrist_2"/>
    <origin xyz="0.15 0 0"/><axis xyz="0 1 0"/><limit lower="-2.1" upper="2.1" velocity="5" effort="200"/></joint>
  <joint name="twist" type="revolute"><parent link="wrist_2"/><child link="flange"/>
    <origin xyz="0.05 0 0"/><axis xyz="1 0 0"/><limit lower="-6.2" upper="6.2" velocity="6" effort="100"/></joint>
  <joint name="mount" type="fixed"><parent link="flange"/><child link="tool"/>
    <origin xyz="0.05 0 0" rpy="0 1.5707963267948966 0"/></joint>
</robot>
)";
}

std::string armUrdfWith(const std::string& what, const std::string& by) {
    std::string text = armUrdf();
    const size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

std::shared_ptr<const assets::RobotModel> armModel() {
    auto read = assets::readUrdf(armUrdf());
    if (!read) {
        ADD_FAILURE() << read.error().message();
        return nullptr;
    }
    return std::make_shared<const assets::RobotModel>(std::move(*read));
}

std::string armFile() {
    static const ScratchFolder folder = std::move(ScratchFolder::make().value());
    static const std::string file = [] {
        const auto path = folder.path() / "arm.urdf";
        std::ofstream(path) << armUrdf();
        return path.string();
    }();
    return file;
}

std::string robotTable(const std::string& position, const std::string& keys) {
    return "[[robot]]\nid = \"arm\"\nurdf = \"" + armFile() + "\"\npose = { position = [" +
           position + "] }\n" + keys + "\n";
}

}  // namespace gemba::test
