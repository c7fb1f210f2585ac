#include "ingest/bench_replay.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <filesystem>

#include "engine/core/scratch_folder.h"
#include "engine/twin/catalogue.h"
#include "ingest/mcap/writer.h"
#include "ingest/message_feed.h"

namespace gemba::ingest {
namespace {

constexpr uint32_t kSignals = 500;
constexpr uint64_t kStart = 1'800'000'000'000'000'000;
constexpr uint64_t kStep = 50'000;  // ns between messages

std::string topicOf(uint32_t signal) {
    return fmt::format("acme/site1/hall2/line3/cell{:03}/speed", signal);
}

twin::Twin makeTwin() {
    twin::Twin out;
    out.live.push_back({.id = "plc", .connect = "tcp://127.0.0.1:1"});
    // A device with a property, whichever comes first in the catalogue.
    const auto kinds = twin::catalogue();
    out.devices.emplace_back();
    while (kinds[out.devices[0].kind].properties.empty())
        ++out.devices[0].kind;
    for (uint32_t i = 0; i < kSignals; ++i) {
        twin::Binding binding;
        binding.signal = topicOf(i);
        binding.target = {0, 0};
        binding.role = twin::Role::show;
        out.bindings.push_back(std::move(binding));
    }
    return out;
}

Result<void> writeTraffic(const std::filesystem::path& path, uint32_t messages) {
    auto writer = mcap::Writer::create(path);
    if (!writer)
        return tl::unexpected(writer.error());
    for (uint32_t i = 0; i < kSignals; ++i) {
        if (const auto id = writer->addChannel({.topic = topicOf(i), .encoding = "json"}); !id)
            return tl::unexpected(id.error());
    }
    for (uint32_t i = 0; i < messages; ++i) {
        const uint64_t time = kStart + i * kStep;
        const std::string payload =
            fmt::format(R"({{"t":{},"seq":{},"boot":1790000000000000000,"v":{:.4f}}})", time,
                        i / kSignals + 1, 0.4 + 1e-4 * (i * 37 % 1000));
        if (auto written =
                writer->write({.channel = static_cast<uint16_t>(1 + i % kSignals),
                               .sequence = i / kSignals + 1,
                               .logTime = time,
                               .publishTime = time,
                               .data = std::as_bytes(std::span(payload.data(), payload.size()))});
            !written)
            return written;
    }
    return writer->finish();
}

Result<double> feedOurs(const mcap::McapFile& file, const twin::Twin& twin, uint32_t expected) {
    const double start = measure::threadCpuMs();
    auto feed = MessageFeed::open(file, twin, {});
    if (!feed)
        return tl::unexpected(feed.error());
    uint32_t samples = 0;
    for (Tick tick = 0; tick < (*feed)->end(); ++tick)
        samples += static_cast<uint32_t>((*feed)->take(tick).samples.size());
    const double taken = measure::threadCpuMs() - start;
    if (samples != expected)
        return fail({.doing = "measure the replay",
                     .found = fmt::format("{} samples", samples),
                     .expected = fmt::format("{}", expected)});
    return taken;
}

double readBare(const mcap::McapFile& file) {
    const double start = measure::threadCpuMs();
    simdjson::ondemand::parser parser;
    char buffer[256 + simdjson::SIMDJSON_PADDING];
    mcap::MessageIterator messages = file.messages();
    double sum = 0.0;
    for (mcap::Message m; messages.next(m);) {
        std::memcpy(buffer, m.data.data(), m.data.size());
        simdjson::ondemand::document document;
        int64_t time = 0;
        double value = 0.0;
        if (parser.iterate(buffer, m.data.size(), sizeof buffer).get(document) ==
                simdjson::SUCCESS &&
            document["t"].get(time) == simdjson::SUCCESS &&
            document["v"].get(value) == simdjson::SUCCESS)
            sum += value + static_cast<double>(time & 1);
    }
    return sum > 0.0 ? measure::threadCpuMs() - start : 1e9;
}

}  // namespace

Result<std::vector<measure::Figure>> benchReplayFigures(const ReplayBenchSettings& settings) {
    const auto folder = ScratchFolder::make();
    if (!folder)
        return tl::unexpected(folder.error());
    const auto written = writeTraffic(folder->path() / "replay.mcap", settings.messages);
    const auto file = mcap::McapFile::open(folder->path() / "replay.mcap");
    if (!written)
        return tl::unexpected(written.error());
    if (!file)
        return tl::unexpected(file.error());

    // Ours and bare in turn, so that a busy machine disturbs both alike.
    const twin::Twin twin = makeTwin();
    std::vector<double> ours, bare;
    for (uint32_t round = 0; round < settings.rounds; ++round) {
        bare.push_back(readBare(*file));
        const auto taken = feedOurs(*file, twin, settings.messages);
        if (!taken)
            return tl::unexpected(taken.error());
        ours.push_back(*taken);
    }
    const double count = settings.messages * 1e3;
    return std::vector<measure::Figure>{{.name = "replay of signals alone, decoded, log-time order",
                                         .value = count / measure::median(ours),
                                         .unit = "msg/s",
                                         .budget = 2e6,
                                         .atLeast = true,
                                         .ours = count / measure::median(ours),
                                         .bare = count / measure::median(bare),
                                         .rawUnit = "msg/s"}};
}

}  // namespace gemba::ingest
