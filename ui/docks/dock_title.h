#pragma once

#include <QWidget>

namespace gemba::ui {

/// The bar with a dock's name and its two buttons; folds away to nothing.
class DockTitle final : public QWidget {
    Q_OBJECT

 public:
    DockTitle(const QString& title, QWidget* parent);

    void setFolded(bool folded);
    [[nodiscard]] bool folded() const { return m_folded; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
    void detachRequested();
    void closeRequested();

 private:
    bool m_folded = false;
};

}  // namespace gemba::ui
