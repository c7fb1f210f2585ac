#include "app/bench_live.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/composition.h"
#include "app/live_links.h"

namespace gemba::app {
namespace {

constexpr int kBelts = 20;
constexpr int kPerSecond = 10'000;
constexpr int kSeconds = 5;
constexpr const char* kSays[] = {"speed", "current", "temperature", "vibration", "load"};

// Twenty belts that each say five things, of which one is compared, and some cartons.
std::string twinText() {
    std::string out = R"(gemba = 1
name = "Latency"

[[item]]
id = "carton"
shape = "box"
size = [0.4, 0.3, 0.3]
mass = 2.0

[[feeder]]
id = "feeder"
on = "belt00"
at = 0.3
items = ["carton"]
every = 2.0

[[live]]
id = "plant"
connect = "tcp://127.0.0.1:5556"
subscribe = ["hall/"]
)";
    for (int belt = 0; belt < kBelts; ++belt) {
        out += fmt::format(R"(
[[conveyor]]
id = "belt{0:02}"
size = [6.0, 0.6, 0.8]
speed = 0.4
pose = {{ position = [0.0, {0}.0, 0.0] }}
)",
                           belt);
        for (const std::string_view says : kSays) {
            const bool compared = says == "speed";
            out += fmt::format(
                "\n[[binding]]\nsignal = \"hall/belt{0:02}/{1}\"\ndevice = "
                "\"belt{0:02}.{2}\"\nrole = \"{3}\"\n",
                belt, says, compared ? "actual_speed" : "speed", compared ? "compare" : "show");
        }
    }
    return out;
}

Result<LoadedTwin> makeTwin() {
    LoadedTwin out;
    twin::ReadOutcome read = twin::readTwinText(twinText(), "latency.toml");
    if (read.twin == nullptr)
        return fail({.doing = "make the twin to measure with",
                     .found = read.problems.empty()
                                  ? "nothing"
                                  : read.problems.front().message("latency.toml")});
    out.twin = std::move(read.twin);
    out.models.items.resize(out.twin->items.size());
    return out;
}

// A plant's simulation thread: every value is new, and all go out in time.
void sendAll(sim::OutputSink& plant, uint32_t signals) {
    const auto begin = std::chrono::steady_clock::now();
    for (int64_t sent = 0; sent < int64_t{kPerSecond} * kSeconds;) {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
        const auto due = std::min(static_cast<int64_t>(passed.count() * kPerSecond),
                                  int64_t{kPerSecond} * kSeconds);
        for (; sent < due; ++sent) {
            // A full ring would lose it: then the plant is late, and the figure says so.
            while (!plant.push({.signal = static_cast<uint32_t>(sent % signals),
                                .time = steadyUtcNow(),
                                .value = Value::ofReal(0.4 + 1e-6 * static_cast<double>(sent))}))
                std::this_thread::yield();
        }
        std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
}

bool awaitConnection(const LiveLinks& links) {
    for (int i = 0; i < 500 && !links.status().front().connected; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    // The subscription follows the connection.
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return links.status().front().connected;
}

std::vector<measure::Figure> figuresOf(const sim::SessionFigures& session,
                                       const sim::LinkStatus& link,
                                       const ingest::PublisherStatus& plant, double tickMs) {
    const auto lost = static_cast<double>(session.samplesDropped + link.dropped + link.lost);
    const auto missing = plant.sent > session.samplesReceived
                             ? static_cast<double>(plant.sent - session.samplesReceived)
                             : 0.0;
    return {{.name = "socket to readable world, p99 at 10,000 messages/s",
             .value = session.latencyP99Ms,
             .unit = "ms",
             .budget = tickMs + 1.0,
             .ours = session.latencyP99Ms,
             .bare = tickMs},
            {.name = "samples lost on the way / sent",
             .value = std::max(lost, missing),
             .unit = "count",
             .budget = 0.0,
             .ours = static_cast<double>(session.samplesReceived),
             .bare = static_cast<double>(plant.sent),
             .rawUnit = "samples"},
            {.name = "time never simulated at rate 1",
             .value = session.lostSeconds,
             .unit = "s",
             .budget = 0.0,
             .ours = session.simSeconds,
             .bare = session.wallSeconds,
             .rawUnit = "s"}};
}

}  // namespace

Result<std::vector<measure::Figure>> benchLatency() {
    auto loaded = makeTwin();
    if (!loaded)
        return tl::unexpected(loaded.error());

    // The plant, then the twin that listens to it.
    LiveLinks plant, links;
    auto published =
        plant.addPublisher(*loaded->twin, "tcp://127.0.0.1:*", ingest::ContentType::json);
    if (auto opened = published.and_then([&] { return plant.open(); }); !opened)
        return tl::unexpected(opened.error());
    auto connected = withEndpoints(loaded->twin, {plant.publisherStatus().endpoint});
    if (!connected)
        return tl::unexpected(connected.error());
    loaded->twin = *connected;
    const twin::Twin& twin = *loaded->twin;
    const signals::SignalNames names(twin);
    signals::History history(names.size());
    auto simulation = makeSimulation(*loaded, {.seed = 1, .history = &history});
    if (!simulation)
        return tl::unexpected(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = 1.0});
    if (auto opened = links.addSources(twin).and_then([&] { return links.open(); }); !opened)
        return tl::unexpected(opened.error());
    links.attachTo(session);
    plant.start();
    links.start();
    if (!awaitConnection(links))
        return fail({.doing = "measure the latency",
                     .on = twin.live.front().connect,
                     .found = "no connection within 5 s"});

    // A little longer than the plant speaks, so that all of it arrives.
    {
        const std::jthread speaking([&] { sendAll(plant.outputs(), names.size()); });
        session.run({}, static_cast<Tick>(twin.world.stepHz) * kSeconds + twin.world.stepHz / 2);
    }
    links.stop();
    plant.stop();
    return figuresOf(session.figures(), links.status().front(), plant.publisherStatus(),
                     1e3 / static_cast<double>(twin.world.stepHz));
}

}  // namespace gemba::app
