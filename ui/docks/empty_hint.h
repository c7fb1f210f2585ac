#pragma once

#include <QLabel>
#include <QStackedWidget>

namespace gemba::ui {

/// A widget, or where it has nothing to show, a sentence that says why and what to do.
class EmptyHint final : public QStackedWidget {
    Q_OBJECT

 public:
    /// Takes `content` as its child.
    EmptyHint(QWidget* content, const QString& sentence, QWidget* parent);

    void setEmpty(bool empty);
    void setSentence(const QString& sentence);

 private:
    QWidget* m_content;
    QLabel* m_label;
};

}  // namespace gemba::ui
