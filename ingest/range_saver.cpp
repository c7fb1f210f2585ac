#include "ingest/range_saver.h"

#include <fmt/format.h>

namespace gemba::ingest {

Result<void> RangeSaver::save(sim::SaveRequest request) {
    const std::lock_guard lock(m_mutex);
    if (m_save.state == sim::SaveStatus::State::running)
        return fail({.doing = "save the recording",
                     .on = request.file,
                     .found = m_save.file + " is still being saved",
                     .expected = "one at a time"});
    m_save = {.state = sim::SaveStatus::State::running,
              .file = request.file,
              .number = m_save.number + 1};
    m_cancelled.store(false, std::memory_order_relaxed);
    m_request = std::move(request);
    m_asked.notify_one();
    return {};
}

sim::SaveStatus RangeSaver::saveStatus() const {
    const std::lock_guard lock(m_mutex);
    return m_save;
}

void RangeSaver::run(std::stop_token stop) {
    for (;;) {
        sim::SaveRequest request;
        {
            std::unique_lock lock(m_mutex);
            if (!m_asked.wait(lock, stop, [&] { return m_request.has_value(); }))
                return;
            request = std::move(*m_request);
            m_request.reset();
        }
        saveNow(request, stop);
    }
}

// NAME-before-1.mcap and so on: one that is there is not written over.
std::filesystem::path RangeSaver::freeNameBeside(const std::filesystem::path& file) {
    for (int i = 1;; ++i) {
        std::filesystem::path name = file;
        name.replace_filename(
            fmt::format("{}-before-{}{}", file.stem().string(), i, file.extension().string()));
        std::error_code ignored;
        if (!std::filesystem::exists(name, ignored))
            return name;
    }
}

// A file is of one twin: what the range holds of those before edits goes into files beside it.
void RangeSaver::saveEarlier(RangeRequest range, SavedRange& saved, const mcap::Progress& goOn) {
    const std::filesystem::path file = range.out;
    for (UtcNs until = saved.earlierUntil; until >= range.from && until != 0;) {
        range.to = until;
        range.out = freeNameBeside(file);
        const auto earlier = saveRange(range, goOn);
        if (!earlier) {
            saved.notes.push_back(earlier.error().message());
            return;
        }
        saved.notes.push_back(
            fmt::format("what was before the edit is in {}", range.out.filename().string()));
        saved.from = earlier->from;
        saved.bytes += earlier->bytes;
        until = earlier->earlierUntil;
    }
}

void RangeSaver::saveNow(const sim::SaveRequest& request, const std::stop_token& stop) {
    RangeRequest range = m_source();
    range.from = request.from;
    range.to = request.to;
    range.out = request.file;
    const auto goOn = [&](double done) {
        const std::lock_guard lock(m_mutex);
        m_save.progress = done;
        return !stop.stop_requested() && !m_cancelled.load(std::memory_order_relaxed);
    };
    auto saved = saveRange(range, goOn);
    if (saved)
        saveEarlier(std::move(range), *saved, goOn);

    using State = sim::SaveStatus::State;
    const bool cancelled = stop.stop_requested() || m_cancelled.load(std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    if (!saved) {
        m_save.state = cancelled ? State::cancelled : State::failed;
        m_save.message = saved.error().message();
        return;
    }
    m_save.state = State::done;
    m_save.progress = 1.0;
    m_save.from = saved->from;
    m_save.to = saved->to;
    m_save.bytes = saved->bytes;
    for (const std::string& note : saved->notes)
        m_save.message += (m_save.message.empty() ? "" : "; ") + note;
}

}  // namespace gemba::ingest
