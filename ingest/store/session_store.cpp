#include "ingest/store/session_store.h"

namespace gemba::ingest {

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

}  // namespace gemba::ingest
