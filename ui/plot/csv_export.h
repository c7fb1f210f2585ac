#pragma once

#include <QObject>
#include <QSaveFile>
#include <QTimer>
#include <memory>
#include <optional>

#include "engine/signals/series_csv.h"

namespace gemba::ui {

/// Writes a table between the events of the window, a few milliseconds at a time: nothing waits for
/// it, and it can be cancelled. The file appears when all of it is written. GUI thread.
class CsvExport final : public QObject {
    Q_OBJECT

 public:
    explicit CsvExport(QObject* parent);

    /// The history of `csv` must not end before finished() or cancel().
    void start(const QString& path, signals::SeriesCsv csv);
    /// Leaves nothing behind. Also when nothing is written.
    void cancel();
    [[nodiscard]] bool running() const { return m_csv.has_value(); }

 Q_SIGNALS:
    void progressed(double share);
    /// For the user; of a failure with its reason.
    void finished(const QString& message);

 private:
    void goOn();
    void end(const QString& message);

    std::optional<signals::SeriesCsv> m_csv;
    std::unique_ptr<QSaveFile> m_file;
    QTimer m_timer;
    std::string m_piece;
};

}  // namespace gemba::ui
