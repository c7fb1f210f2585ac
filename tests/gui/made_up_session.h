#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/signals/history.h"
#include "ui/session_link.h"

namespace gemba::test {

/// A small packing cell that nobody simulates: twin, snapshots and history built by hand, so that a
/// test says exactly what the window sees.
class MadeUpSession {
 public:
    MadeUpSession();
    /// Of a twin that has what madeUpTwin() has, by the same names.
    explicit MadeUpSession(std::shared_ptr<const twin::Twin> of);

    [[nodiscard]] ui::SessionLink link();
    /// Gives the window a snapshot, as the session would.
    void publish();
    /// Carton 17, in slot 4, which fell through the floor at 3.20, 0.10, -51.00.
    void addFrozenCarton();

    [[nodiscard]] uint32_t device(const std::string& id) const;
    [[nodiscard]] uint32_t signal(const std::string& name) const;
    [[nodiscard]] double& property(const std::string& device, const std::string& name);

    static constexpr UtcNs kNow = 1'790'000'000 * kNsPerSecond;

    sim::Snapshot next;  ///< what publish() hands over
    std::vector<sim::Command> posted;
    bool full = false;  ///< the command ring refuses
    std::vector<sim::LinkStatus> links;
    std::shared_ptr<const twin::Twin> twin;
    std::shared_ptr<const signals::SignalNames> names;
    std::unique_ptr<signals::History> history;

 private:
    void fillSignals();
    void fillHistory();
    void fillSources();

    TripleBuffer<sim::Snapshot> m_window;
};

/// The packing cell as if read from a file.
[[nodiscard]] std::shared_ptr<twin::Twin> madeUpTwin();

}  // namespace gemba::test
