#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "engine/analysis/spread.h"
#include "engine/sim/futures.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// What flows in the futures, a measure a row: as it is, with the changes, and what the changes
/// make of it. The interval beside a mean is where the plant's own future lies with 95 %, that
/// beside a difference where its mean does.
class FuturesModel final : public QAbstractTableModel {
    Q_OBJECT

 public:
    enum Column { measure, asItIs, changed, difference, columns };
    enum Role { clearRole = Qt::UserRole };  ///< difference: its interval leaves out zero

    explicit FuturesModel(QObject* parent = nullptr);

    /// Both may be null.
    void show(std::shared_ptr<const twin::Twin> twin,
              std::shared_ptr<const sim::FutureResults> results);

    /// Where there is little room: intervals of the variants stand in their tool tips.
    void setBrief(bool brief);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

 private:
    struct Row {
        QString name;
        int decimals = 1;
        analysis::Spread asItIs, changed, difference;  ///< n 0: nothing to show
    };

    /// `step`: what the measure comes in multiples of; 0: any number.
    template <class Measure>
    void addRow(const QString& name, int decimals, double step, Measure value);
    [[nodiscard]] QString textOf(const Row& row, int column) const;

    std::shared_ptr<const sim::FutureResults> m_results;
    std::vector<Row> m_rows;
    bool m_brief = false;
};

}  // namespace gemba::ui
