#include "ui/time/time_strip.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

// Pixels of the layout.
constexpr int kSide = 12;
constexpr int kMarksTop = 3, kMarksHeight = 11;
constexpr int kTrackTop = kMarksTop + kMarksHeight;
constexpr int kTrackBottom = 38;
constexpr int kAxisTop = kTrackBottom + 2;
constexpr int kLabelWidth = 84;  // of the axis, with air
constexpr double kCatch = 5.0;   // a click this near to a bookmark means it
constexpr int kMostEvents = 8;   // in a tool tip
constexpr size_t kMostRows = 4;  // sources beyond share the last one

constexpr int64_t kSteps[] = {1,   2,    5,    10,   15,    30,    60,    120,   300,   600,
                              900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 604800};

[[nodiscard]] QDateTime local(UtcNs time) {
    return QDateTime::fromMSecsSinceEpoch(time / 1'000'000);
}

}  // namespace

TimeStrip::TimeStrip(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Time of the recording"));
    setFocusPolicy(Qt::ClickFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimeStrip::setStatus(const sim::TimeStatus& status) {
    bool other = status.cursor != m_status.cursor || status.range != m_status.range ||
                 status.chosen != m_status.chosen || status.loop != m_status.loop ||
                 status.live != m_status.live;
    // Now goes on for ever: less than a pixel's share of it is not worth a picture.
    if (status.live && m_status.live && status.chosen == m_status.chosen &&
        status.range.from == m_status.range.from &&
        (status.now - m_status.now) * 4 * width() < status.range.length())
        return;
    m_status = status;
    if (other)
        update();
}

// A session's past goes on to now, where the newest is not readable yet.
sim::TimeRange TimeStrip::extent() const {
    return {m_status.range.from, std::max(m_status.range.to, m_status.now)};
}

void TimeStrip::setOverview(std::shared_ptr<const sim::Overview> overview) {
    if (overview == m_overview)
        return;
    m_overview = std::move(overview);
    update();
}

void TimeStrip::setBookmarks(std::vector<sim::TimeMark> bookmarks) {
    if (bookmarks == m_bookmarks)
        return;
    m_bookmarks = std::move(bookmarks);
    update();
}

double TimeStrip::xOf(UtcNs time) const {
    const sim::TimeRange all = extent();
    const double length = static_cast<double>(std::max<int64_t>(1, all.length()));
    const double share = static_cast<double>(all.clamp(time) - all.from) / length;
    return kSide + share * (width() - 2 * kSide);
}

UtcNs TimeStrip::timeAt(double x) const {
    const double share = (x - kSide) / std::max(1, width() - 2 * kSide);
    const auto length = static_cast<double>(extent().length());
    return m_status.range.from + std::llround(std::clamp(share, 0.0, 1.0) * length);
}

void TimeStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::colors().panel));
    const QRectF track(kSide, kTrackTop, width() - 2 * kSide, kTrackBottom - kTrackTop);
    painter.fillRect(track, QColor(theme::colors().field));
    paintDensity(painter);
    paintUnwritten(painter);
    paintAxis(painter);
    paintChosen(painter);
    paintMarks(painter);
    paintBookmarks(painter);
    paintCursor(painter);
}

// A row for each source; a column as bright as it has messages, against the busiest of its row.
void TimeStrip::paintDensity(QPainter& painter) const {
    if (m_overview == nullptr || m_overview->density.sources.empty())
        return;
    const sim::Density& density = m_overview->density;
    const size_t rows = std::min(kMostRows, density.sources.size());
    const double height = static_cast<double>(kTrackBottom - kTrackTop) / static_cast<double>(rows);
    std::vector<float> counts(density.buckets);
    for (size_t row = 0; row < rows; ++row) {
        std::fill(counts.begin(), counts.end(), 0.0f);
        const size_t last = row + 1 == rows ? density.sources.size() : row + 1;
        for (size_t source = row; source < last; ++source) {
            for (size_t i = 0; i < density.buckets; ++i)
                counts[i] += density.at(source, i);
        }
        const float most = std::max(1e-6f, *std::max_element(counts.begin(), counts.end()));
        const double bottom = kTrackTop + height * static_cast<double>(row + 1) - 1.0;
        for (size_t i = 0; i < density.buckets; ++i) {
            if (counts[i] <= 0.0f)
                continue;
            const auto share = static_cast<double>(counts[i] / most);
            const auto part =
                static_cast<double>(density.range.length()) / static_cast<double>(density.buckets);
            const auto from = density.range.from + std::llround(static_cast<double>(i) * part);
            const double left = xOf(from), right = xOf(from + std::llround(part));
            // Few messages are seen too.
            const double tall = std::max(1.5, std::sqrt(share) * (height - 2.0));
            QColor color(theme::colors().measured);
            color.setAlphaF(0.30f + 0.45f * static_cast<float>(share));
            painter.fillRect(QRectF(left, bottom - tall, std::max(1.0, right - left), tall), color);
        }
    }
}

