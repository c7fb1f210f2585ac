#include "app/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace gemba::app {

ProgressLine::ProgressLine() : m_isTerminal(::isatty(STDERR_FILENO) != 0) {}

void ProgressLine::show(double fraction, std::string_view word) {
    if (!m_isTerminal)
        return;
    fmt::print(stderr, "\r\x1b[K{:3.0f} %  {}", fraction * 100.0, word);
    std::fflush(stderr);
}

void ProgressLine::clear() const {
    if (m_isTerminal)
        fmt::print(stderr, "\r\x1b[K");
}

}  // namespace gemba::app
