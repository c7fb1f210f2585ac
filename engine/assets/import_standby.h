#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/assets/import_process.h"

namespace gemba::assets {

/// Keeps one importer started and linked, so that the first of the next imports does not wait for
/// that: a third of the time of a middling model. For a program that stays open; it costs the
/// memory of a process that does nothing (about 30 MB). Any thread.
class ImportStandby {
 public:
    /// Starts the first. Where it cannot be started, nothing stands by, and the import that needs
    /// one says why.
    ImportStandby();
    /// Ends the one that waits, and those that were taken and still work.
    ~ImportStandby();

    /// The one that waits, if any.
    [[nodiscard]] std::optional<ImportProcess> take();
    /// Wishes for another, should none wait. Returns at once.
    void refill();
    /// Blocks until one stands by, ready to work. False after ten seconds without.
    [[nodiscard]] bool waitReady();

 private:
    void work(std::stop_token stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<ImportProcess> m_waiting;  // guarded by m_mutex
    bool m_wanted = true;                    // guarded by m_mutex
    bool m_starting = false;                 // guarded by m_mutex
    // Starts them all: a child ends with the thread that started it.
    std::jthread m_thread;
};

}  // namespace gemba::assets
