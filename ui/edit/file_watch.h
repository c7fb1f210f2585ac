#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QMap>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace gemba::ui {

/// Tells when files were written, made anew, or went; once, after the hand that writes rests. Their
/// folders are watched too, since most programs put a new file in the place of the old one. GUI
/// thread.
class FileWatch final : public QObject {
    Q_OBJECT

 public:
    explicit FileWatch(QObject* parent = nullptr);

    /// These and no others, as they are now. Absolute paths.
    void watch(const QStringList& files);

 Q_SIGNALS:
    void changed(const QStringList& files);

 private:
    struct State {
        QDateTime written;
        qint64 size = -1;  ///< there is none
        bool operator==(const State&) const = default;
    };

    [[nodiscard]] static State stateOf(const QString& file);
    void follow();
    void judge();

    QFileSystemWatcher m_watcher;
    QMap<QString, State> m_files;
    QTimer m_rests;
};

}  // namespace gemba::ui
