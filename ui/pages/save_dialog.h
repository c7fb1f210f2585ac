#pragma once

#include <QDateTimeEdit>
#include <QDialog>
#include <QRadioButton>

#include "engine/sim/look_back.h"
#include "engine/sim/services.h"

namespace gemba::ui {

/// Which range of the recording to save: the last minutes, all, or from one time to another.
class SaveDialog final : public QDialog {
    Q_OBJECT

 public:
    enum class Range { lastMinutes, everything, between, chosen };
    static constexpr int kLastMinutes = 10;

    /// `reach` is all of the recording; a range that was `chosen` before is offered first.
    SaveDialog(sim::TimeRange reach, sim::TimeRange chosen, QWidget* parent);

    void choose(Range range);
    void setBetween(UtcNs from, UtcNs to);
    /// What was chosen, without a file.
    [[nodiscard]] sim::SaveRequest request() const;

 private:
    UtcNs m_until;
    sim::TimeRange m_range;  // chosen before
    QRadioButton* m_last;
    QRadioButton* m_all;
    QRadioButton* m_between;
    QRadioButton* m_chosen;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
};

}  // namespace gemba::ui
