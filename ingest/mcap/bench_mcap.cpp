#include "ingest/mcap/bench_mcap.h"

#include <fmt/format.h>
#include <zstd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <random>

#include "engine/core/scratch_folder.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/mcap/writer.h"

namespace gemba::ingest::mcap {
namespace {

constexpr uint32_t kSignals = 500;
constexpr uint64_t kStart = 1'800'000'000'000'000'000;
constexpr uint64_t kStep = 50'000;  // ns between messages: 20,000 a second
constexpr size_t kChunk = size_t{768} << 10;

/// What is recorded, made beforehand: payloads one behind the other, and the chunks that they make.
struct Traffic {
    std::string payloads;
    std::vector<uint32_t> ends;  // of each payload
    std::vector<Bytes> chunks;   // the records of each chunk

    [[nodiscard]] Message message(size_t i) const {
        const uint32_t begin = i > 0 ? ends[i - 1] : 0;
        const uint64_t time = kStart + i * kStep;
        return {static_cast<uint16_t>(1 + i % kSignals), static_cast<uint32_t>(i / kSignals), time,
                time, std::as_bytes(std::span(payloads.data() + begin, ends[i] - begin))};
    }
};

Traffic makeTraffic(uint32_t messages) {
    Traffic out;
    std::mt19937 random(1);
    for (uint32_t i = 0; i < messages; ++i) {
        fmt::format_to(std::back_inserter(out.payloads),
                       R"({{"t":{},"seq":{},"boot":1790000000000000000,"v":{:.4f}}})",
                       kStart + i * kStep, i / kSignals + 1, 0.4 + 1e-4 * (random() % 1000));
        out.ends.push_back(static_cast<uint32_t>(out.payloads.size()));
    }
    for (uint32_t i = 0; i < messages; ++i) {
        if (out.chunks.empty() || out.chunks.back().size() >= kChunk) {
            out.chunks.emplace_back();
            out.chunks.back().reserve(kChunk + kChunk / 8);
        }
        append(out.chunks.back(), out.message(i));
    }
    return out;
}

Result<void> writeOurs(const Traffic& traffic, const std::filesystem::path& path) {
    auto writer = Writer::create(path);
    if (!writer)
        return tl::unexpected(writer.error());
    for (uint32_t i = 0; i < kSignals; ++i) {
        const auto added =
            writer->addChannel({.topic = fmt::format("acme/site1/hall2/line3/cell{:03}/speed", i),
                                .encoding = "json"});
        if (!added)
            return tl::unexpected(added.error());
    }
    for (size_t i = 0; i < traffic.ends.size(); ++i) {
        if (auto written = writer->write(traffic.message(i)); !written)
            return written;
    }
    return writer->finish();
}

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// The least that could put the same bytes on the disk: chunks compressed with a context and into a
/// buffer that are used again, and written, each with as many bytes behind it as its message
/// indexes have. It makes no index and no checksum. Keeps the first round's chunks compressed, for
/// the readers.
Result<void> writeBare(const Traffic& traffic, const std::filesystem::path& path,
                       std::vector<Bytes>& compressed) {
    auto file = OutputFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    Bytes out(ZSTD_compressBound(2 * kChunk));
    const Bytes indexes(kSignals * 15 + traffic.ends.size() / traffic.chunks.size() * 16);
    compressed.resize(traffic.chunks.size());
    for (size_t i = 0; i < traffic.chunks.size(); ++i) {
        const Bytes& chunk = traffic.chunks[i];
        const size_t size =
            ZSTD_compressCCtx(context.get(), out.data(), out.size(), chunk.data(), chunk.size(), 1);
        const auto made = std::span(out).first(size);
        if (auto done = file->append({made, indexes}); !done)
            return done;
        if (compressed[i].empty())
            compressed[i].assign(made.begin(), made.end());
    }
    return file->sync();
}

double decompressBare(const std::vector<Bytes>& compressed) {
    const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    Bytes out(2 * kChunk);
    const double start = measure::threadCpuMs();
    for (const Bytes& chunk : compressed)
        (void)ZSTD_decompressDCtx(context.get(), out.data(), out.size(), chunk.data(),
                                  chunk.size());
    return measure::threadCpuMs() - start;
}

/// Reads all; the sum keeps the compiler from leaving it out, and the count is checked.
Result<double> readOurs(const McapFile& file, size_t expected) {
    const double start = measure::threadCpuMs();
    MessageIterator messages = file.messages();
    size_t count = 0;
    uint64_t last = 0;
    bool sorted = true;
    for (Message m; messages.next(m); ++count) {
        sorted = sorted && m.logTime >= last;
        last = m.logTime;
    }
    const double taken = measure::threadCpuMs() - start;
    if (count != expected || !sorted)
        return fail({.doing = "measure reading",
                     .on = "",
                     .found = fmt::format("{} messages", count),
                     .expected = fmt::format("{} in their order", expected)});
    return taken;
}

/// CPU ms to the first message at random instants, of which 95 of 100 stay below.
double seekOurs(const McapFile& file, uint32_t seeks, size_t messages) {
    std::mt19937 random(2);
    std::vector<double> times;
    for (uint32_t i = 0; i < seeks; ++i) {
        const uint64_t time = kStart + random() % messages * kStep;
        const double start = measure::threadCpuMs();
        MessageIterator at = file.messages({.start = time});
        Message first;
        const bool found = at.next(first) && first.logTime == time;
        times.push_back(found ? measure::threadCpuMs() - start : 1e9);
    }
    std::sort(times.begin(), times.end());
    return times.empty() ? 0.0 : times[times.size() * 95 / 100];
}

}  // namespace

Result<std::vector<measure::Figure>> benchMcapFigures(const McapBenchSettings& settings) {
    const Traffic traffic = makeTraffic(settings.messages);
    const auto scratch = ScratchFolder::make();
    if (!scratch)
        return tl::unexpected(scratch.error());
    const auto ours = scratch->path() / "ours.mcap";
    const auto bare = scratch->path() / "bare.mcap";
    std::vector<Bytes> compressed;
    Result<void> whole;
    const auto timed = [&whole](const std::function<Result<void>()>& work) {
        const double start = measure::threadCpuMs();
        if (auto done = work(); !done)
            whole = done;
        return measure::threadCpuMs() - start;
    };
    const measure::Pair write = measure::alternate(
        static_cast<int>(settings.rounds),
        [&] { return timed([&] { return writeOurs(traffic, ours); }); },
        [&] { return timed([&] { return writeBare(traffic, bare, compressed); }); });
    if (!whole)
        return tl::unexpected(whole.error());
    const auto file = McapFile::open(ours);
    if (!file)
        return tl::unexpected(file.error());
    Result<double> readTaken = 0.0;
    const measure::Pair read = measure::alternate(
        static_cast<int>(settings.rounds),
        [&] {
            const auto taken = readOurs(*file, traffic.ends.size());
            if (!taken)
                readTaken = taken;
            return taken.value_or(0.0);
        },
        [&] { return decompressBare(compressed); });
    if (!readTaken)
        return tl::unexpected(readTaken.error());

    const double count = settings.messages * 1e3;
    const double readRate = count / read.ours;
    const double seek = seekOurs(*file, settings.seeks, traffic.ends.size());
    return std::vector<measure::Figure>{
        {.name = "mcap writer / zstd 1 and write of the same chunks",
         .value = 1.0 / write.ratio,
         .budget = 0.85,
         .atLeast = true,
         .ours = count / write.ours,
         .bare = count / write.bare,
         .rawUnit = "msg/s"},
        {.name = "mcap read in log-time order",
         .value = readRate,
         .unit = "msg/s",
         .budget = 2e6,
         .atLeast = true,
         .ours = readRate,
         .bare = count / read.bare,
         .rawUnit = "msg/s"},
        {.name = "mcap seek",
         .value = seek,
         .unit = "ms",
         .budget = 2.0,
         .ours = seek,
         .bare = read.bare / static_cast<double>(compressed.size())}};
}

}  // namespace gemba::ingest::mcap
