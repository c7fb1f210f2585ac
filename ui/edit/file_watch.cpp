#include "ui/edit/file_watch.h"

#include <QFileInfo>

namespace gemba::ui {
namespace {
constexpr int kRestsMs = 400;  // a model of megabytes is written in several steps
}  // namespace

FileWatch::FileWatch(QObject* parent) : QObject(parent) {
    m_rests.setSingleShot(true);
    m_rests.setInterval(kRestsMs);
    const auto stir = [this] {
        if (!m_files.isEmpty())
            m_rests.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, stir);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, stir);
    connect(&m_rests, &QTimer::timeout, this, &FileWatch::judge);
}

void FileWatch::watch(const QStringList& files) {
    m_rests.stop();
    if (const QStringList before = m_watcher.files() + m_watcher.directories(); !before.isEmpty())
        m_watcher.removePaths(before);
    m_files.clear();
    for (const QString& file : files)
        m_files.insert(file, stateOf(file));
    follow();
}

FileWatch::State FileWatch::stateOf(const QString& file) {
    const QFileInfo info(file);
    return info.exists() ? State{info.lastModified(), info.size()} : State{};
}

// A file that was replaced is another one for the watcher.
void FileWatch::follow() {
    QStringList paths;
    const auto add = [&](const QString& path, const QStringList& known) {
        if (!known.contains(path) && !paths.contains(path) && QFileInfo::exists(path))
            paths << path;
    };
    const QStringList files = m_watcher.files(), folders = m_watcher.directories();
    for (auto at = m_files.constBegin(); at != m_files.constEnd(); ++at) {
        add(at.key(), files);
        add(QFileInfo(at.key()).path(), folders);
    }
    if (!paths.isEmpty())
        m_watcher.addPaths(paths);
}

void FileWatch::judge() {
    QStringList out;
    for (auto at = m_files.begin(); at != m_files.end(); ++at) {
        const State now = stateOf(at.key());
        if (now != at.value())
            out << at.key();
        at.value() = now;
    }
    follow();
    if (!out.isEmpty())
        Q_EMIT changed(out);
}

}  // namespace gemba::ui
