#include "app/recording.h"

#include <fmt/format.h>

#include "app/build_info.h"
#include "app/files.h"
#include "engine/assets/content_hash.h"
#include "engine/assets/importer.h"
#include "engine/core/log.h"
#include "engine/core/maths_fingerprint.h"
#include "engine/twin/reader.h"

namespace gemba::app {
namespace {

namespace fs = std::filesystem;

// Bytes of models in a recording, and in each file of the store.
constexpr uintmax_t kMostEmbedded = uintmax_t{256} << 20;
constexpr uintmax_t kMostInStore = uintmax_t{4} << 20;

// Path relative to the twin's folder; empty where it lies elsewhere.
std::string nameBelow(const fs::path& file, const fs::path& folder) {
    const std::string name = file.lexically_relative(folder).generic_string();
    return name.empty() || name.front() == '.' || name.front() == '/' ? std::string() : name;
}

Bytes bytesOf(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
    return {bytes.begin(), bytes.end()};
}

std::vector<ingest::RecordedFile> filesOf(const twin::Twin& twin, uintmax_t most) {
    const fs::path folder = twin.file.parent_path();
    std::vector<ingest::RecordedFile> out;
    out.push_back({twin.file.filename().string(), "application/toml", bytesOf(twin.text)});
    if (twin.controller && !nameBelow(twin.controller->script, folder).empty())
        out.push_back({nameBelow(twin.controller->script, folder), "text/x-lua",
                       bytesOf(twin.controller->source)});

    // Models, each file once, as far as there is room.
    std::vector<fs::path> models;
    for (const twin::PlacedModel& model : twin.models)
        models.push_back(model.file);
    for (const twin::ItemType& item : twin.items) {
        if (!item.model.empty())
            models.push_back(item.model);
    }
    for (const twin::Device& device : twin.devices) {
        if (device.is("robot"))
            models.emplace_back(device.text("urdf"));
    }
    std::sort(models.begin(), models.end());
    models.erase(std::unique(models.begin(), models.end()), models.end());
    uintmax_t total = 0;
    for (const fs::path& model : models) {
        std::error_code error;
        const uintmax_t size = fs::file_size(model, error);
        if (error || nameBelow(model, folder).empty() || total + size > most)
            continue;
        if (auto content = readFile(model)) {
            total += size;
            out.push_back({nameBelow(model, folder), "model", std::move(*content)});
        }
    }
    return out;
}

ingest::RecorderSettings settingsFor(const twin::Twin& twin, uintmax_t mostModels) {
    ingest::RecorderSettings settings;
    settings.files = filesOf(twin, mostModels);
    settings.program = fmt::format("gemba {}", kVersion);
    settings.twinHash = twinHash(twin);
    settings.mathsFingerprint = mathsFingerprint();
    return settings;
}

bool isThatTwin(const fs::path& file, uint64_t hash) {
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return false;
    const auto read = twin::readTwin(file);
    return read.twin != nullptr && twinHash(*read.twin) == hash;
}

// A name from a file that anyone may have written: only downwards.
bool staysBelow(const fs::path& name) {
    if (name.empty() || name.is_absolute())
        return false;
    for (const fs::path& part : name) {
        if (part == ".." || part == ".")
            return false;
    }
    return true;
}

Result<void> unpack(const ingest::mcap::McapFile& file, const fs::path& folder) {
    for (const auto& index : file.contents().attachments) {
        if (!staysBelow(index.name))
            continue;
        auto attachment = file.read(index);
        if (!attachment)
            return tl::unexpected(attachment.error());
        std::error_code ignored;
        fs::create_directories((folder / index.name).parent_path(), ignored);
        if (auto written = writeFile(folder / index.name, attachment->record.data); !written)
            return written;
    }
    return {};
}

}  // namespace

uint64_t twinHash(const twin::Twin& twin) {
    assets::ContentHasher hasher;
    std::string all = twin.text;
    if (twin.controller)
        all += twin.controller->source;
    hasher.add(std::as_bytes(std::span(all.data(), all.size())));
    return hasher.finish();
}

int64_t longestDelay(const twin::Twin& twin) {
    double longest = 0.0;
    for (const twin::LiveSource& live : twin.live)
        longest = std::max(longest, live.delay);
    return static_cast<int64_t>(longest * 1e9);
}

Recording::Recording(const twin::Twin& twin, const fs::path& file) {
    ingest::RecorderSettings settings = settingsFor(twin, kMostEmbedded);
    settings.nextPath = [file, number = 0]() mutable -> Result<fs::path> {
        if (++number == 1)
            return file;
        fs::path next = file;
        next.replace_filename(
            fmt::format("{}-{}{}", file.stem().string(), number, file.extension().string()));
        return next;
    };
    m_recorder = std::make_unique<ingest::Recorder>(twin, std::move(settings));
}

Recording::Recording(const twin::Twin& twin, std::shared_ptr<ingest::RollingStore> store)
    : m_store(std::move(store)) {
    ingest::RecorderSettings settings = settingsFor(twin, kMostInStore);
    settings.segmentBytes = m_store->settings().segmentBytes;
    settings.segmentNs = m_store->settings().segmentNs;
    settings.nextPath = [this] { return m_store->nextPath(this); };
    settings.tend = [this] { return m_store->tend(); };
    m_recorder = std::make_unique<ingest::Recorder>(twin, std::move(settings));
    m_service = std::make_unique<ingest::SessionStore>(*m_recorder, *m_store);
    m_saver = std::make_unique<ingest::RangeSaver>([this, &twin] {
        ingest::RangeRequest range{.delayNs = longestDelay(twin),
                                   .files = filesOf(twin, kMostEmbedded)};
        for (ingest::StoredSegment& segment : m_store->segments())
            range.segments.push_back(std::move(segment.file));
        for (ingest::StoreMark& mark : m_store->marks())
            range.bookmarks.push_back(
                {mark.from, mark.to, sim::MarkKind::bookmark, std::move(mark.note)});
        return range;
    });
}

void Recording::start() {
    m_thread = std::jthread([this](std::stop_token stop) { m_recorder->run(stop); });
    if (m_saver != nullptr)
        m_saving = std::jthread([this](std::stop_token stop) { m_saver->run(stop); });
}

void Recording::stop() {
    for (std::jthread* thread : {&m_saving, &m_thread}) {
        thread->request_stop();
        if (thread->joinable())
            thread->join();
    }
    if (m_store != nullptr)
        m_store->finished(this);
}

Result<fs::path> recordedTwin(const ingest::mcap::McapFile& file,
                              const ingest::RecordingInfo& info) {
    if (!staysBelow(info.twin))
        return fail({.doing = "open the twin of a recording", .found = "no name of a twin"});
    const fs::path original = fs::path(info.twinFolder) / info.twin;
    if (isThatTwin(original, info.twinHash))
        return original;
    const fs::path folder =
        assets::defaultCacheDir() / "recordings" / fmt::format("{:016x}", info.twinHash);
    if (!isThatTwin(folder / info.twin, info.twinHash)) {
        if (auto unpacked = unpack(file, folder); !unpacked)
            return tl::unexpected(unpacked.error());
    }
    if (isThatTwin(folder / info.twin, info.twinHash))
        return folder / info.twin;
    return fail({.doing = "open the twin of a recording",
                 .on = info.twin,
                 .found = "neither the twin in its folder nor a copy in the recording is the one "
                          "that was recorded",
                 .expected = "the recording as it was made, or the twin as it was then"});
}

Result<OpenedRecording> openRecording(const fs::path& path, const LoadProgress& progress,
                                      std::stop_token stop) {
    auto file = ingest::mcap::McapFile::open(path, [&](double share) {
        if (progress)
            progress(share, path.filename().string());
        return !stop.stop_requested();
    });
    if (!file)
        return tl::unexpected(file.error());
    auto info = ingest::readRecordingInfo(*file);
    if (!info)
        return tl::unexpected(info.error());
    const auto twinFile = recordedTwin(*file, *info);
    if (!twinFile)
        return tl::unexpected(twinFile.error());
    LoadedTwin loaded = loadTwin(*twinFile, progress, stop);
    if (loaded.twin == nullptr)
        return fail({.doing = "open the twin of a recording",
                     .on = twinFile->string(),
                     .found = loaded.problems.empty()
                                  ? std::string("nothing")
                                  : loaded.problems.front().message(*twinFile)});
    return OpenedRecording{std::move(*file), std::move(*info), std::move(loaded)};
}

}  // namespace gemba::app
