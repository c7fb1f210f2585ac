#include "engine/assets/robot_urdf.h"

#include <gtest/gtest.h>

#include "engine/assets/robot_code.h"
#include "engine/assets/robot_inertia.h"
#include "tests/support/robot_text.h"

namespace gemba::assets {
namespace {

using gemba::test::armUrdf;
using gemba::test::armUrdfWith;

std::string reasonOf(const std::string& urdf) {
    const auto read = readUrdf(urdf);
    return read ? "it was read" : read.error().message();
}

TEST(RobotUrdf, LinksComeParentsFirstWithTheirJoints) {
    const auto read = readUrdf(armUrdf());
    ASSERT_TRUE(read) << read.error().message();
    ASSERT_EQ(read->links.size(), 8u);
    ASSERT_EQ(read->joints.size(), 7u);
    EXPECT_EQ(read->links[0].name, "foot");
    EXPECT_EQ(read->links[0].parentJoint, -1);
    for (const RobotJoint& joint : read->joints)
        EXPECT_LT(joint.parent, joint.child);
    const RobotJoint& turn = read->joints[static_cast<size_t>(read->links[1].parentJoint)];
    EXPECT_EQ(turn.name, "turn");
    EXPECT_EQ(turn.lower, -3.0);
    EXPECT_EQ(turn.upper, 3.0);
    EXPECT_EQ(turn.velocity, 2.5);
    EXPECT_EQ(turn.effort, 1500.0);
    EXPECT_TRUE(read->links[1].massGiven);
    EXPECT_FALSE(read->links[0].massGiven);
}

TEST(RobotUrdf, WhatCannotBeIsNamed) {
    const auto bad = [](const std::string& what, const std::string& by, const std::string& named) {
        const std::string reason = reasonOf(armUrdfWith(what, by));
        EXPECT_NE(reason.find(named), std::string::npos) << reason << "\nwanted " << named;
    };
    bad("<limit lower=\"-3.0\" upper=\"3.0\" velocity=\"2.5\" effort=\"1500\"/>", "", "turn");
    bad("lower=\"-1.4\" upper=\"2.2\"", "lower=\"2.4\" upper=\"2.2\"",
        "joint \"elbow\" has limits");
    bad("lower=\"-1.4\" upper=\"2.2\"", "", "joint \"elbow\" has limits");
    bad("velocity=\"6\"", "velocity=\"0\"", "joint \"twist\" has velocity 0");
    bad("<axis xyz=\"0 0 1\"/>", "<axis xyz=\"0 0 0\"/>", "joint \"turn\" has no axis");
    bad("xyz=\"0 0 0.6\"", "xyz=\"0 0 nan\"", "elbow");
    bad("xyz=\"0 0 0.6\"", "xyz=\"0 0 1e300\"", "elbow");
    bad("radius=\"0.15\"", "radius=\"-1\"", "size");
    bad("<robot name=\"small_arm\">", "<robot name=\"small_arm\"><link name=\"stray\"/>",
        "[foot] and [stray]");
    bad("</robot>",
        "<joint name=\"second\" type=\"fixed\"><parent link=\"foot\"/><child "
        "link=\"flange\"/></joint>"
        "</robot>",
        "a loop: link \"flange\" hangs on two joints");
    bad("</robot>",
        "<joint name=\"round\" type=\"fixed\"><parent link=\"tool\"/><child link=\"foot\"/></joint>"
        "</robot>",
        "a loop: each link hangs on another");
    bad("<joint name=\"mount\" type=\"fixed\">", "<joint name=\"mount\" type=\"planar\">",
        "floating or planar");
    bad("effort=\"100\"/></joint>", "effort=\"100\"/><mimic joint=\"bend\"/></joint>",
        "mimic joints are not supported");
    EXPECT_NE(reasonOf("no xml").find("URDF"), std::string::npos);
    EXPECT_NE(reasonOf("").find("URDF"), std::string::npos);
    EXPECT_NE(reasonOf("<robot name=\"x\"></robot>").find("URDF"), std::string::npos);
}

TEST(RobotUrdf, ALoopBesideTheTreeIsNamed) {
    const std::string reason = reasonOf(armUrdfWith(
        "</robot>",
        "<link name=\"p\"/><link name=\"q\"/>"
        "<joint name=\"pq\" type=\"fixed\"><parent link=\"p\"/><child link=\"q\"/></joint>"
        "<joint name=\"qp\" type=\"fixed\"><parent link=\"q\"/><child "
        "link=\"p\"/></joint></robot>"));
    EXPECT_NE(reason.find("a loop of joints through link \"p\""), std::string::npos) << reason;
}

TEST(RobotUrdf, TooManyLinksAreRefused) {
    std::string more;
    for (size_t i = 0; i < kMostRobotLinks; ++i)
        more += "<link name=\"l" + std::to_string(i) + "\"/><joint name=\"j" + std::to_string(i) +
                "\" type=\"fixed\"><parent link=\"foot\"/><child link=\"l" + std::to_string(i) +
                "\"/></joint>";
    EXPECT_NE(reasonOf(armUrdfWith("</robot>", more + "</robot>")).find("at most 256"),
              std::string::npos);
}

TEST(RobotChain, GoesToTheToolAndTakesWithItWhatHangsOn) {
    const auto model = gemba::test::armModel();
    for (const char* tool : {"", "tool"}) {
        const auto chain = makeChain(*model, tool);
        ASSERT_TRUE(chain) << chain.error().message();
        ASSERT_EQ(chain->joints.size(), 6u);
        EXPECT_EQ(model->links[chain->tool].name, "tool");
        EXPECT_EQ(chain->bodyOf[0], -1);
        EXPECT_EQ(chain->bodyOf[chain->tool], 5);
        EXPECT_NEAR(chain->bodyFromLink[chain->tool].position.x, 0.05, 1e-12);
    }
    const auto none = makeChain(*model, "foot");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message().find("no moving joint"), std::string::npos);
    const auto unknown = makeChain(*model, "tol");
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().message().find("\"tool\""), std::string::npos);
}

