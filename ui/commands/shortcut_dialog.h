#pragma once

#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "ui/commands/shortcuts.h"

namespace gemba::ui {

/// All commands with their keys, to be looked up and changed. Not modal. GUI thread.
class ShortcutDialog final : public QDialog {
    Q_OBJECT

 public:
    /// The shortcuts outlive it.
    ShortcutDialog(Shortcuts& shortcuts, QWidget* parent);

    [[nodiscard]] QTreeWidget& list() { return *m_list; }
    [[nodiscard]] QKeySequenceEdit& key() { return *m_key; }
    [[nodiscard]] QString said() const { return m_said->text(); }

 protected:
    void showEvent(QShowEvent* event) override;
    void customEvent(QEvent* event) override;

 private:
    void fill();
    void showRow(QTreeWidgetItem& item);
    void showRows();
    void choose();
    void set();
    void clear();
    void reset();
    void resetAll();
    void filter(const QString& text);
    void explain(const QKeySequence& key);
    [[nodiscard]] QAction* chosen() const;

    Shortcuts& m_shortcuts;
    QLineEdit* m_filter;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_key;
    QPushButton *m_set, *m_clear, *m_reset;
    QLabel* m_said;
};

}  // namespace gemba::ui
