#include "ui/notice_bar.h"

#include <QHBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {

NoticeBar::NoticeBar(QWidget* parent) : QWidget(parent), m_column(makeChild<QVBoxLayout>(this)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_column->setContentsMargins(12, 6, 8, 6);
    m_column->setSpacing(4);
    m_past = addLine();
    m_past.widget->setObjectName(QStringLiteral("past"));
    m_past.widget->setAttribute(Qt::WA_StyledBackground);
    m_past.widget->layout()->setContentsMargins(10, 4, 6, 4);
    m_past.dot->hide();
    m_past.text->setWordWrap(false);
    m_past.button->setText(tr("Back to now"));
    connect(m_past.button, &QPushButton::clicked, this, &NoticeBar::liveRequested);
    m_plant = addLine();
    m_plant.button->setText(tr("Start it again"));
    connect(m_plant.button, &QPushButton::clicked, this, &NoticeBar::restartPlantRequested);
    m_legend = addLine();
    m_legend.button->setText(tr("Stop colouring"));
    connect(m_legend.button, &QPushButton::clicked, this, &NoticeBar::stopColoringRequested);
    hide();
}

NoticeBar::Line NoticeBar::addLine() {
    Line out;
    out.widget = makeChild<QWidget>(this);
    out.dot = makeChild<QLabel>(out.widget);
    out.text = makeChild<QLabel>(out.widget);
    out.text->setWordWrap(true);
    out.text->setTextFormat(Qt::PlainText);
    out.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    out.button = makeChild<QPushButton>(out.widget, tr("Show"));
    out.button->setObjectName(QStringLiteral("small"));
    auto* row = makeChild<QHBoxLayout>(out.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace);
    row->addWidget(out.dot);
    row->addWidget(out.text, 1);
    row->addWidget(out.button, 0, Qt::AlignTop);
    m_column->addWidget(out.widget);
    out.widget->hide();
    return out;
}

void NoticeBar::setLine(Line& line, QRgb color, const QString& text, bool button) {
    line.dot->setPixmap(dot(color, devicePixelRatioF()));
    line.text->setText(text);
    line.text->setAccessibleName(text);
    line.button->setVisible(button);
    line.widget->setVisible(!text.isEmpty());
}

void NoticeBar::setNotices(const std::vector<Notice>& notices) {
    if (notices == m_notices)
        return;
    m_notices = notices;
    while (m_lines.size() < notices.size()) {
        const size_t index = m_lines.size();
        m_lines.push_back(addLine());
        connect(m_lines.back().button, &QPushButton::clicked, this, [this, index] {
            if (index < m_notices.size())
                Q_EMIT showRequested(m_notices[index].at);
        });
    }
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const Notice notice = i < notices.size() ? notices[i] : Notice{};
        setLine(
            m_lines[i],
            notice.kind == Notice::Kind::fault ? theme::colors().residual : theme::colors().stale,
            notice.text, notice.at.kind != render::PickId::Kind::nothing);
    }
    showIfAny();
}

void NoticeBar::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    setNotices(std::exchange(m_notices, {}));
    setLine(m_plant, theme::colors().residual, m_plant.text->text(), true);
    setLine(m_legend, theme::colors().accent, m_legend.text->text(), true);
    for (Line& line : m_offers)
        setLine(line, theme::colors().accent, line.text->text(), true);
}

void NoticeBar::setPast(const QString& text) {
    if (m_past.text->text() == text)
        return;
    m_past.text->setText(text);
    m_past.widget->setVisible(!text.isEmpty());
    showIfAny();
}

void NoticeBar::setPlantEnded(const QString& text) {
    if (m_plant.text->text() == text)
        return;
    setLine(m_plant, theme::colors().residual, text, true);
    showIfAny();
}

void NoticeBar::setLegend(const QString& text) {
    if (m_legend.text->text() == text)
        return;
    setLine(m_legend, theme::colors().accent, text, true);
    showIfAny();
}

void NoticeBar::offer(Offer offer) {
    const bool stands = std::any_of(m_offers.begin(), m_offers.end(), [&](const Line& line) {
        return line.text->text() == offer.text;
    });
    if (!stands)
        addOffer(std::move(offer));
    showIfAny();
}

void NoticeBar::addOffer(Offer offer) {
    Line line = addLine();
    setLine(line, theme::colors().accent, offer.text, true);
    line.button->setText(offer.yes);
    auto* no = makeChild<QPushButton>(line.widget, offer.no);
    no->setObjectName(QStringLiteral("small"));
    static_cast<QHBoxLayout*>(line.widget->layout())->addWidget(no, 0, Qt::AlignTop);
    const auto answered = [this, widget = line.widget, answer = std::move(offer.answer)](bool yes) {
        std::erase_if(m_offers, [widget](const Line& one) { return one.widget == widget; });
        widget->hide();
        widget->deleteLater();
        showIfAny();
        answer(yes);
    };
    connect(line.button, &QPushButton::clicked, this, [answered] { answered(true); });
    connect(no, &QPushButton::clicked, this, [answered] { answered(false); });
    m_offers.push_back(line);
}

void NoticeBar::withdrawOffers() {
    for (const Line& line : m_offers) {
        line.widget->hide();
        line.widget->deleteLater();
    }
    m_offers.clear();
    showIfAny();
}

void NoticeBar::showIfAny() {
    setVisible(!texts().isEmpty());
}

QStringList NoticeBar::texts() const {
    QStringList out;
    if (!m_past.text->text().isEmpty())
        out << m_past.text->text();
    if (!m_plant.text->text().isEmpty())
        out << m_plant.text->text();
    for (const Line& line : m_offers)
        out << line.text->text();
    for (const Notice& notice : m_notices)
        out << notice.text;
    if (!m_legend.text->text().isEmpty())
        out << m_legend.text->text();
    return out;
}

}  // namespace gemba::ui
