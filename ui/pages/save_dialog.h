#pragma once

#include <QDateTimeEdit>
#include <QDialog>
#include <QRadioButton>

#include "engine/sim/services.h"

namespace gemba::ui {

/// Which range of the recording to save: the last minutes, all, or from one time to another.
class SaveDialog final : public QDialog {
    Q_OBJECT

 public:
    enum class Range { lastMinutes, everything, between };
    static constexpr int kLastMinutes = 10;

    /// `status` says how far the recording reaches.
    SaveDialog(const sim::RecordingStatus& status, QWidget* parent);

    void choose(Range range);
    void setBetween(UtcNs from, UtcNs to);
    /// What was chosen, without a file.
    [[nodiscard]] sim::SaveRequest request() const;

 private:
    UtcNs m_until;
    QRadioButton* m_last;
    QRadioButton* m_all;
    QRadioButton* m_between;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
};

}  // namespace gemba::ui
