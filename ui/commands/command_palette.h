#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QWidget>

#include "ui/commands/command.h"

namespace gemba::ui {

/// Everything that can be done, found by typing some of its letters: Ctrl+K. Up and down choose,
/// Enter does it, Esc leaves. GUI thread.
class CommandPalette final : public QWidget {
    Q_OBJECT

 public:
    /// The settings keep what was used last, and outlive it.
    CommandPalette(QSettings& settings, QWidget* window);

    /// Opens above the window with these commands.
    void open(QList<Command> commands);
    [[nodiscard]] QLineEdit& input() { return *m_input; }
    [[nodiscard]] QListWidget& list() { return *m_list; }

 protected:
    bool event(QEvent* event) override;
    void customEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    void search();
    void run(int row);
    [[nodiscard]] QStringList recent() const;

    QSettings& m_settings;
    QLineEdit* m_input;
    QListWidget* m_list;
    QLabel* m_nothing;
    QList<Command> m_all, m_found;
};

}  // namespace gemba::ui
