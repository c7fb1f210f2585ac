#pragma once

#include <QAction>
#include <QKeySequence>
#include <QSettings>
#include <vector>

namespace gemba::ui {

/// The keys of the window's actions: as they come, or as the user chose. An action is known by its
/// object name ("file.open"), which is the same in every language. GUI thread.
class Shortcuts {
 public:
    struct Row {
        QAction* action = nullptr;
        QList<QKeySequence> standard;
    };

    /// Both outlive it: the actions are below `window`.
    Shortcuts(const QObject& window, QSettings& settings);

    /// By where they stand: "file", "view" …
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    /// Who has this key; null: nobody. A key that begins another one counts as the same.
    [[nodiscard]] const QAction* holder(const QKeySequence& key) const;
    /// An empty key: none. False, and nothing changes, where another action has it.
    bool set(const QAction& action, const QKeySequence& key);
    /// Back to what comes with the program. False where another action has that key now.
    bool reset(const QAction& action);
    void resetAll();
    [[nodiscard]] bool isStandard(const QAction& action) const;

 private:
    [[nodiscard]] const Row* rowOf(const QAction& action) const;

    QSettings& m_settings;
    std::vector<Row> m_rows;
};

/// "&Save as …" as it is read: "Save as".
[[nodiscard]] QString plainTitle(const QString& text);

}  // namespace gemba::ui
