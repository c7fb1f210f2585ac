#include "ui/plot/signal_mime.h"

#include <memory>

namespace gemba::ui {

// Whoever drags takes it over, as QMimeData is handed on in Qt.
QMimeData* signalMime(const QStringList& names) {
    auto data = std::make_unique<QMimeData>();
    const QString text = names.join(u'\n');
    data->setData(QLatin1String(kSignalMime), text.toUtf8());
    data->setText(text);
    return data.release();
}

QStringList signalsOf(const QMimeData& data) {
    return QString::fromUtf8(data.data(QLatin1String(kSignalMime)))
        .split(u'\n', Qt::SkipEmptyParts);
}

}  // namespace gemba::ui
