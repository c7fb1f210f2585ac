#include "ui/transport_bar.h"

#include <QAbstractItemView>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

#include "ui/commands/key_hints.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

// Simulated seconds per wall second; 0 is as fast as it goes.
constexpr double kSpeeds[] = {0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 0.0};

// A wish that so many pictures do not show came to nothing; the first few may be older than it.
constexpr int kPatience = 10;

[[nodiscard]] QAction* action(QObject* parent, const char* name, IconName iconName,
                              const QString& text, const QList<QKeySequence>& keys) {
    auto* out = makeChild<QAction>(parent, icon(iconName), text);
    out->setObjectName(QLatin1String(name));
    out->setShortcuts(keys);
    return out;
}

}  // namespace

TransportBar::TransportBar(QWidget* parent)
    : QToolBar(tr("Simulation"), parent),
      m_play(action(this, "simulation.play", IconName::pause, tr("Pause"), {Qt::Key_Space})),
      m_step(action(this, "simulation.step", IconName::step, tr("One tick"), {Qt::Key_Period})),
      m_reset(
          action(this, "simulation.reset", IconName::reset, tr("Reset"), {Qt::CTRL | Qt::Key_R})),
      m_faster(makeChild<QAction>(this, tr("Faster"))),
      m_slower(makeChild<QAction>(this, tr("Slower"))),
      m_speed(makeChild<ComboBox>(this)),
      m_state(makeChild<QLabel>(this)),
      m_time(makeChild<QLabel>(this)) {
    setObjectName(QStringLiteral("transport"));
    setMovable(false);
    setIconSize({20, 20});
    m_faster->setObjectName(QStringLiteral("simulation.faster"));
    m_slower->setObjectName(QStringLiteral("simulation.slower"));
    m_faster->setShortcuts({QKeySequence(Qt::Key_Plus), QKeySequence(Qt::Key_Equal)});
    m_slower->setShortcut(Qt::Key_Minus);
    addAction(m_play);
    addAction(m_step);
    addAction(m_reset);
    addSeparator();
    addSpeeds();
    addWidget(m_speed);

    auto* gap = makeChild<QWidget>(this);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_gap = addWidget(gap);
    addWidget(m_state);
    m_time->setMinimumWidth(176);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_time->setToolTip(tr("Simulated time, and the tick"));
    addWidget(m_time);

    connect(m_play, &QAction::triggered, this, &TransportBar::playOrPause);
    connect(m_step, &QAction::triggered, this, [this] {
        m_asked = false;  // a step pauses
        m_unanswered = 0;
        Q_EMIT stepRequested();
    });
    connect(m_reset, &QAction::triggered, this, &TransportBar::resetRequested);
    connect(m_faster, &QAction::triggered, this, [this] { changeSpeed(+1); });
    connect(m_slower, &QAction::triggered, this, [this] { changeSpeed(-1); });
    setSessionOpen(false);
}

void TransportBar::addTool(QAction* tool) {
    insertSeparator(m_gap);
    insertAction(m_gap, tool);
}

void TransportBar::addTool(QMenu& tools) {
    insertAction(m_gap, tools.menuAction());
    auto* const button = static_cast<QToolButton*>(widgetForAction(tools.menuAction()));
    button->setPopupMode(QToolButton::InstantPopup);
    tools.menuAction()->setToolTip(tr("The camera, with the keys that move it in the picture"));
}

void TransportBar::playOrPause() {
    m_asked = !m_asked.value_or(!m_paused);
    m_unanswered = 0;
    Q_EMIT playRequested(*m_asked);
}

void TransportBar::addSpeeds() {
    for (const double rate : kSpeeds)
        m_speed->addItem(format::rate(rate), rate);
    m_speed->setCurrentIndex(m_speed->findData(1.0));
    m_speed->setFocusPolicy(Qt::TabFocus);
    m_speed->setAccessibleName(tr("Speed"));
    KeyHints::pair(*m_speed, {m_faster, m_slower});
    connect(m_speed, &QComboBox::activated, this,
            [this](int index) { Q_EMIT speedRequested(m_speed->itemData(index).toDouble()); });
}

