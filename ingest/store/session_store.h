#pragma once

#include "engine/sim/services.h"
#include "ingest/recorder.h"
#include "ingest/store/rolling_store.h"

namespace gemba::ingest {

/// What the window sees of a session's recorder and its store.
class SessionStore final : public sim::RecordingService {
 public:
    /// Both outlive it.
    SessionStore(const Recorder& recorder, const RollingStore& store)
        : m_recorder(recorder), m_store(store) {}

    [[nodiscard]] sim::RecordingStatus status() const override;

 private:
    const Recorder& m_recorder;
    const RollingStore& m_store;
};

}  // namespace gemba::ingest
