#include "physics/benchmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/sim/simulation.h"
#include "engine/twin/reader.h"
#include "physics/bullet_world.h"
#include "physics/convert.h"
#include "physics/physics_system.h"
#include "physics/ray_shapes.h"

namespace gemba::physics {
namespace {

constexpr int kBelts = 20, kPerBelt = 50;
constexpr double kPitch = 0.5, kBox = 0.25, kHeight = 0.8;

double cpuMicros() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

double median(std::vector<double>& values) {
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

// Ours and bare in turn, so that both meet the same weather.
BenchPair measure(const std::function<void()>& ours, const std::function<void()>& bare,
                  int rounds) {
    std::vector<double> a, b;
    for (int i = 0; i < rounds; ++i) {
        const double start = cpuMicros();
        ours();
        const double middle = cpuMicros();
        bare();
        a.push_back(middle - start);
        b.push_back(cpuMicros() - middle);
    }
    return {.ours = median(a), .bare = median(b)};
}

sim::Simulation simulationOf(const std::string& text,
                             std::vector<std::shared_ptr<const assets::Model>> placed) {
    twin::ReadOutcome outcome = twin::readTwinText(text, "/bench.toml");
    sim::Simulation::Systems systems;
    systems.push_back(makePhysics(std::move(placed)));
    return sim::Simulation(outcome.twin, 1, std::move(systems));
}

/// A world of the library alone: boxes on static boxes, never asleep.
class Bare {
 public:
    Bare()
        : m_dispatcher(&m_configuration),
          m_world(&m_dispatcher, &m_broadphase, &m_solver, &m_configuration) {
        m_world.setGravity(btVector3(0, 0, -9.81));
        m_world.setForceUpdateAllAabbs(false);
        m_world.getSolverInfo().m_numIterations = 10;
    }
    ~Bare() {
        for (const auto& body : m_bodies)
            m_world.removeRigidBody(body.get());
    }
    btRigidBody& box(const Vec3& half, double mass, const Vec3& at) {
        m_shapes.push_back(std::make_unique<btBoxShape>(toBullet(half)));
        btVector3 inertia(0, 0, 0);
        m_shapes.back()->calculateLocalInertia(mass, inertia);
        btRigidBody::btRigidBodyConstructionInfo info(mass, nullptr, m_shapes.back().get(),
                                                      inertia);
        info.m_startWorldTransform.setIdentity();
        info.m_startWorldTransform.setOrigin(toBullet(at));
        m_bodies.push_back(std::make_unique<btRigidBody>(info));
        m_bodies.back()->setActivationState(DISABLE_DEACTIVATION);
        m_world.addRigidBody(m_bodies.back().get());
        return *m_bodies.back();
    }
    [[nodiscard]] btDiscreteDynamicsWorld& world() { return m_world; }

 private:
    btDefaultCollisionConfiguration m_configuration;
    btCollisionDispatcher m_dispatcher;
    btDbvtBroadphase m_broadphase;
    btSequentialImpulseConstraintSolver m_solver;
    btDiscreteDynamicsWorld m_world;
    std::vector<std::unique_ptr<btBoxShape>> m_shapes;
    std::vector<std::unique_ptr<btRigidBody>> m_bodies;
};

std::string boxText(const std::string& id, const Vec3& at, double size, double mass) {
    return fmt::format(
        "[[body]]\nid = \"{}\"\nsize = [{}, {}, {}]\nmass = {}\npose = {{ position = [{}, {}, {}] "
        "}}\n",
        id, size, size, size, mass, at.x, at.y, at.z);
}

Vec3 placeOnBelts(int belt, int i) {
    return {0.5 + kPitch * i, 1.0 * belt, kHeight + 0.5 * kBox};
}

std::string beltsText() {
    std::string text = "gemba = 1\nname = \"belts\"\n[world]\ncheckpoint_every = 3600.0\n";
    for (int belt = 0; belt < kBelts; ++belt) {
        text += fmt::format(
            "[[conveyor]]\nid = \"belt{:02}\"\nsize = [60.0, 0.6, 0.8]\nspeed = 0.5\n"
            "pose = {{ position = [0, {}, {}] }}\n",
            belt, belt, kHeight);
        for (int i = 0; i < kPerBelt; ++i)
            text += boxText(fmt::format("c{:02}x{:02}", belt, i), placeOnBelts(belt, i), kBox, 5.0);
    }
    return text;
}

}  // namespace

std::unique_ptr<sim::Simulation> beltsSimulation() {
    return std::make_unique<sim::Simulation>(simulationOf(beltsText(), {}));
}

BenchPair benchBelts() {
    sim::Simulation ours = simulationOf(beltsText(), {});
    Bare bare;
    for (int belt = 0; belt < kBelts; ++belt) {
        bare.box({30.0, 0.3, 0.05}, 0.0, {30.0, 1.0 * belt, kHeight - 0.05});
        for (int i = 0; i < kPerBelt; ++i)
            bare.box(Vec3(0.5 * kBox), 5.0, placeOnBelts(belt, i));
    }
    // Past the start-up of the belts.
    const double h = ours.world().h;
    for (int i = 0; i < 240; ++i) {
        ours.tick({});
        bare.world().stepSimulation(h, 0);
    }
    return measure([&] { ours.tick({}); }, [&] { bare.world().stepSimulation(h, 0); }, 720);
}

namespace {

/// Boxes in stacks, and beams among them.
struct RayScene {
    static constexpr uint32_t kBoxes = 1000;
    std::shared_ptr<const twin::Twin> twin;
    ShapeStore shapes;
    BulletWorld world;
    sim::BodyTable bodies;
    std::vector<std::pair<Vec3, Vec3>> rays;

