#include "ui/docks/plot_panel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

using Cursor = PlotCanvas::Cursor;

// What a wheel may make of the time in sight: from what two messages of a fast source are apart to
// all that the history holds. Of the past it is read anew for it, which must not take long.
constexpr int64_t kShortest = 10'000'000;  // ns
constexpr int64_t kLongestPast = 600 * kNsPerSecond, kLongestRecorded = 3600 * kNsPerSecond;

constexpr int kFiguresMs = 120;       // figures that change faster are not read
constexpr double kTableShare = 0.45;  // of the height, at most
constexpr const char* kShowsTable = "plots/table";

[[nodiscard]] QToolButton* headButton(QWidget* parent, IconName name, const QString& title,
                                      const QString& hint) {
    auto* button = makeChild<QToolButton>(parent);
    button->setIcon(icon(name));
    button->setAccessibleName(title);
    button->setToolTip(hint);
    return button;
}

}  // namespace

PlotPanel::PlotPanel(QSettings& settings, QWidget* parent)
    : Panel(parent),
      m_settings(settings),
      m_csv(nullptr),
      m_plotChosen(makeChild<QAction>(this, tr("Plot"))),
      m_delta(makeChild<ElidedLabel>(this)),
      m_progress(makeChild<QProgressBar>(this)),
      m_cancel(headButton(this, IconName::close, tr("Cancel the export"), tr("Cancel the export"))),
      m_cursors(headButton(this, IconName::cursors, tr("Cursors A and B"),
                           tr("Two cursors to be dragged: the time between them, and what the "
                              "values differ by"))),
      m_values(headButton(this, IconName::signalTable, tr("Values and statistics"),
                          tr("Values at the cursors and statistics of what is in sight"))),
      m_export(headButton(this, IconName::save, tr("Export"),
                          tr("Save what is in sight as a picture or a table"))),
      m_follow(makeChild<QCheckBox>(this, tr("Follow"))),
      m_span(makeChild<ComboBox>(this)),
      m_canvas(makeChild<PlotCanvas>(this)),
      m_table(makeChild<PlotTable>(this)),
      m_content(makeChild<QWidget>(this)),
      m_scroll(makeChild<QScrollArea>(m_content)),
      m_hint(makeChild<EmptyHint>(this, m_content,
                                  tr("Drag signals here, or choose one in the table, to see what "
                                     "was measured and what was simulated."))) {
    setAcceptDrops(true);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setAccessibleName(tr("Plots"));
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = makeChild<QVBoxLayout>(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(1);
    content->addWidget(m_scroll, 1);
    content->addWidget(m_table);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, theme::kSpace / 2, 0, 0);
    layout->setSpacing(theme::kSpace / 2);
    buildHead(*layout);
    layout->addWidget(m_hint, 1);

    m_plotChosen->setToolTip(tr("Put the chosen signal into a plot of its own, where it stays"));
    connect(m_plotChosen, &QAction::triggered, this, [this] {
        if (m_chosen >= 0 && m_chosen < static_cast<int>(m_rows.signalCount()))
            plot({m_rows.traits(static_cast<uint32_t>(m_chosen)).fullName});
    });
    m_canvas->setHistory([this] { return history(); });
    connectCanvas();
    connectTable();
    m_table->setVisible(m_settings.value(QLatin1String(kShowsTable), false).toBool());
    m_values->setChecked(!m_table->isHidden());
    rowsChanged();
}

