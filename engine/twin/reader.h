#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/twin/twin.h"

namespace gemba::twin {

/// One finding of `gemba check`, also its JSON: line and column count from 1; 0 where the file as a
/// whole is meant.
struct Problem {
    int line = 0;
    int column = 0;
    std::string key;  ///< "conveyor.infeed.size"; tables without an id by place: "binding[1].unit"
    std::string found;
    std::string expected;
    std::string hint;  ///< "did you mean ...?", may be empty

    [[nodiscard]] std::string message(const std::filesystem::path& file) const;
};

/// The twin, or why not: the first syntax error alone, or all semantic errors in order of lines.
struct ReadOutcome {
    std::shared_ptr<const Twin> twin;  ///< null when there are problems
    std::vector<Problem> problems;
};

/// Reads and checks a twin file with its script. Does not open models but says which are missing.
[[nodiscard]] ReadOutcome readTwin(const std::filesystem::path& file);

/// The same from text; `file` gives the folder for relative paths and the name in messages.
[[nodiscard]] ReadOutcome readTwinText(std::string text, const std::filesystem::path& file);

/// JSON Schema (2020-12) of the twin file, made from the catalogue.
[[nodiscard]] std::string twinSchema();

/// `[[set]]` entries of an overlay file (gemba plant --with): a property of a device takes a value
/// between two times.
struct OverlayEntry {
    PropertyRef property;
    double value = 0.0;   ///< SI
    double from = 0.0;    ///< s of simulated time
    double until = -1.0;  ///< s; negative: for good. Then the value of before returns.
};

/// `[[offline]]` entries: the publisher is gone between two times; what it would have sent is lost.
struct OfflineSpan {
    double from = 0.0, until = 0.0;  ///< s
};

/// Differences between a virtual plant and its twin.
struct Overlay {
    std::vector<OverlayEntry> entries;
    std::vector<OfflineSpan> offline;
};

struct OverlayOutcome {
    Overlay overlay;
    std::vector<Problem> problems;
};

[[nodiscard]] OverlayOutcome readOverlay(const std::filesystem::path& file, const Twin& twin);

}  // namespace gemba::twin