void TransportBar::changeSpeed(int by) {
    const int index = std::clamp(m_speed->currentIndex() + by, 0, m_speed->count() - 1);
    if (index == m_speed->currentIndex())
        return;
    m_speed->setCurrentIndex(index);
    Q_EMIT speedRequested(m_speed->itemData(index).toDouble());
}

void TransportBar::setSessionOpen(bool open, bool live) {
    for (QAction* each : {m_play, m_step, m_reset})
        each->setEnabled(open);
    for (QAction* each : {m_faster, m_slower})
        each->setEnabled(open && !live);
    m_speed->setEnabled(open && !live);
    m_speed->setToolTip(live ? tr("The plant sets the speed: this twin follows it")
                             : tr("Simulated seconds per second"));
    m_shownState = -1;
    setPast(Past::none);
    if (!open) {
        m_state->clear();
        m_time->clear();
    }
}

void TransportBar::setPast(Past past) {
    m_past = past;
    m_shownState = -1;
    forgetAsked();
    m_reset->setText(past != Past::none ? tr("To the beginning") : tr("Reset"));
}

// The state is said with the next picture.
void TransportBar::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    for (int i = 0; i < m_speed->count(); ++i)
        m_speed->setItemText(i, format::rate(m_speed->itemData(i).toDouble()));
    m_shownState = -1;
}

// A rate that is none of ours, from the command line, becomes an entry of its own.
void TransportBar::showSpeed(double rate) {
    if (m_speed->view()->isVisible() || m_speed->currentData().toDouble() == rate)
        return;
    int index = m_speed->findData(rate);
    if (index < 0) {
        m_speed->addItem(format::rate(rate), rate);
        index = m_speed->count() - 1;
    }
    m_speed->setCurrentIndex(index);
}

void TransportBar::refresh(const sim::Snapshot& snapshot) {
    m_paused = snapshot.paused;
    if (m_asked == !m_paused || ++m_unanswered > kPatience)
        m_asked.reset();
    showSpeed(snapshot.rateRequested);
    m_time->setText(
        tr("%1    tick %2")
            .arg(format::clock(static_cast<double>(snapshot.tick) * snapshot.h),
                 format::count(static_cast<uint64_t>(std::max<Tick>(0, snapshot.tick)))));

    bool live = false, heard = false;
    for (const sim::SnapshotSource& source : snapshot.sources) {
        live |= source.live;
        heard |= source.lastReceive != 0;
    }
    const int state = m_past == Past::recording ? (m_paused ? 5 : 6)
                      : m_past == Past::session ? (m_paused ? 7 : 8)
                      : m_paused                ? 0
                      : !snapshot.following     ? 1
                      : live                    ? 2
                      : heard                   ? 3
                                                : 4;
    if (state == m_shownState)
        return;
    m_shownState = state;
    m_play->setIcon(icon(m_paused ? IconName::play : IconName::pause));
    m_play->setText(m_paused ? tr("Play") : tr("Pause"));

    // What the picture is: a plant's now, a simulation alone, or a plant nobody hears.
    const QString words[] = {tr("paused"),
                             tr("simulation"),
                             tr("live"),
                             tr("plant silent"),
                             tr("waiting for the plant"),
                             tr("recording, paused"),
                             tr("recording"),
                             tr("looking back, paused"),
                             tr("looking back")};
    const QRgb colors[] = {
        theme::colors().muted,  theme::colors().simulated, theme::colors().good,
        theme::colors().stale,  theme::colors().faint,     theme::colors().muted,
        theme::colors().accent, theme::colors().accent,    theme::colors().accent};
    m_state->setText(QStringLiteral("<span style='color:%1'>●</span>&nbsp; %2")
                         .arg(QColor(colors[state]).name(), words[state]));
}

}  // namespace gemba::ui
