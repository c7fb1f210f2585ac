#pragma once

#include <QAbstractListModel>
#include <memory>
#include <span>
#include <vector>

#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// Where plant and model part, worst first, as sentences. A row is what it compares, not its place:
/// when the ranking changes rows move, and what is selected moves with them.
class ResidualModel final : public QAbstractListModel {
    Q_OBJECT

 public:
    enum Role {
        detailRole = Qt::UserRole,  ///< second line: segment, totals
        scoreRole,                  ///< < 1 agrees; < 0 nothing compared yet
        deviceRole,                 ///< index into Twin::devices
        signalRole,
        lackRole,  ///< property that must be bound before anything can be compared; empty: none
    };

    explicit ResidualModel(QObject* parent = nullptr);

    void setTwin(std::shared_ptr<const twin::Twin> twin);
    /// Rows in the order they come; those that name unknown devices are left out. What is estimated
    /// of a row's equipment stands beside it.
    void update(const std::vector<sim::ResidualRow>& residuals,
                std::span<const sim::ParameterEstimate> estimates = {});

    /// What is estimated of a row's equipment, as far as the residuals tell it from others.
    [[nodiscard]] std::vector<sim::ParameterEstimate> estimatesOf(const QModelIndex& index) const;
    /// "slip +6.0 ± 0.1 %"
    [[nodiscard]] static QString sentenceOf(const sim::ParameterEstimate& estimate);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
    struct Row {
        QString sentence, detail, lack;
        double score = 0.0;
        uint32_t device = 0, signal = 0;
        sim::ResidualKind kind = sim::ResidualKind::transit;
        int32_t to = -1;
        bool operator==(const Row&) const = default;
        /// The equipment is not part of it: what is late at the belt may be held at the stopper.
        [[nodiscard]] bool comparesAs(const Row& other) const {
            return kind == other.kind && signal == other.signal && to == other.to;
        }
    };

    [[nodiscard]] bool known(const sim::ResidualRow& row) const;
    [[nodiscard]] Row rowOf(const sim::ResidualRow& row,
                            std::span<const sim::ParameterEstimate> estimates) const;
    [[nodiscard]] QString lackOf(const sim::ResidualRow& row) const;
    [[nodiscard]] QString deviceName(int32_t device) const;
    /// rows.size(): it is not among them.
    [[nodiscard]] static size_t placeOf(const Row& row, const std::vector<Row>& rows);
    void dropRowsNotIn(const std::vector<Row>& next);
    void addRowsOf(const std::vector<Row>& next);
    void rankAs(const std::vector<Row>& next);

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<Row> m_rows;
    std::vector<sim::ParameterEstimate> m_estimates;  // as they came last
};

}  // namespace gemba::ui
