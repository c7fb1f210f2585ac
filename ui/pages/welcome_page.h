#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <QWidget>

namespace gemba::ui {

/// Shown while nothing is open: one thing to do, and what was open lately.
class WelcomePage final : public QWidget {
    Q_OBJECT

 public:
    explicit WelcomePage(QWidget* parent);

    /// Newest first.
    void setRecent(const QStringList& paths);
    /// What is going on, below the buttons; empty: nothing.
    void setNote(const QString& text);
    [[nodiscard]] QPushButton& watchButton() { return *m_watch; }
    [[nodiscard]] const QList<QPushButton*>& recentButtons() const { return m_recent; }

 Q_SIGNALS:
    void watchRequested();
    void browseRequested();
    void newRequested();
    void openRequested(const QString& path);

 protected:
    void customEvent(QEvent* event) override;

 private:
    void showIcon();

    QStringList m_paths;
    QLabel* m_icon;
    QPushButton* m_watch;
    QLabel* m_note;
    QGridLayout* m_list;
    QWidget* m_listHead;
    QList<QPushButton*> m_recent;
};

}  // namespace gemba::ui
