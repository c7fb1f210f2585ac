#include "engine/twin/path_graph.h"

#include <algorithm>
#include <tuple>

namespace gemba::twin {
namespace {

/// Which belt follows which; -1: none. Indices of devices.
struct Links {
    std::vector<int32_t> next, previous;
};

struct Joint {
    double gap = 0.0;
    uint32_t from = 0, to = 0;
    auto operator<=>(const Joint&) const = default;
};

Vec3 beltStart(const Device& belt) {
    return belt.worldFromDevice.position;
}

Vec3 beltEnd(const Device& belt) {
    return belt.worldFromDevice * Vec3(belt.vec3("size").x, 0.0, 0.0);
}

/// Every end that is near another belt's start, nearest first.
std::vector<Joint> findJoints(const std::vector<Device>& devices) {
    // Starts by x: an end then looks only at those within the gap.
    std::vector<uint32_t> belts;
    for (uint32_t i = 0; i < devices.size(); ++i) {
        if (devices[i].is("conveyor"))
            belts.push_back(i);
    }
    const auto startX = [&](uint32_t belt) { return beltStart(devices[belt]).x; };
    std::sort(belts.begin(), belts.end(), [&](uint32_t a, uint32_t b) {
        return std::make_tuple(startX(a), a) < std::make_tuple(startX(b), b);
    });
    std::vector<Joint> joints;
    for (const uint32_t from : belts) {
        const Vec3 end = beltEnd(devices[from]);
        auto to = std::lower_bound(belts.begin(), belts.end(), end.x - kBeltGap,
                                   [&](uint32_t belt, double x) { return startX(belt) < x; });
        for (; to != belts.end() && startX(*to) <= end.x + kBeltGap; ++to) {
            const double gap = glm::length(beltStart(devices[*to]) - end);
            if (*to != from && gap <= kBeltGap)
                joints.push_back({gap, from, *to});
        }
    }
    std::sort(joints.begin(), joints.end());
    return joints;
}

Links linkBelts(const std::vector<Device>& devices) {
    Links links{std::vector<int32_t>(devices.size(), -1), std::vector<int32_t>(devices.size(), -1)};
    for (const Joint& joint : findJoints(devices)) {
        if (links.next[joint.from] >= 0 || links.previous[joint.to] >= 0)
            continue;
        links.next[joint.from] = static_cast<int32_t>(joint.to);
        links.previous[joint.to] = static_cast<int32_t>(joint.from);
    }
    return links;
}

/// Walks paths and collects their eyes.
class PathWalker {
 public:
    explicit PathWalker(const std::vector<Device>& devices)
        : m_devices(devices),
          m_links(linkBelts(devices)),
          m_eyes(devices.size()),
          m_visited(devices.size(), false) {
        for (uint32_t i = 0; i < devices.size(); ++i) {
            if (devices[i].is("photo_eye") && devices[i].on >= 0)
                m_eyes[static_cast<size_t>(devices[i].on)].push_back(i);
        }
    }

    [[nodiscard]] Paths walkAll() {
        // Chains begin where no belt leads; what is left are rings.
        for (const bool rings : {false, true}) {
            for (uint32_t i = 0; i < m_devices.size(); ++i) {
                if (m_devices[i].is("conveyor") && (rings || m_links.previous[i] < 0))
                    walk(i);
            }
        }
        return {std::move(m_sensors), std::move(m_belts)};
    }

 private:
    void walk(uint32_t first) {
        const size_t begin = m_sensors.size();
        const size_t firstBelt = m_belts.size();
        double travelled = 0.0;
        for (auto belt = static_cast<int32_t>(first); belt >= 0;) {
            const auto i = static_cast<size_t>(belt);
            if (m_visited[i])
                break;
            m_visited[i] = true;
            for (const uint32_t eye : m_eyes[i])
                m_sensors.push_back(
                    {.device = eye, .distance = travelled + m_devices[eye].at, .path = m_paths});
            m_belts.push_back(
                {.device = static_cast<uint32_t>(belt), .start = travelled, .path = m_paths});
            travelled += m_devices[i].vec3("size").x;
            belt = m_links.next[i];
        }
        if (m_sensors.size() == begin)
            m_belts.resize(firstBelt);
        order(begin);
    }

    /// Sorts the path's eyes and links each to the one before.
    void order(size_t begin) {
        const auto first = m_sensors.begin() + static_cast<std::ptrdiff_t>(begin);
        std::sort(first, m_sensors.end(), [](const PathSensor& a, const PathSensor& b) {
            return std::tie(a.distance, a.device) < std::tie(b.distance, b.device);
        });
        for (size_t i = begin + 1; i < m_sensors.size(); ++i)
            m_sensors[i].previous = static_cast<int32_t>(i - 1);
        if (m_sensors.size() > begin)
            ++m_paths;
    }

    const std::vector<Device>& m_devices;
    Links m_links;
    std::vector<std::vector<uint32_t>> m_eyes;  ///< of each belt
    std::vector<bool> m_visited;
    std::vector<PathSensor> m_sensors;
    std::vector<PathBelt> m_belts;
    uint32_t m_paths = 0;
};

}  // namespace

Paths findPaths(const std::vector<Device>& devices) {
    return PathWalker(devices).walkAll();
}

bool isOnRing(const std::vector<Device>& devices, uint32_t belt) {
    const Links links = linkBelts(devices);
    // Each belt is entered from one other only: a way that comes back comes back here.
    int32_t next = links.next[belt];
    while (next >= 0 && next != static_cast<int32_t>(belt))
        next = links.next[static_cast<size_t>(next)];
    return next >= 0;
}

}  // namespace gemba::twin