TEST(RobotChain, SevenJointsAreTooMany) {
    const auto read =
        readUrdf(armUrdfWith("name=\"mount\" type=\"fixed\">",
                             "name=\"mount\" type=\"continuous\"><axis xyz=\"0 0 1\"/>"));
    ASSERT_TRUE(read) << read.error().message();
    const auto chain = makeChain(*read, "");
    ASSERT_FALSE(chain);
    EXPECT_NE(chain.error().message().find("7 moving joints"), std::string::npos);
    EXPECT_TRUE(makeChain(*read, "flange"));
}

TEST(RobotInertia, IsAsStatedOrGuessedFromShapes) {
    const auto model = gemba::test::armModel();
    const auto chain = makeChain(*model, "");
    ASSERT_TRUE(chain);
    const BodyInertia turret = inertiaOfBody(*model, *chain, 0);
    EXPECT_FALSE(turret.guessed);
    EXPECT_EQ(turret.mass, 30.0);
    EXPECT_NEAR(turret.centre.z, 0.15, 1e-12);
    const BodyInertia fore = inertiaOfBody(*model, *chain, 2);
    EXPECT_TRUE(fore.guessed);
    EXPECT_NEAR(fore.mass, 790.0 * 0.3 * 0.1 * 0.1, 1e-9);
    EXPECT_NEAR(fore.centre.x, 0.15, 1e-12);
}

TEST(RobotCode, WhatWasWrittenIsReadBackAndDamageIsRefused) {
    const auto model = gemba::test::armModel();
    const Bytes bytes = encodeRobot(*model);
    const auto back = decodeRobot(bytes);
    ASSERT_TRUE(back);
    EXPECT_EQ(encodeRobot(*back), bytes);
    EXPECT_EQ(back->joints[3].name, model->joints[3].name);

    // Cut anywhere, and each byte wrong in turn: read or refused, never worse.
    for (size_t size = 0; size < bytes.size(); size += 7)
        EXPECT_FALSE(decodeRobot(std::span(bytes).first(size)));
    for (size_t at = 0; at < bytes.size(); ++at) {
        Bytes damaged = bytes;
        damaged[at] ^= std::byte{0xff};
        const auto read = decodeRobot(damaged);
        if (read) {
            for (const RobotJoint& joint : read->joints)
                EXPECT_LT(joint.child, read->links.size());
        }
    }
}

}  // namespace
}  // namespace gemba::assets