// Nothing recorded is hatched; above the track a loss is a small triangle, an event a dot.
void TimeStrip::paintMarks(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (m_overview != nullptr) {
        for (const sim::TimeMark& mark : m_overview->marks) {
            const double left = xOf(mark.from), right = xOf(mark.to);
            if (mark.kind == sim::MarkKind::gap) {
                painter.fillRect(
                    QRectF(left, kTrackTop, std::max(2.0, right - left), kTrackBottom - kTrackTop),
                    QBrush(QColor(theme::colors().stale), Qt::BDiagPattern));
            } else if (mark.kind == sim::MarkKind::event) {
                painter.setBrush(QColor(theme::colors().muted));
                painter.drawEllipse(QPointF(left, kTrackTop - 4.5), 2.5, 2.5);
            } else {
                painter.setBrush(QColor(theme::colors().stale));
                painter.drawPolygon(QPolygonF({{left, kTrackTop - 1.0},
                                               {left - 4.0, kTrackTop - 8.0},
                                               {left + 4.0, kTrackTop - 8.0}}));
            }
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// A flag where one begins, and a bar as long as it is.
void TimeStrip::paintBookmarks(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(theme::colors().accent));
    for (const sim::TimeMark& mark : m_bookmarks) {
        const double x = xOf(mark.from);
        painter.fillRect(QRectF(x - 0.5, kMarksTop, 1.0, kTrackBottom - kMarksTop),
                         QColor(theme::colors().accent));
        painter.drawPolygon(
            QPolygonF({{x, kMarksTop + 0.0}, {x + 8.0, kMarksTop + 3.5}, {x, kMarksTop + 7.0}}));
        if (mark.to > mark.from)
            painter.fillRect(QRectF(x, kTrackTop - 2.0, xOf(mark.to) - x, 2.0),
                             QColor(theme::colors().accent));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// What is in no file yet cannot be looked at.
void TimeStrip::paintUnwritten(QPainter& painter) const {
    if (m_status.now <= m_status.range.to)
        return;
    const double left = xOf(m_status.range.to), right = xOf(m_status.now);
    painter.fillRect(QRectF(left, kTrackTop, right - left, kTrackBottom - kTrackTop),
                     QBrush(QColor(theme::colors().faint), Qt::BDiagPattern));
}

// Round local times, as many as have room.
void TimeStrip::paintAxis(QPainter& painter) const {
    const int64_t length = extent().length();
    if (length <= 0)
        return;
    const double pixels = width() - 2 * kSide;
    int64_t step = kSteps[std::size(kSteps) - 1];
    for (const int64_t each : kSteps) {
        if (static_cast<double>(each * kNsPerSecond) / static_cast<double>(length) * pixels >=
            kLabelWidth) {
            step = each;
            break;
        }
    }
    const int64_t ahead = local(m_status.range.from).offsetFromUtc();
    const int64_t begin = m_status.range.from / kNsPerSecond + ahead;
    painter.setFont(theme::caption());
    for (int64_t at = (begin / step + 1) * step;; at += step) {
        const UtcNs time = (at - ahead) * kNsPerSecond;
        if (time > extent().to)
            break;
        const double x = xOf(time);
        painter.fillRect(QRectF(x, kTrackBottom, 1.0, 4.0), QColor(theme::colors().faint));
        const QString text = local(time).toString(step >= 86400 ? QStringLiteral("d MMM")
                                                  : step >= 60  ? QStringLiteral("HH:mm")
                                                                : QStringLiteral("HH:mm:ss"));
        const double half = kLabelWidth / 2.0;
        if (x < half - 8 || x > width() - half + 8)
            continue;
        painter.setPen(QColor(theme::colors().muted));
        painter.drawText(QRectF(x - half, kAxisTop, kLabelWidth, kHeight - kAxisTop),
                         Qt::AlignHCenter | Qt::AlignVCenter, text);
    }
}

void TimeStrip::paintChosen(QPainter& painter) const {
    if (m_status.chosen.empty())
        return;
    const double left = xOf(m_status.chosen.from), right = xOf(m_status.chosen.to);
    QColor color(theme::colors().accent);
    color.setAlphaF(m_status.loop == sim::Loop::range ? 0.28f : 0.16f);
    painter.fillRect(QRectF(left, kTrackTop, right - left, kTrackBottom - kTrackTop), color);
    for (const double x : {left, right})
        painter.fillRect(QRectF(x - 0.5, kTrackTop, 1.0, kTrackBottom - kTrackTop),
                         QColor(theme::colors().accent));
    // How long it is, where that has room.
    const QString length = format::clock(static_cast<double>(m_status.chosen.length()) * 1e-9);
    painter.setFont(theme::caption());
    if (right - left < QFontMetrics(theme::caption()).horizontalAdvance(length) + 12)
        return;
    painter.setPen(QColor(theme::colors().text));
    painter.drawText(QRectF(left, kTrackTop, right - left, kTrackBottom - kTrackTop),
                     Qt::AlignCenter, length);
}

void TimeStrip::paintCursor(QPainter& painter) const {
    const double x = xOf(m_status.cursor);
    // Green where it follows now, as "live" is everywhere.
    const QColor color(m_status.live ? theme::colors().good : theme::colors().text);
    painter.fillRect(QRectF(x - 1.0, kMarksTop, 2.0, kTrackBottom - kMarksTop + 3), color);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF(
        {{x, kTrackBottom - 2.0}, {x - 5.0, kTrackBottom + 5.0}, {x + 5.0, kTrackBottom + 5.0}}));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

int TimeStrip::bookmarkAt(double x) const {
    int best = -1;
    double nearest = kCatch;
    for (size_t i = 0; i < m_bookmarks.size(); ++i) {
        const double away = std::abs(xOf(m_bookmarks[i].from) - x);
        if (away > nearest)
            continue;
        nearest = away;
        best = static_cast<int>(i);
    }
    return best;
}

void TimeStrip::mousePressEvent(QMouseEvent* event) {
    const double x = event->position().x();
    const int bookmark = bookmarkAt(x);
    if (event->button() == Qt::RightButton && bookmark >= 0) {
        Q_EMIT bookmarkMenuRequested(bookmark, event->globalPosition().toPoint());
        return;
    }
    if (event->button() == Qt::RightButton && !m_status.chosen.empty() &&
        m_status.chosen.clamp(timeAt(x)) == timeAt(x)) {
        Q_EMIT rangeMenuRequested(event->globalPosition().toPoint());
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (event->modifiers() & Qt::ShiftModifier) {
        m_rangeFrom = timeAt(x);
        Q_EMIT rangeChosen(*m_rangeFrom, *m_rangeFrom);
        return;
    }
    m_dragging = true;
    // The flag itself is the bookmark's very instant.
    if (bookmark >= 0 && event->position().y() < kTrackTop)
        Q_EMIT sought(m_bookmarks[static_cast<size_t>(bookmark)].from);
    else
        Q_EMIT sought(timeAt(x));
}

void TimeStrip::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton))
        return;
    moveTo(*event);
}

void TimeStrip::moveTo(const QMouseEvent& event) {
    const UtcNs at = timeAt(event.position().x());
    if (m_rangeFrom)
        Q_EMIT rangeChosen(std::min(*m_rangeFrom, at), std::max(*m_rangeFrom, at));
    else if (m_dragging)
        Q_EMIT sought(at);
}

void TimeStrip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_rangeFrom.reset();
    m_dragging = false;
}

QString TimeStrip::textAt(double x) const {
    const int bookmark = bookmarkAt(x);
    if (bookmark >= 0) {
        const sim::TimeMark& mark = m_bookmarks[static_cast<size_t>(bookmark)];
        const QString note = mark.text.empty() ? tr("bookmark") : format::text(mark.text);
        return QStringLiteral("%1\n%2").arg(
            local(mark.from).toString(QStringLiteral("HH:mm:ss.zzz")), note);
    }
    const UtcNs at = timeAt(x);
    QString out = local(at).toString(QStringLiteral("HH:mm:ss.zzz"));
    if (at > m_status.range.to)
        out += u'\n' + tr("on its way into the file");
    if (m_overview == nullptr)
        return out;
    int events = 0;
    for (const sim::TimeMark& mark : m_overview->marks) {
        const bool under = mark.kind == sim::MarkKind::gap ? mark.from <= at && at <= mark.to
                                                           : std::abs(xOf(mark.from) - x) < kCatch;
        if (under && mark.kind == sim::MarkKind::event) {
            if (++events <= kMostEvents)
                out += u'\n' + local(mark.from).toString(QStringLiteral("HH:mm:ss.zzz  ")) +
                       format::said(mark.text);
        } else if (under && mark.kind == sim::MarkKind::gap)
            out += u'\n' + tr("nothing recorded for %1").arg(format::age(mark.to - mark.from));
        else if (under)
            out += u'\n' + tr("not recorded: %1").arg(format::said(mark.text));
    }
    if (events > kMostEvents)
        out += u'\n' + tr("and %1 more").arg(events - kMostEvents);
    const sim::Density& density = m_overview->density;
    if (density.range.empty() || density.buckets == 0)
        return out;
    const double share =
        static_cast<double>(at - density.range.from) / static_cast<double>(density.range.length());
    const auto bucket =
        std::min(density.buckets - 1,
                 static_cast<size_t>(std::max(0.0, share) * static_cast<double>(density.buckets)));
    const double seconds =
        static_cast<double>(density.range.length()) * 1e-9 / static_cast<double>(density.buckets);
    for (size_t source = 0; source < density.sources.size(); ++source)
        out +=
            u'\n' + tr("%1: %2 messages/s")
                        .arg(format::text(density.sources[source]))
                        .arg(static_cast<double>(density.at(source, bucket)) / seconds, 0, 'f', 0);
    return out;
}

bool TimeStrip::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos().x()), this);
    return true;
}

}  // namespace gemba::ui
