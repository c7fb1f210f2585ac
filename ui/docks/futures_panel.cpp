#include "ui/docks/futures_panel.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kControlsWidth = 256;
constexpr int kBriefBelow = 470;  // width of the table
constexpr int kFollowMs = 200;
constexpr int kSliderSteps = 1000;

[[nodiscard]] uint32_t colorOf(uint32_t variant) {
    const QColor color(variant == 0 ? theme::colors().asItIs : theme::colors().changed);
    return 0xff000000u | static_cast<uint32_t>(color.blue()) << 16 |
           static_cast<uint32_t>(color.green()) << 8 | static_cast<uint32_t>(color.red());
}

[[nodiscard]] QString aheadText(double seconds) {
    const auto whole = static_cast<int>(seconds);
    return QStringLiteral("+%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace

void ghostsAt(const sim::FutureTrack& track, double seconds, uint32_t color,
              std::vector<render::FutureGhost>& out) {
    if (track.frames() == 0)
        return;
    const double place =
        std::clamp(seconds / track.interval, 0.0, static_cast<double>(track.frames() - 1));
    const auto frame = static_cast<size_t>(place);
    const auto share = static_cast<float>(place - static_cast<double>(frame));
    const auto parts = [&](size_t at) {
        return std::span(track.parts)
            .subspan(track.begins[at], track.begins[at + 1] - track.begins[at]);
    };
    const auto next = parts(std::min(frame + 1, track.frames() - 1));
    // Both frames go by the slots of the world: what was found last stands just before.
    auto hint = next.begin();
    for (const sim::FuturePart& part : parts(frame)) {
        glm::vec3 position = part.position;
        glm::quat rotation = part.rotation;
        const auto same = [&](const auto& other) { return other.serial == part.serial; };
        auto then = std::find_if(hint, next.end(), same);
        if (then == next.end() && (then = std::find_if(next.begin(), hint, same)) == hint)
            then = next.end();
        if (then != next.end())
            hint = then;
        if (then != next.end()) {
            position += share * (then->position - part.position);
            rotation = glm::slerp(part.rotation, then->rotation, share);
        }
        out.push_back({.item = part.item,
                       .pose = {Vec3(position), glm::normalize(Quat(rotation))},
                       .color = color});
    }
}

FuturesPanel::FuturesPanel(QWidget* parent) : Panel(parent) {
    auto* content = makeChild<QWidget>(this);
    content->setObjectName(QStringLiteral("panel"));
    content->setAttribute(Qt::WA_StyledBackground);
    auto* row = makeChild<QHBoxLayout>(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace);

    auto* controls = makeChild<QWidget>(content);
    controls->setObjectName(QStringLiteral("panel"));
    controls->setAttribute(Qt::WA_StyledBackground);
    auto* column = makeChild<QVBoxLayout>(controls);
    column->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    column->setSpacing(theme::kSpace);
    buildControls(*column);
    auto* area = makeChild<QScrollArea>(content);
    area->setWidget(controls);
    area->setWidgetResizable(true);
    area->setAccessibleName(tr("What is changed"));
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(kControlsWidth);
    row->addWidget(area);
    auto* results = makeLayout<QVBoxLayout>();
    results->setContentsMargins(0, 0, theme::kSpace, theme::kSpace / 2);
    results->setSpacing(theme::kSpace / 2);
    buildResults(*results);
    row->addLayout(results, 1);

    m_hint = makeChild<EmptyHint>(this, content,
                                  tr("Futures go on from what a session recorded.\nThis one is not "
                                     "recorded."));
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
    m_timer.setInterval(kFollowMs);
    connect(&m_timer, &QTimer::timeout, this, &FuturesPanel::follow);
    showSession(nullptr);
}

void FuturesPanel::buildControls(QVBoxLayout& column) {
    m_changes = makeChild<ChangeList>(this);
    m_minutes = makeChild<QSpinBox>(this);
    m_minutes->setRange(1, 24 * 60);
    m_minutes->setValue(10);
    m_minutes->setSuffix(tr(" min ahead"));
    m_minutes->setToolTip(tr("How far to look ahead"));
    m_seeds = makeChild<QSpinBox>(this);
    m_seeds->setRange(1, 256);
    m_seeds->setValue(8);
    m_seeds->setSuffix(tr(" branches"));
    m_seeds->setToolTip(
        tr("Chance plays out differently in each; with more of them the intervals are narrower"));
    for (QSpinBox* box : {m_minutes, m_seeds}) {
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setMinimumWidth(96);  // a day's minutes would ask for more than the column has
        box->setAccessibleName(box->toolTip());
    }
    m_start = makeChild<QPushButton>(this);
    m_progress = makeChild<QProgressBar>(this);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, kSliderSteps);
    m_status = makeChild<QLabel>(this);
    m_status->setWordWrap(true);
    m_status->setObjectName(QStringLiteral("caption"));
    connect(m_start, &QPushButton::clicked, this, &FuturesPanel::compute);

    auto* numbers = makeLayout<QHBoxLayout>();
    numbers->setSpacing(theme::kSpace);
    numbers->addWidget(m_minutes, 1);
    numbers->addWidget(m_seeds, 1);
    column.addWidget(m_changes);
    column.addLayout(numbers);
    column.addWidget(m_start);
    column.addWidget(m_progress);
    column.addWidget(m_status);
    column.addStretch(1);
}

void FuturesPanel::buildResults(QVBoxLayout& column) {
    auto* tabs = makeChild<QTabWidget>(this);
    tabs->tabBar()->setAccessibleName(tr("Results"));
    m_table = makeChild<QTableView>(tabs);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Futures compared"));
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    QHeaderView& head = *m_table->horizontalHeader();
    head.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head.setHighlightSections(false);
    head.setSectionResizeMode(QHeaderView::ResizeToContents);
    head.setSectionResizeMode(FuturesModel::measure, QHeaderView::Stretch);
    m_tableHint = makeChild<EmptyHint>(
        tabs, m_table,
        tr("Change something, or nothing, and compute what comes of the instant that is shown: the "
           "same branches with and without the change, side by side."));
    m_plot = makeChild<FuturesPlot>(tabs);
    tabs->addTab(m_tableHint, tr("Compared"));
    tabs->addTab(m_plot, tr("Over time"));
    column.addWidget(tabs, 1);

    m_ghosts = makeChild<QCheckBox>(this, tr("Ghosts"));
    m_ghosts->setToolTip(
        tr("Outline the parts of the first branch in the picture: grey as it is, pink changed"));
    m_ahead = makeChild<QSlider>(this, Qt::Horizontal);
    m_ahead->setRange(0, kSliderSteps);
    m_ahead->setAccessibleName(tr("How far ahead the ghosts are"));
    m_aheadText = makeChild<QLabel>(this);
    m_aheadText->setFont(theme::figures());
    m_aheadText->setMinimumWidth(56);
    m_clock = makeChild<QCheckBox>(this, tr("With the clock"));
    m_clock->setToolTip(
        tr("The ghosts of the instant that is shown: what was foreseen beside what came"));
    auto* foot = makeLayout<QHBoxLayout>();
    foot->setSpacing(theme::kSpace);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_ghosts, m_ahead, m_aheadText, m_clock})
        foot->addWidget(widget, widget == m_ahead ? 1 : 0);
    column.addLayout(foot);
    connect(m_ghosts, &QCheckBox::toggled, this, &FuturesPanel::showGhosts);
    connect(m_clock, &QCheckBox::toggled, this, [this](bool on) {
        m_ahead->setEnabled(!on && m_ghosts->isEnabled());
        showGhosts();
    });
    connect(m_ahead, &QSlider::valueChanged, this, &FuturesPanel::showGhosts);
}

