#pragma once

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

#include "ui/models/notices.h"

namespace gemba::ui {

/// Lines above the picture: what is wrong with the run, and by what the equipment is coloured. Gone
/// when there is nothing to say. GUI thread.
class NoticeBar final : public QWidget {
    Q_OBJECT

 public:
    explicit NoticeBar(QWidget* parent);

    void setNotices(const std::vector<Notice>& notices);
    /// That what is shown has been; empty: it is now.
    void setPast(const QString& text);
    /// That the virtual plant behind the session has ended, and may be started again; empty: it
    /// runs, or there is none.
    void setPlantEnded(const QString& text);
    /// By what the equipment is coloured; empty: by nothing.
    void setLegend(const QString& text);
    /// A question that does not stop the work: a line with two answers, gone with one of them.
    struct Offer {
        QString text, yes, no;
        std::function<void(bool)> answer;
    };
    /// One that stands already is not asked twice.
    void offer(Offer offer);
    void withdrawOffers();
    /// What goes back to now.
    [[nodiscard]] QPushButton& liveButton() { return *m_past.button; }
    [[nodiscard]] QStringList texts() const;

 Q_SIGNALS:
    /// The user wants to see where it is.
    void showRequested(const gemba::render::PickId& at);
    void stopColoringRequested();
    void restartPlantRequested();
    /// The user wants to see now again.
    void liveRequested();

 protected:
    void customEvent(QEvent* event) override;

 private:
    struct Line {
        QWidget* widget = nullptr;
        QLabel* dot = nullptr;
        QLabel* text = nullptr;
        QPushButton* button = nullptr;
    };

    [[nodiscard]] Line addLine();
    void setLine(Line& line, QRgb color, const QString& text, bool button);
    void addOffer(Offer offer);
    void showIfAny();

    std::vector<Notice> m_notices;
    std::vector<Line> m_lines;  // hidden ones wait at the end
    Line m_past, m_plant, m_legend;
    std::vector<Line> m_offers;
    QVBoxLayout* m_column;
};

}  // namespace gemba::ui
