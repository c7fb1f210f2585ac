#include "ui/plot/curve.h"

#include <algorithm>
#include <cmath>

namespace gemba::ui {
namespace {

using signals::Point;
using signals::Summary;

/// Puts levels one after another: each holds until the next begins.
void addLevel(std::vector<Curve::Vertex>& line, double key, double value) {
    if (!line.empty() && !std::isnan(line.back().value))
        line.push_back({key, line.back().value});
    line.push_back({key, value});
}

}  // namespace

void CurveReader::read(const signals::History& history, uint32_t signal, signals::Series series,
                       const Range& range, Curve& out) {
    const auto columns = static_cast<size_t>(std::max(1, range.columns));
    history.envelope(signal, series, range.from, range.to, columns, m_envelope);
    out.line.clear();
    out.columns.clear();
    out.events = series == signals::Series::residual;
    out.dense = m_envelope.points > 2 * columns;
    const UtcNs end = std::min(range.to, range.now);
    out.whole = m_envelope.whole(range.from, end);
    if (out.events && out.dense) {
        sumUpEvents(out);
    } else if (out.dense) {
        sumUpLevels(out);
        if (!out.columns.empty() && out.columns.back().key < keyOf(end)) {
            const double held = out.columns.back().last;
            out.columns.push_back({keyOf(end), held, held, held});
        }
    } else {
        history.read(signal, series, range.from, range.to, m_points);
        drawPoints(out);
        if (!out.events && !out.line.empty() && out.line.back().key < keyOf(end))
            out.line.push_back({keyOf(end), out.line.back().value});
    }
}

void CurveReader::drawPoints(Curve& out) const {
    for (const Point& point : m_points) {
        const double value = point.trusted() ? point.value : Summary::kNone;
        if (!out.events)
            addLevel(out.line, keyOf(point.time), value);
        else if (&point != m_points.data() || m_envelope.before.time != point.time)
            out.line.push_back({keyOf(point.time), value});
    }
}

void CurveReader::sumUpLevels(Curve& out) const {
    if (const Point& before = m_envelope.before; before.quality != signals::Quality::none) {
        const double level = before.trusted() ? before.value : Summary::kNone;
        out.columns.push_back({keyOf(before.time), level, level, level});
    }
    for (const Summary& column : m_envelope.columns) {
        if (column.trusted > 0)
            out.columns.push_back({keyOf(column.begin), column.least, column.most, column.last});
        else if (!column.empty())
            out.columns.push_back(
                {keyOf(column.begin), Summary::kNone, Summary::kNone, Summary::kNone});
    }
}

// Of a column's the two that reach farthest.
void CurveReader::sumUpEvents(Curve& out) const {
    for (const Summary& column : m_envelope.columns) {
        if (column.empty())
            continue;
        const double key = keyOf(column.begin);
        if (column.trusted == 0) {
            out.line.push_back({key, Summary::kNone});
            continue;
        }
        out.line.push_back({key, column.least});
        if (column.most > column.least)
            out.line.push_back({key, column.most});
    }
}

Point CurveReader::at(const signals::History& history, uint32_t signal, signals::Series series,
                      UtcNs time) {
    history.read(signal, series, time, time, m_points);
    return m_points.empty() ? Point{.quality = signals::Quality::none} : m_points.back();
}

}  // namespace gemba::ui
