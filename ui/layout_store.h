#pragma once

#include <QByteArray>
#include <QMainWindow>
#include <QSettings>
#include <QStringList>

namespace gemba::ui {

/// Keeps where the docks stand between starts, and knows the way back to the first arrangement.
/// GUI thread.
class LayoutStore {
 public:
    LayoutStore(QMainWindow& window, QSettings& settings)
        : m_window(window), m_settings(settings) {}

    /// The arrangement as built: what reset() returns to.
    void rememberDefault() { m_default = m_window.saveState(kVersion); }
    void save();
    void saveGeometry();
    /// The window's place of last time. False: there was none.
    bool restoreGeometry();
    /// Docks as last time; the default where there was none, or one of an older version.
    void restoreDocks();
    void reset() { m_window.restoreState(m_default, kVersion); }

    /// Arrangements that the user named, by name.
    [[nodiscard]] QStringList names() const;
    /// The present one, in the place of one of that name.
    void saveAs(const QString& name);
    /// False: it is of an older version, or there is none.
    bool apply(const QString& name);
    void remove(const QString& name);

 private:
    // Raised when docks are added or renamed: an older arrangement is not restored.
    static constexpr int kVersion = 5;

    QMainWindow& m_window;
    QSettings& m_settings;
    QByteArray m_default;
};

}  // namespace gemba::ui