void FuturesPanel::showSession(const SessionLink* link) {
    m_link = link != nullptr && link->futures != nullptr ? link : nullptr;
    m_timer.stop();
    m_results.reset();
    m_hint->setEmpty(m_link == nullptr);
    m_changes->setTwin(m_link != nullptr ? m_link->twin : nullptr);
    m_model.show(nullptr, nullptr);
    m_tableHint->setEmpty(true);
    m_plot->show(nullptr);
    m_ghosts->setChecked(false);
    m_ahead->setValue(0);
    adapt({});
}

void FuturesPanel::refresh(const sim::Snapshot& snapshot, UtcNs now) {
    m_now = now;
    m_changes->observe(snapshot.properties);
    if (m_link != nullptr && m_ghosts->isChecked() && m_clock->isChecked())
        showGhosts();
}

void FuturesPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    m_model.setBrief(width() - kControlsWidth < kBriefBelow);
}

void FuturesPanel::renew() {
    if (m_link == nullptr)
        return;
    m_model.show(m_link->twin, m_results);
    adapt(m_link->futures->status());
    showGhosts();
}

// Begins, or cancels what is being computed.
void FuturesPanel::compute() {
    if (m_link == nullptr)
        return;
    sim::FutureService& futures = *m_link->futures;
    if (futures.status().busy()) {
        futures.cancel();
        return;
    }
    sim::FutureRequest request{.changes = m_changes->changes(),
                               .script = m_changes->script(),
                               .seeds = static_cast<uint32_t>(m_seeds->value()),
                               .seconds = 60.0 * m_minutes->value()};
    if (m_link->recorded() && m_link->time != nullptr)
        request.at = m_link->time->status().cursor;
    if (const auto begun = futures.begin(std::move(request)); !begun)
        Q_EMIT said(format::said(begun.error()));
    m_timer.start();
    follow();
}

