#include "ingest/store/session_store.h"

namespace gemba::ingest {

SessionStore::SessionStore(const Recorder& recorder, const RollingStore& store, int64_t delayNs,
                           std::function<std::vector<RecordedFile>()> files)
    : m_recorder(recorder), m_store(store), m_delayNs(delayNs), m_files(std::move(files)) {}

sim::RecordingStatus SessionStore::status() const {
    const RecorderStatus recorder = m_recorder.status();
    const StoreStatus store = m_store.status();
    sim::RecordingStatus out;
    out.problem = recorder.error;
    out.firstProblem = recorder.lastError;
    out.recording = recorder.files > 0 && recorder.error.empty();
    out.since = store.since;
    out.durableUntil = recorder.durableUntil;
    out.bytes = store.bytes;
    out.lost = recorder.lost + recorder.droppedMessages + recorder.droppedTicks;
    out.folder = store.folder.string();
    return out;
}

Result<void> SessionStore::save(sim::SaveRequest request) {
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

sim::SaveStatus SessionStore::saveStatus() const {
    const std::lock_guard lock(m_mutex);
    return m_save;
}

void SessionStore::run(std::stop_token stop) {
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

void SessionStore::saveNow(const sim::SaveRequest& request, const std::stop_token& stop) {
    RangeRequest range{.from = request.from,
                       .to = request.to,
                       .delayNs = m_delayNs,
                       .out = request.file,
                       .files = m_files()};
    for (StoredSegment& segment : m_store.segments())
        range.segments.push_back(std::move(segment.file));
    const auto goOn = [&](double done) {
        const std::lock_guard lock(m_mutex);
        m_save.progress = done;
        return !stop.stop_requested() && !m_cancelled.load(std::memory_order_relaxed);
    };
    const auto saved = saveRange(range, goOn);

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