    RayScene()
        : twin(twin::readTwinText("gemba = 1\nname = \"rays\"\n[[item]]\nid = \"box\"\n"
                                  "size = [0.4, 0.4, 0.4]\n",
                                  "/bench.toml")
                   .twin),
          shapes(*twin, {}),
          world(shapes, kBoxes, {0, 0, -9.81}),
          bodies(kBoxes) {
        RandomStream random(1, "rays");
        for (uint32_t i = 0; i < kBoxes; ++i) {
            const uint32_t slot = bodies.add().index;
            const uint32_t stack = i / 5;
            bodies.item[slot] = 0;
            bodies.pose[slot].position = {0.7 * (stack % 20), 0.7 * (stack / 20),
                                          0.2 + 0.4 * (i % 5)};
            bodies.pose[slot].rotation = quatFromRpy({0, 0, random.uniform(-0.3, 0.3)});
            world.addBody(bodies, slot);
        }
        // Beams across an aisle, as long as light barriers are.
        for (int i = 0; i < 2000; ++i) {
            const Vec3 from{random.uniform(0, 13), random.uniform(0, 6), random.uniform(0.1, 2.2)};
            const double angle = random.uniform(0.0, 6.28);
            rays.emplace_back(from, from + Vec3(std::cos(angle), std::sin(angle), 0.0));
        }
    }

