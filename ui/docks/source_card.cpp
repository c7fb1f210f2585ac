#include "ui/docks/source_card.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kColumns = 4;
constexpr int kPausesTold = 2;  // so many of them are no chance

/// The next round number of seconds from twice a pause on.
[[nodiscard]] double patienceFor(double pause) {
    for (const double seconds :
         {5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0}) {
        if (seconds >= 2.0 * pause)
            return seconds;
    }
    return 86400.0;
}

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
      m_reason(makeChild<QLabel>(this)),
      m_more(makeChild<QToolButton>(this)),
      m_patience(makeChild<QPushButton>(this)) {
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
    head->addWidget(m_more);
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
    layout->addWidget(m_patience);
    addActs();
}

void SourceCard::addActs() {
    m_more->setText(QStringLiteral("⋯"));
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_more->setToolTip(tr("Change, connect again or remove this source"));
    m_more->setAccessibleName(tr("What can be done with this source"));
    auto* menu = makeChild<QMenu>(m_more);
    connect(menu->addAction(tr("Change …")), &QAction::triggered, this,
            [this] { Q_EMIT editRequested(m_name->text()); });
    connect(menu->addAction(tr("Connect again")), &QAction::triggered, this,
            &SourceCard::reconnectRequested);
    menu->addSeparator();
    connect(menu->addAction(tr("Remove")), &QAction::triggered, this,
            [this] { Q_EMIT removeRequested(m_name->text()); });
    m_more->setMenu(menu);
    m_more->hide();
    m_patience->hide();
    connect(m_patience, &QPushButton::clicked, this,
            [this] { Q_EMIT patienceRequested(m_name->text(), m_proposed); });
}

void SourceCard::setEditable(bool editable) {
    m_more->setVisible(editable);
}

// One that speaks only when something happens goes silent and comes back again and again.
void SourceCard::learnPace(const sim::SnapshotSource& state, double silentAfter) {
    const UtcNs before = std::exchange(m_heard, state.lastReceive);
    const double pause = static_cast<double>(m_heard - before) * 1e-9;
    if (before == 0 || pause <= silentAfter)
        return;
    ++m_pauses;
    m_longest = std::max(m_longest, pause);
}

void SourceCard::showPatience(const twin::LiveSource& live) {
    const bool offered =
        m_pauses >= kPausesTold && m_longest > live.silentAfter && !m_more->isHidden();
    m_patience->setVisible(offered);
    if (!offered)
        return;
    m_proposed = patienceFor(m_longest);
    const QString text = tr("Silent counts from %1 s").arg(m_proposed);
    if (m_patience->text() == text)
        return;
    m_patience->setText(text);
    m_patience->setToolTip(
        tr("Its messages come up to %1 s apart, and after %2 s it counts as silent: it goes stale "
           "and comes back. This sets the time to %3 s.")
            .arg(m_longest, 0, 'f', 1)
            .arg(live.silentAfter)
            .arg(m_proposed));
}

QString SourceCard::whySilent(const sim::LinkStatus& link, const sim::SnapshotSource& state) {
    if (link.recorded || state.live || link.messages > 0)
        return {};
    if (link.endpoint.empty())
        return tr("Not connected: you did not want to call it. \"Connect again\" asks once more.");
    return link.connected
               ? tr("Connected, but nothing has come. Does it publish, and on the topics that are "
                    "subscribed to?")
               : tr("Nobody answers there. Is the plant running, and is the address right? It is "
                    "tried again all the time.");
}

void SourceCard::set(Figure figure, const QString& text, bool bad) {
    QLabel& label = *m_values[static_cast<size_t>(figure)];
    setTextIfOther(label, text);
    theme::setBad(label, bad);
}

void SourceCard::show(const sim::LinkStatus& link, const sim::SnapshotSource& state,
                      const twin::LiveSource* live, UtcNs now) {
    showHead(link, state, now);
    if (live != nullptr && !link.recorded) {
        learnPace(state, live->silentAfter);
        showPatience(*live);
    }
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

    const bool readable = link.firstReason.empty();
    const QString reason = readable ? whySilent(link, state) : format::said(link.firstReason);
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