void PlotPanel::buildHead(QLayout& layout) {
    m_delta->setObjectName(QStringLiteral("caption"));
    m_progress->setMaximumWidth(80);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the export"));
    for (QWidget* hidden : std::initializer_list<QWidget*>{m_progress, m_cancel})
        hidden->hide();
    for (QToolButton* toggle : {m_cursors, m_values})
        toggle->setCheckable(true);
    for (const int seconds : {10, 30, 60, 300, 600})
        m_span->addItem(seconds < 120 ? tr("%1 s").arg(seconds) : tr("%1 min").arg(seconds / 60),
                        seconds);
    m_span->setCurrentIndex(2);
    m_span->setAccessibleName(tr("How much time the plots show"));
    m_span->setToolTip(tr("How much time the plots show"));
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest value in sight; dragging the plots looks back"));

    auto* menu = makeChild<QMenu>(m_export);
    connect(menu->addAction(tr("Picture (PNG) …")), &QAction::triggered, this,
            [this] { askExport(QStringLiteral("png"), tr("Pictures (*.png)")); });
    connect(menu->addAction(tr("Drawing (SVG) …")), &QAction::triggered, this,
            [this] { askExport(QStringLiteral("svg"), tr("Drawings (*.svg)")); });
    connect(menu->addAction(tr("Table (CSV) …")), &QAction::triggered, this,
            [this] { askExport(QStringLiteral("csv"), tr("Tables (*.csv)")); });
    m_export->setMenu(menu);
    m_export->setPopupMode(QToolButton::InstantPopup);

    auto* head = makeLayout<QHBoxLayout>();
    head->setContentsMargins(theme::kSpace + 2, 0, theme::kSpace, 0);
    head->setSpacing(theme::kSpace / 2);
    head->addWidget(m_delta, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_progress, m_cancel, m_cursors,
                                                           m_values, m_export, m_follow, m_span})
        head->addWidget(widget);
    static_cast<QVBoxLayout&>(layout).addLayout(head);

    connect(m_span, &QComboBox::currentIndexChanged, this, [this] {
        m_follow->setChecked(true);
        followNow();
    });
    connect(m_follow, &QCheckBox::toggled, this, [this](bool on) {
        if (on)
            followNow();
    });
    connect(m_cursors, &QToolButton::toggled, this, &PlotPanel::toggleCursors);
    connect(m_values, &QToolButton::toggled, this, [this](bool on) {
        m_table->setVisible(on);
        m_settings.setValue(QLatin1String(kShowsTable), on);
        showFigures();
    });
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        m_csv.cancel();
        m_progress->hide();
        m_cancel->hide();
        Q_EMIT said(tr("Export cancelled: nothing was written"));
    });
    connect(&m_csv, &CsvExport::progressed, m_progress, [this](double share) {
        m_progress->setValue(static_cast<int>(std::lround(100.0 * share)));
    });
    connect(&m_csv, &CsvExport::finished, this, [this](const QString& message) {
        m_progress->hide();
        m_cancel->hide();
        Q_EMIT said(message);
    });
}

void PlotPanel::connectCanvas() {
    // A hand on the plots looks back.
    connect(m_canvas, &PlotCanvas::touched, m_follow, [this] { m_follow->setChecked(false); });
    connect(m_canvas, &PlotCanvas::zoomed, this, &PlotPanel::zoom);
    connect(m_canvas, &PlotCanvas::panned, this,
            [this](qint64 byNs) { setRange(m_canvas->from() + byNs, m_canvas->to() + byNs); });
    connect(m_canvas, &PlotCanvas::sought, this, &PlotPanel::sought);
    connect(m_canvas, &PlotCanvas::hovered, this, &PlotPanel::showFiguresSoon);
    connect(m_canvas, &PlotCanvas::drawn, this, &PlotPanel::showFiguresSoon);
    m_figures.setSingleShot(true);
    connect(&m_figures, &QTimer::timeout, this, [this] {
        if (std::exchange(m_figuresDue, false))
            showFiguresSoon();
    });
    connect(m_canvas, &PlotCanvas::cursorMoved, this, [this] {
        showDelta();
        showFiguresSoon();
    });
    connect(m_canvas, &PlotCanvas::menuRequested, this, [this](const QPoint& at) {
        const int row = m_canvas->rowAt(at);
        if (const auto menu = menuOf(row, -1); !menu->isEmpty())
            menu->exec(m_canvas->mapToGlobal(at));
    });
}

void PlotPanel::connectTable() {
    using signals::Series;
    connect(m_table, &PlotTable::seriesToggled, this,
            [this](uint32_t signal, Series series, bool shown) {
                PlotSignal* what = m_rows.find(signal);
                if (what == nullptr)
                    return;
                (series == Series::measured    ? what->measured
                 : series == Series::simulated ? what->simulated
                                               : what->residual) = shown;
                m_canvas->setRows(m_rows);
                keep();
            });
    connect(m_table, &PlotTable::removeRequested, this, [this](uint32_t signal) {
        m_rows.remove(signal);
        m_guest = -1;
        rowsChanged();
    });
    connect(m_table, &PlotTable::menuRequested, this, [this](const QPoint& at, int signal) {
        const int row = signal >= 0 ? m_rows.rowOf(static_cast<uint32_t>(signal)) : -1;
        if (const auto menu = menuOf(row, signal); !menu->isEmpty())
            menu->exec(at);
    });
    connect(m_table, &PlotTable::unfolded, this, [this] {
        fitTable();
        showFigures();
    });
}

const signals::History* PlotPanel::history() const {
    return m_link != nullptr ? m_link->eyes().history : nullptr;
}

void PlotPanel::showSession(const SessionLink* link) {
    m_csv.cancel();
    m_progress->hide();
    m_cancel->hide();
    const bool continues = link != nullptr && link->continues && m_link != nullptr;
    QString guest;
    if (continues && m_guest >= 0) {
        guest = m_rows.traits(static_cast<uint32_t>(m_guest)).fullName;
        m_rows.remove(static_cast<uint32_t>(m_guest));
    }
    const QString before = m_rows.text();
    m_link = link != nullptr && link->now.history != nullptr ? link : nullptr;
    m_twin = link != nullptr ? link->twin : nullptr;
    m_guest = m_chosen = -1;
    m_rows.setTraits(m_link != nullptr ? traitsOf(*link->twin, *link->names)
                                       : std::vector<SignalTraits>());
    if (m_link != nullptr)
        m_rows.setText(continues ? before : kept());
    if (!continues) {
        m_cursors->setChecked(false);
        m_follow->setChecked(true);
    }
    if (!guest.isEmpty())
        showSignal(signalOf(guest));
    rowsChanged();
}

