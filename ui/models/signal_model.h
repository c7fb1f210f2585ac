#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "engine/signals/signal_table.h"
#include "engine/sim/snapshot.h"

namespace gemba::ui {

/// All bound signals with their two values. Cells are kept as text and announced only where the
/// text changed, so that a view repaints what moved and nothing else.
class SignalModel final : public QAbstractTableModel {
    Q_OBJECT

 public:
    enum Column { name, measured, simulated, unit, quality, provenance, rate, age, columns };
    enum Role { signalRole = Qt::UserRole, sortRole, fullNameRole };

    explicit SignalModel(QObject* parent = nullptr);

    /// The unit in which a signal is sent.
    [[nodiscard]] static QString unitOf(const twin::Twin& twin, const signals::SignalNames& names,
                                        uint32_t signal);

    void setNames(std::shared_ptr<const signals::SignalNames> names,
                  std::shared_ptr<const twin::Twin> twin);
    /// States at the names' indices; surplus ones are ignored. `now`: UTC, for ages.
    void update(const std::vector<signals::SignalState>& states, UtcNs now);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    /// Their names, for a plot.
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;

 private:
    struct Row {
        QString text[columns];
        signals::Quality quality = signals::Quality::none;
        double rate = 0.0;
        int64_t age = 0;
    };

    [[nodiscard]] static Row rowOf(const signals::SignalState& state, UtcNs now);
    [[nodiscard]] QString toolTip(int row, int column) const;
    [[nodiscard]] QString fullName(int row) const;
    [[nodiscard]] static QVariant color(const Row& row, int column);

    std::shared_ptr<const signals::SignalNames> m_names;
    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<Row> m_rows;
    QString m_shared;  // what all names begin with, up to a slash: not said in each row
};

}  // namespace gemba::ui
