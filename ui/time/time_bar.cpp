#include "ui/time/time_bar.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/ask_for_text.h"
#include "ui/commands/key_hints.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

[[nodiscard]] QToolButton* button(QWidget* parent, const QString& text, const QString& hint) {
    auto* out = makeChild<QToolButton>(parent);
    out->setText(text);
    out->setToolTip(hint);
    out->setFocusPolicy(Qt::TabFocus);
    return out;
}

void setTextIfOther(QLabel& label, const QString& text) {
    if (label.text() != text)
        label.setText(text);
}

}  // namespace

TimeBar::TimeBar(QWidget* parent)
    : QWidget(parent),
      m_strip(makeChild<TimeStrip>(this)),
      m_clock(makeChild<QLabel>(this)),
      m_elapsed(makeChild<QLabel>(this)),
      m_state(makeChild<ElidedLabel>(this)),
      m_cancel(button(this, tr("Cancel"), tr("Pause, and leave the physics unbuilt"))),
      m_live(button(this, tr("Live"), tr("Back to now"))),
      m_physics(button(this, tr("Physics"),
                       tr("On: Play simulates again from the nearest checkpoint, with what the "
                          "plant said.\nOff: Play shows the track as it was recorded."))),
      m_range(button(this, tr("Range"), tr("Shift+drag below chooses a range"))),
      m_mark(button(this, tr("Bookmark …"), tr("A note at this instant"))),
      m_loop(makeChild<ComboBox>(this)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    buildKeys();
    buildRange();
    KeyHints::pair(*m_live, {m_goLive});
    KeyHints::pair(*m_mark, {m_bookmark});
    auto* column = makeChild<QVBoxLayout>(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(0);
    column->addLayout(buildRow());
    column->addWidget(m_strip);

    connect(m_strip, &TimeStrip::sought, this, &TimeBar::seek);
    connect(m_strip, &TimeStrip::rangeChosen, this, [this](qint64 from, qint64 to) {
        if (m_control != nullptr)
            m_control->choose({from, to});
        refresh();
    });
    connect(m_strip, &TimeStrip::bookmarkMenuRequested, this, &TimeBar::showBookmarkMenu);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_control != nullptr)
            m_control->play(false);
    });
    connect(m_physics, &QToolButton::clicked, this, [this](bool on) {
        if (m_control != nullptr)
            m_control->setPhysics(on);
    });
    connect(m_live, &QToolButton::clicked, this, &TimeBar::goLive);
    connect(m_mark, &QToolButton::clicked, m_bookmark, &QAction::trigger);
    connect(m_strip, &TimeStrip::rangeMenuRequested, this,
            [this](const QPoint& at) { m_range->menu()->popup(at); });
    connect(m_loop, &QComboBox::activated, this, [this](int index) {
        if (m_control != nullptr)
            m_control->setLoop(static_cast<sim::Loop>(m_loop->itemData(index).toInt()));
    });
    setControl(nullptr);
}

QLayout* TimeBar::buildRow() {
    m_clock->setFont(theme::figures());
    m_clock->setToolTip(tr("The instant that everything shows, in local time"));
    m_clock->setAccessibleName(tr("Time at the cursor"));
    for (QLabel* label : std::initializer_list<QLabel*>{m_elapsed, m_state}) {
        label->setObjectName(QStringLiteral("caption"));
        label->setFont(theme::caption());
    }
    m_state->setMinimumWidth(96);
    m_physics->setCheckable(true);
    m_loop->addItem(tr("No loop"), static_cast<int>(sim::Loop::off));
    m_loop->addItem(tr("Loop range"), static_cast<int>(sim::Loop::range));
    m_loop->addItem(tr("Loop all"), static_cast<int>(sim::Loop::all));
    m_loop->setAccessibleName(tr("Loop"));
    m_loop->setFocusPolicy(Qt::TabFocus);
    m_loop->setToolTip(tr("What begins again at its end; Shift+drag below makes a range"));

    auto* row = makeLayout<QHBoxLayout>();
    row->setContentsMargins(12, 0, 12, 2);
    row->setSpacing(theme::kSpace);
    row->addWidget(m_live);
    row->addWidget(m_clock);
    row->addWidget(m_elapsed);
    row->addSpacing(theme::kSpace);
    row->addWidget(m_state, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_physics);
    row->addWidget(m_loop);
    row->addWidget(m_range);
    row->addWidget(m_mark);
    return row;
}

