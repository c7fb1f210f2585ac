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
    out.events = series == signals::Series::residual;
    out.dense = m_envelope.points > 2 * columns;
    const UtcNs end = std::min(range.to, range.now);
    out.whole = m_envelope.whole(range.from, end);
    if (out.dense) {
        drawColumns(out);
    } else {
        history.read(signal, series, range.from, range.to, m_points);
        drawPoints(out);
    }
    if (!out.events && !out.line.empty() && out.line.back().key < keyOf(end))
        out.line.push_back({keyOf(end), out.line.back().value});
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

// A column: how it begins, its least and greatest, how it ends.
void CurveReader::drawColumns(Curve& out) const {
    if (!out.events && m_envelope.before.quality != signals::Quality::none)
        addLevel(out.line, keyOf(m_envelope.before.time),
                 m_envelope.before.trusted() ? m_envelope.before.value : Summary::kNone);
    for (const Summary& column : m_envelope.columns) {
        if (column.empty())
            continue;
        const double begin = keyOf(column.begin), end = keyOf(column.end);
        if (column.trusted == 0) {
            out.events ? out.line.push_back({begin, Summary::kNone})
                       : addLevel(out.line, begin, Summary::kNone);
            continue;
        }
        if (out.events) {
            out.line.push_back({begin, column.least});
            if (column.most > column.least)
                out.line.push_back({begin, column.most});
            continue;
        }
        addLevel(out.line, begin, column.first);
        if (column.trusted > 1) {
            const double middle = (begin + end) / 2;
            out.line.push_back({middle, column.least});
            out.line.push_back({middle, column.most});
            out.line.push_back({end, column.last});
        }
    }
}

Point CurveReader::at(const signals::History& history, uint32_t signal, signals::Series series,
                      UtcNs time) {
    history.read(signal, series, time, time, m_points);
    return m_points.empty() ? Point{.quality = signals::Quality::none} : m_points.back();
}

}  // namespace gemba::ui
