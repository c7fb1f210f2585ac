#pragma once

#include <vector>

#include "engine/signals/history.h"

namespace gemba::ui {

/// Seconds since 1970, as QCustomPlot has time: still a quarter of a microsecond apart.
[[nodiscard]] constexpr double keyOf(UtcNs time) {
    return static_cast<double>(time) * 1e-9;
}
[[nodiscard]] constexpr UtcNs timeOf(double key) {
    return static_cast<UtcNs>(key * 1e9);
}

/// One series as it is drawn over a range.
struct Curve {
    struct Vertex {
        double key, value;
        bool operator==(const Vertex&) const = default;
    };

    /// All that a level was within a column of the picture, and at its end; NaN: nobody knows.
    struct Column {
        double key, least, most, last;
    };

    /// Levels: a line with its steps drawn out, NaN where nobody knows. Events: each by itself, NaN
    /// where one had no partner. No more than some for each column of the picture.
    std::vector<Vertex> line;
    /// Instead of the line where levels were summed up: by time, those in which there is a point,
    /// between the level before them and that at the end.
    std::vector<Column> columns;
    bool dense = false;  ///< summed up: most columns hold more than two points
    bool events = false;
    signals::Summary whole;  ///< of the range
};

/// Reads curves out of a history: point by point where they are few, else summed up, so that it
/// takes no longer for ten million points than for ten thousand. One thread.
class CurveReader {
 public:
    struct Range {
        UtcNs from = 0, to = 0;
        UtcNs now = 0;       ///< the last level holds until then, not beyond
        int columns = 1000;  ///< of the picture
    };

    void read(const signals::History& history, uint32_t signal, signals::Series series,
              const Range& range, Curve& out);

    /// The last point at or before an instant; quality none: there is none.
    [[nodiscard]] signals::Point at(const signals::History& history, uint32_t signal,
                                    signals::Series series, UtcNs time);

 private:
    void drawPoints(Curve& out) const;
    void sumUpLevels(Curve& out) const;
    void sumUpEvents(Curve& out) const;

    signals::Envelope m_envelope;
    std::vector<signals::Point> m_points;
};

}  // namespace gemba::ui