QAction* TimeBar::addKey(const char* name, const QString& text, const QKeySequence& key) {
    auto* action = makeChild<QAction>(this, text);
    action->setObjectName(QStringLiteral("time.") + QLatin1String(name));
    action->setShortcut(key);
    addAction(action);
    return action;
}

void TimeBar::addMove(const char* name, const QString& text, const QKeySequence& key,
                      int64_t byNs) {
    QAction* action = addKey(name, text, key);
    connect(action, &QAction::triggered, this, [this, byNs] { moveBy(byNs); });
    m_moves.push_back(action);
}

void TimeBar::buildKeys() {
    constexpr int64_t kTenth = kNsPerSecond / 10;
    addMove("second_back", tr("1 second back"), Qt::Key_Left, -kNsPerSecond);
    addMove("second_on", tr("1 second on"), Qt::Key_Right, kNsPerSecond);
    addMove("ten_back", tr("10 seconds back"), Qt::SHIFT | Qt::Key_Left, -10 * kNsPerSecond);
    addMove("ten_on", tr("10 seconds on"), Qt::SHIFT | Qt::Key_Right, 10 * kNsPerSecond);
    addMove("tenth_back", tr("0.1 seconds back"), Qt::ALT | Qt::Key_Left, -kTenth);
    addMove("tenth_on", tr("0.1 seconds on"), Qt::ALT | Qt::Key_Right, kTenth);

    QAction* back = addKey("tick_back", tr("One tick back"), Qt::Key_Comma);
    connect(back, &QAction::triggered, this, [this] {
        if (m_control != nullptr)
            m_control->step(-1);
        refresh();
    });
    for (const bool forward : {false, true}) {
        QAction* message = addKey(forward ? "message_on" : "message_back",
                                  forward ? tr("Next message of the chosen signal, or of any")
                                          : tr("Message before, of the chosen signal or of any"),
                                  forward ? Qt::CTRL | Qt::Key_Period : Qt::CTRL | Qt::Key_Comma);
        connect(message, &QAction::triggered, this, [this, forward] {
            if (m_control != nullptr)
                m_control->stepMessage(forward, m_signal);
            refresh();
        });
        m_moves.push_back(message);
    }
    QAction* home = addKey("beginning", tr("To the beginning"), Qt::Key_Home);
    connect(home, &QAction::triggered, this, [this] { moveBy(-(int64_t{1} << 60)); });
    QAction* end = addKey("end", tr("To the end"), Qt::Key_End);
    connect(end, &QAction::triggered, this, [this] { moveBy(int64_t{1} << 60); });
    m_moves.insert(m_moves.end(), {back, home, end});
    m_bookmark = addKey("bookmark", tr("Bookmark …"), Qt::Key_B);
    connect(m_bookmark, &QAction::triggered, this, [this] {
        if (m_control == nullptr)
            return;
        const UtcNs at = m_control->status().cursor;
        askForNote({at, at});
    });
    m_goLive = addKey("live", tr("Back to now"), Qt::Key_L);
    connect(m_goLive, &QAction::triggered, this, &TimeBar::goLive);
}

