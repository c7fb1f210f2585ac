#include "ui/docks/source_card.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kColumns = 4;

[[nodiscard]] QLabel* captionLabel(QWidget* parent, const QString& text) {
    auto* out = makeChild<QLabel>(parent, text);
    out->setObjectName(QStringLiteral("caption"));
    out->setFont(theme::caption());
    return out;
}

// Setting the same text again would lay out and paint again.
void setTextIfOther(QLabel& label, const QString& text) {
    if (label.text() != text)
        label.setText(text);
}

}  // namespace

SourceCard::SourceCard(QWidget* parent)
    : QWidget(parent),
      m_dot(makeChild<QLabel>(this)),
      m_name(makeChild<QLabel>(this)),
      m_state(captionLabel(this, {})),
      m_endpoint(captionLabel(this, {})),
      m_reason(makeChild<QLabel>(this)) {
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    m_reason->setObjectName(QStringLiteral("error"));
    m_reason->setWordWrap(true);
    m_reason->hide();
    m_endpoint->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* head = makeLayout<QHBoxLayout>();
    head->setSpacing(theme::kSpace);
    head->addWidget(m_dot);
    head->addWidget(m_name);
    head->addWidget(m_endpoint, 1);
    head->addWidget(m_state);
    auto* grid = makeLayout<QGridLayout>();
    grid->setHorizontalSpacing(2 * theme::kSpace);
    grid->setVerticalSpacing(0);
    const QString titles[figures] = {tr("Rate"),    tr("Messages"),    tr("Lost"),
                                     tr("Clock"),   tr("Rejected"),    tr("Duplicates"),
                                     tr("Dropped"), tr("Disconnected")};
    const QString hints[figures] = {
        tr("Messages a second, over the last five"),
        tr("Messages since the start"),
        tr("Messages that the publisher numbered and that never came"),
        tr("The source's clock less ours"),
        tr("Messages that could not be read; the first reason stands below"),
        tr("Messages that came twice, or older than one before"),
        tr("Values that found the queue to the simulation full"),
        tr("Times the connection broke, most often by a message that is too large"),
    };
    for (int i = 0; i < figures; ++i) {
        const int row = i / kColumns * 3, column = i % kColumns;
        auto* value = makeChild<QLabel>(this, QStringLiteral("—"));
        m_values[static_cast<size_t>(i)] = value;
        value->setToolTip(hints[i]);
        value->setAccessibleName(titles[i]);
        grid->addWidget(captionLabel(this, titles[i]), row, column);
        grid->addWidget(value, row + 1, column);
        grid->setColumnStretch(column, 1);
    }
    grid->setRowMinimumHeight(2, 6);

    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(theme::kSpace);
    layout->addLayout(head);
    layout->addLayout(grid);
    layout->addWidget(m_reason);
}

void SourceCard::set(Figure figure, const QString& text, bool bad) {
    QLabel& label = *m_values[static_cast<size_t>(figure)];
    setTextIfOther(label, text);
    theme::setBad(label, bad);
}

void SourceCard::show(const sim::LinkStatus& link, const sim::SnapshotSource& state, UtcNs now) {
    showHead(link, state, now);
    set(rate, link.recorded ? QStringLiteral("—")
                            : tr("%1/s").arg(link.rate, 0, 'f', link.rate < 10.0 ? 1 : 0));
    set(messages, format::count(link.messages));
    const uint64_t gone = link.recorded ? state.lost : link.lost;
    set(lost, format::count(gone), gone > 0);
    set(clockOffset, state.offsetKnown ? format::offset(state.clockOffsetNs) : QStringLiteral("—"));
    set(rejected, format::count(link.rejected), link.rejected > 0);
    set(duplicates, format::count(link.duplicates));
    set(dropped, format::count(link.dropped), link.dropped > 0);
    set(disconnects, format::count(link.disconnects), link.disconnects > 0);

    const QString reason = format::said(link.firstReason);
    m_reason->setVisible(!reason.isEmpty());
    setTextIfOther(*m_reason, reason);
    keepHeight();
}

void SourceCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    keepHeight();
}

// A scroll area does not ask for the height of text that wraps, and would squeeze the figures:
// where room is short the cards scroll.
void SourceCard::keepHeight() {
    const QLayout& inside = *layout();
    const int least = inside.totalMinimumSize().height();
    setMinimumHeight(
        std::max(least, inside.hasHeightForWidth() ? inside.totalHeightForWidth(width()) : 0));
}

void SourceCard::showHead(const sim::LinkStatus& link, const sim::SnapshotSource& state,
                          UtcNs now) {
    const bool waiting = state.lastReceive == 0;
    setTextIfOther(*m_name, format::text(link.id));
    setTextIfOther(*m_endpoint, format::text(link.endpoint));
    if (link.recorded && (state.live || waiting))
        setTextIfOther(*m_state, waiting ? tr("recording: not heard yet") : tr("recording"));
    else if (state.live)
        setTextIfOther(*m_state, tr("live"));
    else if (waiting)
        setTextIfOther(*m_state, link.connected ? tr("connected, silent so far") : tr("waiting"));
    else
        setTextIfOther(*m_state,
                       tr("stale, last heard %1 ago").arg(format::age(now - state.lastReceive)));
    const QRgb color = state.live ? theme::colors().good
                       : waiting  ? theme::colors().faint
                                  : theme::colors().stale;
    m_dot->setPixmap(dot(color, devicePixelRatioF()));
}

}  // namespace gemba::ui
