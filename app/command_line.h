#pragma once

namespace gemba::app {

/// Reads the command line and runs what it says. Returns the exit code.
[[nodiscard]] int runCommandLine(int argc, char** argv);

}  // namespace gemba::app