// What can be done with a chosen range.
void TimeBar::buildRange() {
    m_saveRange = addKey("save_range", tr("Save range as …"), Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    connect(m_saveRange, &QAction::triggered, this, &TimeBar::saveRange);
    m_keepRange = addKey("keep_range", tr("Keep range with a note …"), Qt::SHIFT | Qt::Key_B);
    m_keepRange->setToolTip(tr("A bookmark of the whole range: what it names is never deleted"));
    connect(m_keepRange, &QAction::triggered, this, [this] {
        if (const sim::TimeRange range = chosen(); !range.empty())
            askForNote(range);
    });
    auto* menu = makeChild<QMenu>(this);
    menu->addAction(m_saveRange);
    menu->addAction(m_keepRange);
    menu->addSeparator();
    connect(menu->addAction(tr("Loop it")), &QAction::triggered, this, [this] {
        if (m_control != nullptr)
            m_control->setLoop(sim::Loop::range);
    });
    connect(menu->addAction(tr("Let go of it (Shift+click)")), &QAction::triggered, this, [this] {
        if (m_control != nullptr)
            m_control->choose({});
    });
    m_range->setMenu(menu);
    m_range->setPopupMode(QToolButton::InstantPopup);
}

sim::TimeRange TimeBar::reach() const {
    return m_control != nullptr ? m_control->status().range : sim::TimeRange{};
}

sim::TimeRange TimeBar::chosen() const {
    return m_control != nullptr ? m_control->status().chosen : sim::TimeRange{};
}

void TimeBar::saveRange() {
    if (const sim::TimeRange range = chosen(); !range.empty())
        Q_EMIT saveRequested(range.from, range.to);
}

void TimeBar::goLive() {
    if (m_control != nullptr)
        m_control->goLive();
    refresh();
}

void TimeBar::setHistory(qint64 ns) {
    m_history = std::max<int64_t>(ns, 60 * kNsPerSecond);  // the lanes show a minute
    if (m_control != nullptr)
        m_control->setHistory(m_history);
}

void TimeBar::setControl(sim::TimeControl* control) {
    m_control = control;
    for (QAction* action : actions())
        action->setEnabled(control != nullptr);
    if (control != nullptr)
        control->setHistory(m_history);
    m_strip->setOverview(nullptr);
    m_shownState = {};
    setVisible(control != nullptr);
    refresh();
}

void TimeBar::seek(UtcNs at) {
    if (m_control != nullptr)
        m_control->seek(at);
    refresh();
}

void TimeBar::moveBy(int64_t byNs) {
    if (m_control == nullptr)
        return;
    const sim::TimeStatus status = m_control->status();
    // Far beyond either end is that end.
    const int64_t most = status.range.length();
    m_control->seek(status.cursor + std::clamp(byNs, -most, most));
    refresh();
}

void TimeBar::refresh() {
    if (m_control == nullptr)
        return;
    const sim::TimeStatus status = m_control->status();
    m_strip->setStatus(status);
    m_strip->setOverview(m_control->overview());
    m_strip->setBookmarks(m_control->bookmarks());
    showClock(status);
    showState(status);
    showButtons(status);
    if (const int loop = m_loop->findData(static_cast<int>(status.loop));
        loop != m_loop->currentIndex())
        m_loop->setCurrentIndex(loop);
}

void TimeBar::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    m_shownState.clear();
    refresh();
}

void TimeBar::showButtons(const sim::TimeStatus& status) {
    m_cancel->setVisible(status.rebuilding >= 0.0);
    m_physics->setChecked(status.physics);
    const bool session = status.now != 0;
    m_live->setVisible(session);
    m_live->setEnabled(session && !status.live);
    m_goLive->setEnabled(session && !status.live);
    const bool range = !status.chosen.empty();
    for (QAction* action : {m_saveRange, m_keepRange})
        action->setEnabled(range);
    m_range->setEnabled(range);
}