void PlotPanel::showSignal(int signal) {
    m_chosen = signal;
    const bool known = signal >= 0 && signal < static_cast<int>(m_rows.signalCount());
    m_plotChosen->setEnabled(known);
    if (!m_rows.empty() && m_guest < 0)
        return;  // what was put here stays
    if (m_guest >= 0)
        m_rows.remove(static_cast<uint32_t>(m_guest));
    m_guest = known ? signal : -1;
    if (known) {
        m_rows.add(static_cast<uint32_t>(signal));
        m_follow->setChecked(true);
        followNow();
    }
    rowsChanged();
}

void PlotPanel::refresh(const sim::Snapshot&, UtcNs now) {
    m_now = now;
    m_canvas->setNow(now);
    if (m_rows.empty() || m_link == nullptr || !isVisible())
        return;
    if (m_follow->isChecked())
        followNow();
    else
        m_canvas->redraw();
}

void PlotPanel::followNow() {
    const auto span =
        std::min<int64_t>(m_span->currentData().toLongLong() * kNsPerSecond, longestSpan());
    setRange(m_now - span, m_now);
}

double PlotPanel::shownSpan() const {
    return static_cast<double>(m_canvas->to() - m_canvas->from()) / 1e9;
}

// Of a session all that its history holds; of a recording all of it.
int64_t PlotPanel::longestSpan() const {
    if (m_link == nullptr || m_link->looksBack)
        return kLongestPast;
    if (m_link->recorded())
        return std::clamp<int64_t>(m_link->time->status().range.length(),
                                   m_span->itemData(0).toLongLong() * kNsPerSecond,
                                   kLongestRecorded);
    int64_t out = kLongestPast;
    for (const PlotRow& row : m_rows.rows()) {
        for (const PlotSignal& what : row.signals) {
            const UtcNs oldest =
                m_link->now.history->oldest(what.signal, signals::Series::measured);
            if (oldest > 0)
                out = std::max(out, m_now - oldest);
        }
    }
    return out;
}

void PlotPanel::zoom(double factor, UtcNs about) {
    const auto before = static_cast<double>(m_canvas->to() - m_canvas->from());
    const int64_t span = std::clamp<int64_t>(std::llround(before * std::clamp(factor, 1e-6, 1e6)),
                                             kShortest, longestSpan());
    // The place that the wheel is on stays.
    const double place = static_cast<double>(about - m_canvas->from()) / before;
    const UtcNs from = about - std::llround(place * static_cast<double>(span));
    setRange(from, from + span);
}

void PlotPanel::setRange(UtcNs from, UtcNs to) {
    m_canvas->setRange(from, to);
    // Of the past so much is read before the cursor.
    const int64_t span = std::min(to - from, kLongestRecorded);
    if (std::exchange(m_saidSpan, span) != span)
        Q_EMIT spanChanged(span);
}

// What the cursors say stands in the table.
void PlotPanel::toggleCursors(bool on) {
    if (on)
        m_values->setChecked(true);
    const int64_t third = (m_canvas->to() - m_canvas->from()) / 3;
    m_canvas->setCursor(Cursor::a, on ? std::optional(m_canvas->from() + third) : std::nullopt);
    m_canvas->setCursor(Cursor::b, on ? std::optional(m_canvas->to() - third) : std::nullopt);
}

void PlotPanel::showDelta() {
    const auto a = m_canvas->cursor(Cursor::a), b = m_canvas->cursor(Cursor::b);
    m_shownDelta.clear();
    QString rate;
    if (a && b) {
        const double seconds = static_cast<double>(*b - *a) * 1e-9;
        m_shownDelta = tr("Δt %1 s").arg(format::signedNumber(seconds, 3));
        if (seconds != 0.0)
            rate =
                tr(", that often %1 times a second").arg(format::number(1.0 / std::abs(seconds)));
    }
    m_delta->setFullText(m_shownDelta);
    m_delta->setToolTip(m_shownDelta.isEmpty() ? QString() : tr("Time from A to B") + rate);
}

// At once, but not again within a moment.
void PlotPanel::showFiguresSoon() {
    if (m_figures.isActive()) {
        m_figuresDue = true;
        return;
    }
    showFigures();
    m_figures.start(kFiguresMs);
}

void PlotPanel::showFigures() {
    if (!m_table->isHidden())
        m_table->show(*m_canvas, history());
}

void PlotPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    fitTable();
}

void PlotPanel::fitTable() {
    const int most = std::max(60, static_cast<int>(kTableShare * height()));
    m_table->setFixedHeight(std::min(m_table->wantedHeight(), most));
}

}  // namespace gemba::ui
