#include "engine/twin/path_graph.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gemba::twin {
namespace {

/// A row of devices, by id as in a twin.
class Line {
 public:
    void belt(std::string id, Vec3 start, double length, double yawDeg = 0.0) {
        Device device{.id = std::move(id), .kind = findKind("conveyor").value()};
        for (const KeyInfo& key : device.info().keys)
            device.values.push_back(key.type == KeyType::vec3 ? KeyValue(Vec3(length, 0.5, 0.8))
                                                              : KeyValue(key.number));
        device.worldFromDevice = {start, quatFromRpy({0.0, 0.0, glm::radians(yawDeg)})};
        m_devices.push_back(std::move(device));
    }
    void eye(std::string id, const std::string& on, double at) {
        const auto belt = std::find_if(m_devices.begin(), m_devices.end(),
                                       [&](const Device& device) { return device.id == on; });
        m_devices.push_back({.id = std::move(id),
                             .kind = findKind("photo_eye").value(),
                             .on = static_cast<int32_t>(belt - m_devices.begin()),
                             .at = at});
    }
    /// "path:eye@distance" in order.
    [[nodiscard]] std::string paths() const {
        std::string out;
        for (const PathSensor& sensor : findPaths(m_devices).sensors) {
            char text[100];
            std::snprintf(text, sizeof text, "%u:%s@%.1f<%d ", sensor.path,
                          m_devices[sensor.device].id.c_str(), sensor.distance, sensor.previous);
            out += text;
        }
        return out;
    }
    [[nodiscard]] bool isOnRing(const std::string& id) const {
        const auto belt = std::find_if(m_devices.begin(), m_devices.end(),
                                       [&](const Device& device) { return device.id == id; });
        return twin::isOnRing(m_devices, static_cast<uint32_t>(belt - m_devices.begin()));
    }

 private:
    std::vector<Device> m_devices;
};

TEST(PathGraph, FollowsTouchingBelts) {
    Line line;
    line.belt("a", {0, 0, 1}, 4.0);
    line.belt("b", {4.1, 0, 1}, 2.0);
    line.eye("b_in", "b", 0.2);
    line.eye("a_in", "a", 0.5);
    line.eye("a_out", "a", 3.5);
    EXPECT_EQ(line.paths(), "0:a_in@0.5<-1 0:a_out@3.5<0 0:b_in@4.2<1 ");
}

TEST(PathGraph, TurnsCorners) {
    Line line;
    line.belt("a", {0, 0, 1}, 4.0);
    line.belt("b", {4.0, 0.1, 1}, 2.0, 90.0);
    line.eye("x", "a", 1.0);
    line.eye("y", "b", 1.0);
    EXPECT_EQ(line.paths(), "0:x@1.0<-1 0:y@5.0<0 ");
}

TEST(PathGraph, KeepsDistantBeltsApart) {
    Line line;
    line.belt("a", {0, 0, 1}, 4.0);
    line.belt("b", {4.2, 0, 1}, 2.0);
    line.belt("c", {4.0, 0, 1.2}, 2.0);  // above
    line.eye("x", "a", 1.0);
    line.eye("y", "b", 1.0);
    line.eye("z", "c", 1.0);
    EXPECT_EQ(line.paths(), "0:x@1.0<-1 1:y@1.0<-1 2:z@1.0<-1 ");
}

TEST(PathGraph, TakesTheNearestAtAMerge) {
    Line line;
    line.belt("a", {0, 0.10, 1}, 4.0);
    line.belt("b", {0, -0.05, 1}, 4.0);
    line.belt("c", {4.0, 0, 1}, 2.0);
    line.eye("x", "a", 1.0);
    line.eye("y", "b", 1.0);
    line.eye("z", "c", 1.0);
    EXPECT_EQ(line.paths(), "0:x@1.0<-1 1:y@1.0<-1 1:z@5.0<1 ");
}

TEST(PathGraph, OpensRingsAtTheirFirstBelt) {
    Line line;
    line.belt("a", {0, 0, 1}, 4.0);
    line.belt("b", {4, 0, 1}, 4.0, 180.0);
    line.eye("x", "b", 1.0);
    line.eye("y", "a", 1.0);
    EXPECT_EQ(line.paths(), "0:y@1.0<-1 0:x@5.0<0 ");
    line.belt("c", {20, 0, 1}, 4.0);
    line.belt("d", {24, 0, 1}, 4.0);
    EXPECT_TRUE(line.isOnRing("a"));
    EXPECT_TRUE(line.isOnRing("b"));
    EXPECT_FALSE(line.isOnRing("c"));
    EXPECT_FALSE(line.isOnRing("d"));
}

TEST(PathGraph, AShortBeltIsNoRing) {
    Line line;
    line.belt("a", {0, 0, 1}, 0.1);
    line.eye("x", "a", 0.05);
    EXPECT_EQ(line.paths(), "0:x@0.1<-1 ");
}

}  // namespace
}  // namespace gemba::twin
