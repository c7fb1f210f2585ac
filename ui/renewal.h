#pragma once

#include <QEvent>

class QWidget;

namespace gemba::ui {

class Spoken;

/// Comes to every widget of a window whose language or look was changed while it stands, after all
/// fixed texts are said anew: who makes texts or wears colours of its own makes them anew.
class Renewal final : public QEvent {
 public:
    /// `before`: what was said in the language until now; null: the look changed.
    explicit Renewal(const Spoken* before);

    /// The renewal that this event is; null: another one.
    [[nodiscard]] static const Renewal* of(const QEvent& event);
    [[nodiscard]] const Spoken* before() const { return m_before; }

    /// To the window, and to all widgets below it, its dialogs too.
    static void tell(QWidget& window, const Spoken* before);

 private:
    const Spoken* m_before;
};

}  // namespace gemba::ui