// The date where the recording reaches over midnight is in the tool tip: the clock stays calm.
void TimeBar::showClock(const sim::TimeStatus& status) {
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(status.cursor / 1'000'000);
    setTextIfOther(*m_clock, at.toString(QStringLiteral("HH:mm:ss.zzz")));
    m_clock->setToolTip(tr("%1, local time: the instant that everything shows")
                            .arg(at.toString(Qt::ISODateWithMs)));
    const auto seconds = [](int64_t ns) { return static_cast<double>(ns) * 1e-9; };
    QString elapsed = tr("%1 of %2")
                          .arg(format::clock(seconds(status.cursor - status.range.from)),
                               format::clock(seconds(status.range.length())));
    if (status.live)
        elapsed = tr("now");
    else if (status.now != 0)
        elapsed = tr("%1 ago").arg(format::clock(seconds(status.now - status.cursor)));
    setTextIfOther(*m_elapsed, elapsed);
}

// What the picture is: recorded, or simulated anew.
void TimeBar::showState(const sim::TimeStatus& status) {
    QString text = tr("recorded track");
    if (status.rebuilding >= 0.0)
        text = tr("rebuilding the physics … %1 %").arg(static_cast<int>(status.rebuilding * 100.0));
    else if (status.simulated)
        text = tr("simulated again");
    if (status.now != 0) {
        const QString back = format::age(std::max(kNsPerSecond, status.now - status.range.from));
        // What came last is not in a file yet.
        const double newest = static_cast<double>(status.now - status.range.to) * 1e-9;
        text = status.live ? tr("live  ·  history reaches %1 back").arg(back)
                           : tr("%1  ·  history from %2 to %3 s ago")
                                 .arg(text, back, QString::number(newest, 'f', 1));
    }
    if (!status.trouble.empty())
        text += QStringLiteral("  ·  ") + format::said(status.trouble);
    if (text == m_shownState)
        return;
    m_shownState = text;
    m_state->setFullText(text);
    // In full where there is room for it, and once.
    if (!status.trouble.empty() && status.trouble != m_saidTrouble)
        Q_EMIT said(format::said(status.trouble));
    m_saidTrouble = status.trouble;
}

QString TimeBar::pastText(const sim::TimeStatus& status) {
    if (status.now == 0 || status.live || !status.shown)
        return {};
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(status.cursor / 1'000'000);
    const auto ago = static_cast<double>(status.now - status.cursor) * 1e-9;
    return tr("You look at %1, %2 ago. The plant goes on meanwhile.")
        .arg(at.toString(QStringLiteral("HH:mm:ss")),
             ago < 60.0 ? tr("%1 s").arg(ago, 0, 'f', 0) : format::clock(ago));
}

void TimeBar::askForNote(sim::TimeRange of) {
    const auto text = [](UtcNs at) {
        return QDateTime::fromMSecsSinceEpoch(at / 1'000'000)
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    };
    askForText(*this, tr("Bookmark"),
               of.empty() ? tr("Note at %1:").arg(text(of.from))
                          : tr("Note on %1 to %2, which is kept:").arg(text(of.from), text(of.to)),
               [this, of](const QString& note) { addBookmark(of, note); });
}

void TimeBar::addBookmark(sim::TimeRange of, const QString& note) {
    if (m_control == nullptr)
        return;
    std::vector<sim::TimeMark> marks = m_control->bookmarks();
    marks.push_back({of.from, of.to, sim::MarkKind::bookmark, note.toStdString()});
    replaceBookmarks(std::move(marks));
}

void TimeBar::replaceBookmarks(std::vector<sim::TimeMark> marks) {
    m_control->setBookmarks(std::move(marks));
    refresh();
}

void TimeBar::showBookmarkMenu(int bookmark, const QPoint& at) {
    auto* menu = makeChild<QMenu>(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Remove this bookmark")), &QAction::triggered, this,
            [this, bookmark] {
                if (m_control == nullptr)
                    return;
                std::vector<sim::TimeMark> marks = m_control->bookmarks();
                if (static_cast<size_t>(bookmark) >= marks.size())
                    return;
                marks.erase(marks.begin() + bookmark);
                replaceBookmarks(std::move(marks));
            });
    menu->popup(at);
}

}  // namespace gemba::ui
