#include "tests/unit/control/cell.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/twin/reader.h"

namespace gemba::control {
namespace {

constexpr const char* kTwin = R"(
gemba = 1
name = "cell"
[[item]]
id = "carton"
[[conveyor]]
id = "belt"
size = [6.0, 0.6, 0.8]
[[photo_eye]]
id = "eye"
on = "belt"
at = 3.0
[[stopper]]
id = "stop"
on = "belt"
at = 4.0
[[feeder]]
id = "feeder"
on = "belt"
at = 0.5
items = ["carton"]
)";

}  // namespace

std::shared_ptr<const twin::Twin> makeCell(std::string script) {
    const auto read = twin::readTwinText(kTwin, "/cell.toml");
    for (const twin::Problem& problem : read.problems)
        ADD_FAILURE() << problem.message("/cell.toml");
    twin::Twin twin = *read.twin;
    twin.controller = twin::Controller{.script = "/plant/cell.lua", .source = std::move(script)};
    return std::make_shared<const twin::Twin>(std::move(twin));
}

Cell::Cell(std::string script, bool changed) : twin(makeCell(std::move(script))) {
    auto controller = makeController(*twin, changed);
    if (!controller) {
        ADD_FAILURE() << controller.error().message();
        return;
    }
    sim::Simulation::Systems systems;
    systems.push_back(std::move(*controller));
    simulation = std::make_unique<sim::Simulation>(twin, 1, std::move(systems));
}

void Cell::run(int ticks) {
    for (int i = 0; i < ticks; ++i) {
        const Tick now = simulation->world().tick;
        simulation->tick({});
        for (const sim::Event& event : simulation->world().events) {
            if (event.type == sim::EventType::controllerStopped)
                stoppedAt = now;
        }
    }
}

double Cell::set(const char* property) const {
    const sim::World& world = simulation->world();
    const uint32_t at = twin->propertyIndex(twin->findProperty(property).value());
    return world.properties.hasController[at] ? world.properties.controller[at]
                                              : std::numeric_limits<double>::quiet_NaN();
}

void Cell::report(const char* property, double value) {
    const uint32_t at = twin->propertyIndex(twin->findProperty(property).value());
    simulation->world().properties.value[at] = value;
}

}  // namespace gemba::control
