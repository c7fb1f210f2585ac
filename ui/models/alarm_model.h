#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// The alarms that somebody should look at, active or not acknowledged: those to be acknowledged
/// first, then by priority, then the newest.
class AlarmModel final : public QAbstractTableModel {
    Q_OBJECT

 public:
    enum Column { state, text, priority, raised, columns };
    enum Role {
        alarmRole = Qt::UserRole,  ///< index into Twin::alarms
        deviceRole,                ///< index into Twin::devices; -1: a source
        utcRole,                   ///< when it was raised
        waitsRole,                 ///< it is not acknowledged
    };

    explicit AlarmModel(QObject* parent = nullptr);

    void setTwin(std::shared_ptr<const twin::Twin> twin);
    void update(const std::vector<sim::AlarmRow>& alarms);
    /// How many are not acknowledged.
    [[nodiscard]] int waiting() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

 private:
    struct Row {
        uint32_t alarm = 0;
        bool active = false, acknowledged = false;
        UtcNs raised = 0;
        bool operator==(const Row&) const = default;
    };

    [[nodiscard]] QVariant textOf(const Row& row, int column) const;
    [[nodiscard]] static QString stateOf(const Row& row);

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<Row> m_rows;
};

}  // namespace gemba::ui
