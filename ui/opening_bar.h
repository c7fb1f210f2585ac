#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace gemba::ui {

/// What is being opened, and the way out of it. Hidden while nothing is. GUI thread.
class OpeningBar final : public QWidget {
    Q_OBJECT

 public:
    explicit OpeningBar(QWidget* parent);

    /// Empty: nothing is being opened any more.
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_text->text(); }
    [[nodiscard]] QPushButton& cancelButton() { return *m_cancel; }

 Q_SIGNALS:
    void cancelled();

 private:
    QLabel* m_text;
    QPushButton* m_cancel;
};

}  // namespace gemba::ui
