#pragma once

#include <QCoreApplication>
#include <QString>
#include <memory>
#include <string>
#include <vector>

#include "engine/render/view.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// Something about the run that the user should know of while it lasts: what, where, what to do.
struct Notice {
    enum class Kind { fault, caution };

    Kind kind = Kind::caution;
    QString text;
    render::PickId at;  ///< what to show; nothing where there is no place
    bool operator==(const Notice&) const = default;
};

/// Reads a run's conditions out of its snapshots: a stopped controller, frozen bodies, properties
/// that the plant drives no more. GUI thread.
class Notices {
    Q_DECLARE_TR_FUNCTIONS(Notices)

 public:
    /// Another twin, or none (null).
    void setTwin(std::shared_ptr<const twin::Twin> twin);
    /// What holds now, gravest first.
    [[nodiscard]] std::vector<Notice> update(const sim::Snapshot& snapshot);
    /// Whose drivers switched since the look before: lines for the log, as the engine would say
    /// them; none where none did.
    [[nodiscard]] const std::vector<std::string>& switches() const { return m_switches; }

 private:
    void stoppedController(const sim::Snapshot& snapshot, std::vector<Notice>& out) const;
    void frozenBodies(const sim::Snapshot& snapshot, std::vector<Notice>& out) const;
    void silentDrivers(const sim::Snapshot& snapshot, std::vector<Notice>& out);
    void noteSwitches(const std::vector<uint8_t>& drivers);
    [[nodiscard]] QString propertyName(size_t property) const;
    [[nodiscard]] QString bodyName(const sim::SnapshotBody& body) const;

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<uint8_t> m_drivers;   // of the last look
    std::vector<uint8_t> m_measured;  // by property: the plant drove it once
    std::vector<std::string> m_switches;
};

}  // namespace gemba::ui
