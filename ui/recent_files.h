#pragma once

#include <QSettings>
#include <QStringList>

namespace gemba::ui {

/// Files that were open lately, newest first, each once; kept in the settings. GUI thread.
class RecentFiles {
 public:
    static constexpr int kMax = 10;

    explicit RecentFiles(QSettings& settings) : m_settings(settings) {}

    /// Only files that still exist.
    [[nodiscard]] QStringList list() const;
    void add(const QString& path);
    void clear();
    /// Pictures of files that are no longer in the list go.
    void prunePictures() const;
    /// Where the picture of a file lies that was open, in the user's cache; there may be none.
    [[nodiscard]] static QString pictureOf(const QString& path);

 private:
    QSettings& m_settings;
};

}  // namespace gemba::ui
