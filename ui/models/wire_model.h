#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/sim/wire.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// What comes over the wire, a row a value, with what it is bound to.
class WireModel final : public QAbstractTableModel {
    Q_OBJECT

 public:
    enum Column { name, value, rate, age, bound, columns };
    enum Role { sortRole = Qt::UserRole };

    using Values = std::shared_ptr<const std::vector<sim::WireValue>>;

    /// Null: nothing.
    void setTwin(std::shared_ptr<const twin::Twin> twin);
    /// Other rows only where there are others: else their texts change. `now`: UTC.
    void update(Values values, UtcNs now);
    /// Of a row; null beyond the last.
    [[nodiscard]] const sim::WireValue* at(int row) const;
    /// What a signal is bound to: "infeed.speed"; empty: to nothing.
    [[nodiscard]] QString boundTo(const std::string& signal) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

 private:
    [[nodiscard]] QString text(const sim::WireValue& value, int column) const;

    Values m_values;
    UtcNs m_now = 0;
    std::shared_ptr<const twin::Twin> m_twin;
    std::unordered_map<std::string, QString> m_bound;  // by signal
};

}  // namespace gemba::ui
