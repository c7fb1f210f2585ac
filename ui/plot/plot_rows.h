#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "engine/signals/signal_table.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// What a plot must know of a signal, at SignalNames' indices.
struct SignalTraits {
    QString title;     ///< what it is bound to, "infeed.speed": what people know
    QString fullName;  ///< as on the wire
    QString unit;
    bool lane = false;       ///< on or off: shown as a lane
    bool whole = false;      ///< counts or numbers states: may be shown as a lane
    bool compared = false;   ///< has residuals
    bool simulated = false;  ///< the model has it too
};

[[nodiscard]] std::vector<SignalTraits> traitsOf(const twin::Twin& twin,
                                                 const signals::SignalNames& names);

/// Measured, simulated and residual of one signal, which belong together.
struct PlotSignal {
    uint32_t signal = 0;
    uint32_t color = 0;  ///< its place in plotColors(), no other's of its row
    bool measured = true, simulated = true, residual = true;
};

/// One of the plots that stand above each other.
struct PlotRow {
    std::vector<PlotSignal> signals;
    bool lanes = false;
};

/// Which signals stand in which row. Each is in one row only. Plain, one thread.
class PlotRows {
 public:
    static constexpr int kNewRow = -1;
    /// More is no longer a picture, and colours that all can tell apart are few.
    static constexpr size_t kMostInRow = 6, kMostRows = 12;

    /// Other signals: nothing is plotted.
    void setTraits(std::vector<SignalTraits> traits);
    [[nodiscard]] const SignalTraits& traits(uint32_t signal) const { return m_traits[signal]; }
    [[nodiscard]] size_t signalCount() const { return m_traits.size(); }

    [[nodiscard]] const std::vector<PlotRow>& rows() const { return m_rows; }
    [[nodiscard]] bool empty() const { return m_rows.empty(); }
    /// The row that it is in; -1: in none.
    [[nodiscard]] int rowOf(uint32_t signal) const;
    [[nodiscard]] PlotSignal* find(uint32_t signal);

    /// Into a row, or as a new row at a place; taken out of where it was. A row of another kind, or
    /// a full one, gets a new row below it. False: there is no room.
    bool add(uint32_t signal, int row = kNewRow);
    bool insert(uint32_t signal, int at);
    void remove(uint32_t signal);
    void removeRow(int row);
    void moveRow(int row, int to);
    void setLanes(int row, bool lanes);
    void clear();

    /// For the settings, by names; empty where nothing is plotted. What setText() did not find
    /// stands in it still, to be there again when its signal is, unless its row was removed.
    [[nodiscard]] QString text() const;
    void setText(const QString& text);

 private:
    /// Was plotted, and has no signal now.
    struct Absent {
        QJsonObject entry;
        qsizetype row, place;  // where it stood
        bool lanes;
        std::optional<uint32_t> with;  // a signal of its row; none: they are all absent
    };

    void putBack(QJsonArray& rows) const;

    std::vector<SignalTraits> m_traits;
    std::vector<PlotRow> m_rows;
    std::vector<Absent> m_absent;
};

}  // namespace gemba::ui
