#pragma once

#include <QLabel>

namespace gemba::ui {

/// One line of text that gives up its middle where room is short: a signal's name says most at both
/// ends. The whole text is the tool tip.
class ElidedLabel final : public QLabel {
    Q_OBJECT

 public:
    explicit ElidedLabel(QWidget* parent);

    void setFullText(const QString& text);

 protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

 private:
    void elide();

    QString m_full;
};

}  // namespace gemba::ui
