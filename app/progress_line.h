#pragma once

#include <string_view>

namespace gemba::app {

/// A line on standard error that overwrites itself; nothing where nobody watches.
class ProgressLine {
 public:
    ProgressLine();
    /// `fraction` is 0 to 1.
    void show(double fraction, std::string_view word);
    void clear() const;

 private:
    bool m_isTerminal;
};

}  // namespace gemba::app