    [[nodiscard]] double exact(const Vec3& from, const Vec3& to) const {
        double nearest = 2.0;
        for (uint32_t slot = 0; slot < kBoxes; ++slot) {
            const Pose back = inverse(bodies.pose[slot]);
            nearest = std::min(nearest, rayBox(back * from, back * to, Vec3(0.2)).value_or(2.0));
        }
        return nearest;
    }
};

}  // namespace

BenchPair benchRays() {
    RayScene scene;
    double found = 0.0;  // keeps the optimiser from leaving the rays out
    const auto ours = [&] {
        for (const auto& [from, to] : scene.rays)
            found += scene.world.castRay(from, to).has_value() ? 1.0 : 0.0;
    };
    const auto bare = [&] {
        for (const auto& [from, to] : scene.rays) {
            btCollisionWorld::ClosestRayResultCallback hit(toBullet(from), toBullet(to));
            scene.world.bullet().rayTest(toBullet(from), toBullet(to), hit);
            found += hit.hasHit() ? 1.0 : 0.0;
        }
    };
    ours();
    BenchPair out = measure(ours, bare, 21);
    const auto n = static_cast<double>(scene.rays.size());
    out.ours /= n;
    out.bare /= n;
    for (const auto& [from, to] : scene.rays) {
        const double exact = scene.exact(from, to);
        const auto hit = scene.world.castRay(from, to);
        const bool agree = hit.has_value() == (exact <= 1.0);
        out.worstError = std::max(
            out.worstError,
            agree ? (hit ? std::abs(hit->fraction - exact) * glm::length(to - from) : 0.0) : 1.0);
    }
    return found < 0.0 ? BenchPair{} : out;
}

namespace {

/// A hall's floor of 2 n^2 triangles with a rack on it, as an importer would give it.
class Hall {
 public:
    Hall(int n, double size) {
        const auto side = static_cast<uint32_t>(n + 1);
        for (uint32_t i = 0; i < side * side; ++i) {
            assets::Vertex vertex{};
            vertex.position[0] = static_cast<float>(size * (i % side) / n - 1.0);
            vertex.position[1] = static_cast<float>(size * (i / side) / n - 1.0);
            m_vertices.push_back(vertex);
        }
        for (uint32_t y = 0; y + 1 < side; ++y) {
            for (uint32_t x = 0; x + 1 < side; ++x) {
                const uint32_t at = y * side + x;
                m_indices.insert(m_indices.end(),
                                 {at, at + 1, at + side + 1, at, at + side + 1, at + side});
            }
        }
    }
    [[nodiscard]] std::shared_ptr<const assets::Model> model() const {
        auto out = std::make_shared<assets::Model>();
        out->vertices = m_vertices;
        out->indices = m_indices;
        out->meshes.push_back({.vertexCount = static_cast<uint32_t>(m_vertices.size()),
                               .indexCount = static_cast<uint32_t>(m_indices.size())});
        out->nodes.push_back({});
        out->instances.push_back({});
        return out;
    }

 private:
    std::vector<assets::Vertex> m_vertices;
    std::vector<uint32_t> m_indices;
};

std::string stacksText() {
    std::string text = "gemba = 1\nname = \"hall\"\n[world]\ncheckpoint_every = 3600.0\n";
    for (int i = 0; i < 1000; ++i) {
        const int stack = i / 5;
        text += boxText(fmt::format("b{:03}", i),
                        {0.5 * (stack % 20), 0.5 * (stack / 20), 1.2 + 0.4 * (i % 5)}, 0.4, 10.0);
    }
    return text;
}

// The hall's model cannot come from a file here: it is put into the twin that was read.
sim::Simulation hallSimulation(const std::string& text, std::shared_ptr<const assets::Model> hall) {
    auto twin = std::make_shared<twin::Twin>(*twin::readTwinText(text, "/bench.toml").twin);
    twin->models.push_back(
        {.id = "hall", .collision = twin::Collision::mesh, .worldFromModel = Pose{{0, 0, 1.0}}});
    sim::Simulation::Systems systems;
    systems.push_back(makePhysics({std::move(hall)}));
    return sim::Simulation(std::move(twin), 1, std::move(systems));
}

}  // namespace

BenchPair benchHall() {
    const Hall hall(708, 40.0);  // 1,002,528 triangles of 6 cm
    sim::Simulation ours = hallSimulation(stacksText(), hall.model());
    sim::Simulation bare = simulationOf(
        stacksText() +
            "[[body]]\nid = \"floor\"\nsize = [40, 40, 1]\npose = { position = [19, 19, 0.5] }\n",
        {});
    for (int i = 0; i < 60; ++i) {
        ours.tick({});
        bare.tick({});
    }
    // Before the stacks fall asleep.
    return measure([&] { ours.tick({}); }, [&] { bare.tick({}); }, 240);
}

}  // namespace gemba::physics