void FuturesPanel::follow() {
    if (m_link == nullptr)
        return;
    const sim::FutureStatus status = m_link->futures->status();
    if (const auto results = m_link->futures->results(); results != m_results) {
        m_results = results;
        m_model.show(m_link->twin, m_results);
        m_tableHint->setEmpty(m_model.rowCount() == 0);
        m_table->setColumnHidden(FuturesModel::changed, !m_results->request.changed());
        m_table->setColumnHidden(FuturesModel::difference, !m_results->request.changed());
        m_plot->show(m_results);
        showGhosts();
    }
    if (!status.busy())
        m_timer.stop();
    adapt(status);
}

void FuturesPanel::adapt(const sim::FutureStatus& status) {
    m_start->setText(status.busy() ? tr("Cancel") : tr("Compute"));
    m_start->setToolTip(status.busy() ? tr("Keep what ended by now")
                                      : tr("From the instant that is shown, on all processors; the "
                                           "session goes on"));
    m_progress->setVisible(status.busy());
    m_progress->setValue(static_cast<int>(status.progress * kSliderSteps));
    m_status->setText(statusText(status));
    m_status->setVisible(!m_status->text().isEmpty());
    const bool tracks = m_results != nullptr && !m_results->branches.empty();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_ghosts, m_clock})
        widget->setEnabled(tracks);
    m_ahead->setEnabled(tracks && !m_clock->isChecked());
}

QString FuturesPanel::statusText(const sim::FutureStatus& status) const {
    using State = sim::FutureStatus::State;
    const auto from = [this] {
        const QDateTime at =
            QDateTime::fromMSecsSinceEpoch(m_results == nullptr ? 0 : m_results->from / 1'000'000);
        return at.toString(QStringLiteral("HH:mm:ss"));
    };
    switch (status.state) {
        case State::none:
            return {};
        case State::preparing:
            return tr("Going to the instant …");
        case State::running:
            return tr("From %1: %2 of %3 branches")
                .arg(from())
                .arg(status.ended)
                .arg(status.branches);
        case State::done:
            return tr("From %1: %2 branches").arg(from()).arg(status.branches);
        case State::cancelled:
            return tr("Cancelled: %1 of %2 branches ended").arg(status.ended).arg(status.branches);
        case State::failed:
            break;
    }
    return format::said(status.message);
}

void FuturesPanel::showGhosts() {
    std::vector<render::FutureGhost> ghosts;
    const double longest = m_results != nullptr ? m_results->request.seconds : 0.0;
    double ahead = longest * m_ahead->value() / kSliderSteps;
    if (m_clock->isChecked() && m_results != nullptr)
        ahead = static_cast<double>(m_now - m_results->from) * 1e-9;
    // Before the instant and beyond what was computed there is nothing to see.
    const bool seen =
        m_results != nullptr && m_ghosts->isChecked() && ahead >= 0.0 && ahead <= longest;
    if (seen) {
        for (const auto& branch : m_results->branches) {
            if (branch->track != nullptr)
                ghostsAt(*branch->track, ahead, colorOf(branch->variant), ghosts);
        }
    }
    m_aheadText->setText(m_results != nullptr && ahead >= 0.0 ? aheadText(ahead) : QString());
    m_plot->markTime(seen ? ahead : -1.0);
    Q_EMIT ghostsChanged(ghosts);
}

}  // namespace gemba::ui
