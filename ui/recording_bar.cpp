#include "ui/recording_bar.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>

#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/pages/save_dialog.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kLookMs = 250;
constexpr int64_t kNsPerMs = 1'000'000;

[[nodiscard]] QString clockOf(UtcNs utc) {
    return QDateTime::fromMSecsSinceEpoch(utc / kNsPerMs).toString(QStringLiteral("HH:mm:ss"));
}

[[nodiscard]] QString sizeOf(uint64_t bytes) {
    return QLocale::c().formattedDataSize(static_cast<qint64>(bytes), bytes < 1'000'000'000 ? 0 : 1,
                                          QLocale::DataSizeSIFormat);
}

}  // namespace

RecordingBar::RecordingBar(QWidget* parent)
    : QWidget(parent),
      m_text(makeChild<QLabel>(this)),
      m_cancel(makeChild<QPushButton>(this, tr("Cancel"))) {
    m_text->setFont(theme::caption());
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAccessibleName(tr("Recording"));
    m_cancel->setObjectName(QStringLiteral("small"));
    m_cancel->setFont(theme::caption());
    m_cancel->setToolTip(tr("Do not save it; recording goes on"));
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_saving != nullptr)
            m_saving->cancelSave();
    });
    auto* layout = makeChild<QHBoxLayout>(this);
    layout->setContentsMargins(10, 0, 6, 0);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_text);
    layout->addWidget(m_cancel);
    connect(&m_timer, &QTimer::timeout, this, &RecordingBar::look);
    hide();
}

void RecordingBar::setServices(sim::RecordingService* recording, sim::SavingService* saving) {
    m_recording = recording;
    m_saving = saving;
    m_saidOf = saving != nullptr ? saving->saveStatus().number : 0;
    m_cancel->hide();
    setVisible(recording != nullptr);
    if (saving != nullptr) {
        m_timer.start(kLookMs);
        look();
        return;
    }
    m_timer.stop();
    m_canSave = false;
    Q_EMIT canSaveChanged(false);
}

void RecordingBar::customEvent(QEvent* event) {
    if (Renewal::of(*event) != nullptr)
        look();
}

// A file has nothing to say here but that a range of it is being saved.
void RecordingBar::look() {
    if (m_saving == nullptr)
        return;
    const sim::SaveStatus saving = m_saving->saveStatus();
    const bool running = saving.state == sim::SaveStatus::State::running;
    m_cancel->setVisible(running);
    bool any = true;
    if (running)
        show(tr("saving %1 … %2 %")
                 .arg(QFileInfo(format::text(saving.file)).fileName())
                 .arg(qRound(saving.progress * 100.0)),
             false);
    else if (m_recording != nullptr)
        any = showRecording(m_recording->status());
    setVisible(running || m_recording != nullptr);
    showSaving(saving);
    const bool can = !running && any;
    if (can != m_canSave) {
        m_canSave = can;
        Q_EMIT canSaveChanged(can);
    }
}

void RecordingBar::show(const QString& text, bool bad) {
    if (m_text->text() != text)
        m_text->setText(text);
    m_bad = bad;
    theme::setBad(*m_text, bad);
}

// False: nothing is recorded yet.
bool RecordingBar::showRecording(const sim::RecordingStatus& status) {
    QString hint = tr("The recordings lie in %1").arg(format::text(status.folder));
    if (!status.firstProblem.empty())
        hint += QLatin1Char('\n') + format::said(status.firstProblem);
    m_text->setToolTip(hint);
    if (!status.problem.empty()) {
        show(tr("not recording: %1").arg(format::said(status.problem)), true);
        return status.since != 0;
    }
    if (!status.recording || status.since == 0) {
        show(tr("recording begins …"), false);
        return status.since != 0;
    }
    QString text = tr("recording since %1 · %2 · %3 back")
                       .arg(clockOf(status.since), sizeOf(status.bytes),
                            format::age(std::max(kNsPerSecond, steadyUtcNow() - status.since)));
    if (status.lost > 0)
        text += tr(" · %1 lost").arg(format::count(status.lost));
    show(text, status.lost > 0);
    return true;
}

// Told once, at its end.
void RecordingBar::showSaving(const sim::SaveStatus& saving) {
    using State = sim::SaveStatus::State;
    if (saving.number == m_saidOf || saving.state == State::none || saving.state == State::running)
        return;
    m_saidOf = saving.number;
    const QString name = QFileInfo(format::text(saving.file)).fileName();
    if (saving.state == State::cancelled)
        Q_EMIT said(tr("%1 was not saved.").arg(name));
    else if (saving.state == State::failed)
        Q_EMIT said(tr("%1 could not be saved: %2").arg(name, format::said(saving.message)));
    else
        Q_EMIT said(tr("%1 saved: %2 to %3, %4. %5")
                        .arg(name, clockOf(saving.from), clockOf(saving.to), sizeOf(saving.bytes),
                             format::said(saving.message)));
}

void RecordingBar::askAndSave(sim::TimeRange reach, sim::TimeRange chosen) {
    if (m_saving == nullptr)
        return;
    SaveDialog dialog(reach, chosen, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    sim::SaveRequest request = dialog.request();
    const UtcNs from = std::max(request.from, reach.from);
    const QString name = QDateTime::fromMSecsSinceEpoch(from / kNsPerMs)
                             .toString(QStringLiteral("yyyy-MM-dd_HH-mm-ss")) +
                         QStringLiteral(".mcap");
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save recording"), name, tr("Recordings (*.mcap)"));
    if (path.isEmpty())
        return;
    request.file = path.toStdString();
    save(std::move(request));
}

// While the question stood, the session may have ended.
void RecordingBar::save(sim::SaveRequest request) {
    if (m_saving == nullptr)
        return;
    if (auto begun = m_saving->save(std::move(request)); !begun)
        Q_EMIT said(format::said(begun.error()));
    look();
}

}  // namespace gemba::ui
