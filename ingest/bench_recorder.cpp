#include <fmt/format.h>
#include <zstd.h>

#include <memory>

#include "engine/core/scratch_folder.h"
#include "ingest/bench_ingest.h"
#include "ingest/mcap/output_file.h"
#include "ingest/mcap/records.h"
#include "ingest/recorder.h"

namespace gemba::ingest {
namespace {

constexpr uint32_t kMessages = 500'000;  // fit into the recorder's ring
constexpr uint32_t kTopics = 500;
constexpr UtcNs kStart = 1'800'000'000'000'000'000;
constexpr size_t kChunk = size_t{768} << 10;
constexpr int kRounds = 15;

struct Traffic {
    std::vector<std::string> topics, payloads;
    std::vector<Bytes> chunks;  // the same as MCAP's records
    Bytes indexes;              // as many bytes as the message indexes of a chunk have
};

Traffic makeTraffic() {
    Traffic out;
    for (uint32_t i = 0; i < kTopics; ++i)
        out.topics.push_back(fmt::format("acme/site1/hall2/line3/cell{:03}/speed", i));
    for (uint32_t i = 0; i < kMessages; ++i) {
        out.payloads.push_back(
            fmt::format(R"({{"t":{},"seq":{},"boot":1790000000000000000,"v":{:.4f}}})",
                        kStart + i * 50'000, i / kTopics + 1, 0.4 + 1e-4 * (i * 7919 % 1009)));
        if (out.chunks.empty() || out.chunks.back().size() >= kChunk)
            out.chunks.emplace_back().reserve(kChunk + kChunk / 8);
        const auto time = static_cast<uint64_t>(kStart + i * 50'000);
        mcap::append(out.chunks.back(),
                     mcap::Message{static_cast<uint16_t>(1 + i % kTopics), i / kTopics, time, time,
                                   std::as_bytes(std::span(out.payloads[i]))});
    }
    out.indexes.resize(kTopics * 15 + kMessages / out.chunks.size() * 16);
    return out;
}

// CPU ms of the recorder's thread, from a full ring to the complete file.
Result<double> record(const Traffic& traffic, const std::filesystem::path& path) {
    twin::Twin twin;
    twin.live.push_back({.id = "plc", .connect = "tcp://127.0.0.1:5556"});
    RecorderSettings settings;
    settings.nextPath = [path]() -> Result<std::filesystem::path> { return path; };
    settings.wireOnly = true;
    Recorder recorder(twin, std::move(settings));
    for (uint32_t i = 0; i < kMessages; ++i) {
        const std::string_view frames[] = {traffic.topics[i % kTopics], traffic.payloads[i]};
        const UtcNs time = kStart + i * 50'000;
        recorder.message({.received = time,
                          .sourceTime = time,
                          .sequence = i / kTopics,
                          .frames = frames,
                          .rejected = {}});
    }
    std::stop_source stop;
    stop.request_stop();
    const double start = measure::threadCpuMs();
    recorder.run(stop.get_token());
    const double taken = measure::threadCpuMs() - start;
    const RecorderStatus status = recorder.status();
    if (!status.error.empty() || status.droppedMessages + status.lost > 0)
        return fail({.doing = "measure the recorder",
                     .on = path.string(),
                     .found = status.error.empty() ? "messages were dropped" : status.error,
                     .expected = ""});
    return taken;
}

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

// The least that could put the same bytes on the disk: the records of the same chunks, laid out
// beforehand, compressed with a context and a buffer that are used again, and written, each with as
// many bytes behind it as its message indexes have. It empties no ring, makes no index and no
// checksum; what the recorder does for these counts against it.
class BareLoop {
 public:
    Result<double> write(const Traffic& traffic, const std::filesystem::path& path) {
        const double start = measure::threadCpuMs();
        auto file = mcap::OutputFile::create(path);
        if (!file)
            return tl::unexpected(file.error());
        for (const Bytes& chunk : traffic.chunks) {
            if (m_compressed.size() < ZSTD_compressBound(chunk.size()))
                m_compressed.resize(ZSTD_compressBound(chunk.size()));
            const size_t size =
                ZSTD_compressCCtx(m_context.get(), m_compressed.data(), m_compressed.size(),
                                  chunk.data(), chunk.size(), 1);
            if (auto done = file->append({std::span(m_compressed).first(size), traffic.indexes});
                !done)
                return tl::unexpected(done.error());
        }
        if (auto done = file->sync(); !done)
            return tl::unexpected(done.error());
        return measure::threadCpuMs() - start;
    }

 private:
    std::unique_ptr<ZSTD_CCtx, FreeContext> m_context{ZSTD_createCCtx()};
    Bytes m_compressed;
};

}  // namespace

Result<measure::Figure> benchRecorder() {
    const Traffic traffic = makeTraffic();
    const auto scratch = ScratchFolder::make();
    if (!scratch)
        return tl::unexpected(scratch.error());
    const auto path = scratch->path() / "recorder.mcap";
    BareLoop bareLoop;
    Result<void> whole;
    const auto noted = [&whole](const Result<double>& taken) {
        if (!taken)
            whole = tl::unexpected(taken.error());
        return taken.value_or(0.0);
    };
    const measure::Pair pair = measure::alternate(
        kRounds, [&] { return noted(record(traffic, path)); },
        [&] { return noted(bareLoop.write(traffic, path)); });
    if (!whole)
        return tl::unexpected(whole.error());
    return measure::Figure{.name = "recorder / zstd 1 and write of the same bytes",
                           .value = 1.0 / pair.ratio,
                           .budget = 0.85,
                           .atLeast = true,
                           .ours = kMessages * 1e3 / pair.ours,
                           .bare = kMessages * 1e3 / pair.bare,
                           .rawUnit = "msg/s"};
}

}  // namespace gemba::ingest
