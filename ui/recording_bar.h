#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include "engine/sim/look_back.h"
#include "engine/sim/services.h"

namespace gemba::ui {

/// The status bar's word on the recording: since when, how much, how far back, or in red what is
/// wrong and what to do; and a range being saved, with the way out of it. GUI thread.
class RecordingBar final : public QWidget {
    Q_OBJECT

 public:
    explicit RecordingBar(QWidget* parent);

    /// Null: nothing is recorded, nothing can be saved. They live until the next call.
    void setServices(sim::RecordingService* recording, sim::SavingService* saving);
    /// Looks at the service; a timer does this four times a second.
    void look();
    [[nodiscard]] QString text() const { return m_text->text(); }
    [[nodiscard]] bool isBad() const { return m_bad; }

    /// Asks which range and where to, and saves it. `reach` is all there is, `chosen` what the user
    /// chose of it before; empty: nothing.
    void askAndSave(sim::TimeRange reach, sim::TimeRange chosen);
    void save(sim::SaveRequest request);

 Q_SIGNALS:
    /// Whether there is something that can be saved.
    void canSaveChanged(bool can);
    /// A word to the user, on the end of a saving.
    void said(const QString& message);

 protected:
    void customEvent(QEvent* event) override;

 private:
    void show(const QString& text, bool bad);
    void showSaving(const sim::SaveStatus& saving);
    [[nodiscard]] bool showRecording(const sim::RecordingStatus& status);

    sim::RecordingService* m_recording = nullptr;
    sim::SavingService* m_saving = nullptr;
    QLabel* m_text;
    QPushButton* m_cancel;
    QTimer m_timer;
    bool m_bad = false;
    bool m_canSave = false;
    uint64_t m_saidOf = 0;  // the saving whose end was told
};

}  // namespace gemba::ui
