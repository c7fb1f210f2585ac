#include "app/positions.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "engine/sim/world.h"

namespace gemba::app {

PositionsFile::PositionsFile(const std::filesystem::path& file, const twin::Twin& twin)
    : m_path(file), m_twin(twin) {
    if (file.empty())
        return;
    m_file.open(file, std::ios::binary);
    m_file << "utc_ns,part,item,x,y,z,plant_x,plant_y,plant_z,state\n";
}

void PositionsFile::write(const sim::Snapshot& snapshot) {
    constexpr std::array kStates{"agrees", "differs", "predicted"};
    // Poses are those of the tick's end.
    const UtcNs utc = snapshot.utc + std::llround(snapshot.h * 1e9);
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        if (!(body.flags & sim::body_flag::kItem) || body.item < 0 || body.plantState > 2)
            continue;
        const Vec3& model = body.pose.position;
        const Vec3& plant = body.plant.position;
        m_file << fmt::format("{},{},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{}\n", utc,
                              body.serial, m_twin.items[static_cast<size_t>(body.item)].id, model.x,
                              model.y, model.z, plant.x, plant.y, plant.z,
                              kStates[body.plantState]);
    }
}

Result<void> PositionsFile::finish() {
    if (m_path.empty())
        return {};
    m_file.close();
    if (!m_file)
        return fail(
            {.doing = "write positions", .on = m_path.string(), .found = "not all of them"});
    return {};
}

}  // namespace gemba::app
