#include "ui/plot/csv_export.h"

#include <QElapsedTimer>
#include <utility>

#include "ui/format.h"

namespace gemba::ui {
namespace {

// Of the GUI thread at once: half a frame.
constexpr qint64 kSliceMs = 6;

}  // namespace

CsvExport::CsvExport(QObject* parent) : QObject(parent) {
    connect(&m_timer, &QTimer::timeout, this, &CsvExport::goOn);
}

void CsvExport::start(const QString& path, signals::SeriesCsv csv) {
    cancel();
    m_file = std::make_unique<QSaveFile>(path);
    const std::string header = signals::SeriesCsv::header();
    if (!m_file->open(QIODevice::WriteOnly) ||
        m_file->write(header.data(), static_cast<qint64>(header.size())) < 0) {
        end(tr("Not written: %1: %2").arg(path, m_file->errorString()));
        return;
    }
    m_csv.emplace(std::move(csv));
    m_timer.start(0);
}

void CsvExport::goOn() {
    QElapsedTimer clock;
    clock.start();
    do {
        if (!m_csv->next(m_piece)) {
            const QString path = m_file->fileName();
            end(m_file->commit()
                    ? tr("%1 rows written to %2").arg(format::count(m_csv->rows()), path)
                    : tr("Not written: %1: %2").arg(path, m_file->errorString()));
            return;
        }
        if (m_file->write(m_piece.data(), static_cast<qint64>(m_piece.size())) < 0) {
            end(tr("Not written: %1: %2").arg(m_file->fileName(), m_file->errorString()));
            return;
        }
    } while (clock.elapsed() < kSliceMs);
    Q_EMIT progressed(m_csv->progress());
}

void CsvExport::end(const QString& message) {
    m_timer.stop();
    m_csv.reset();
    m_file.reset();
    Q_EMIT finished(message);
}

void CsvExport::cancel() {
    if (m_file != nullptr)
        m_file->cancelWriting();
    m_timer.stop();
    m_csv.reset();
    m_file.reset();
}

}  // namespace gemba::ui
