#pragma once

#include <string>
#include <vector>

namespace gemba::app {

struct WindowOptions {
    std::vector<std::string> files;    ///< twins or models; the first is opened
    std::vector<std::string> connect;  ///< "[ID=]ENDPOINT"
    std::string gpu;
    bool validation = false;      ///< Vulkan's validation layers
    bool watchGui = false;        ///< log each event that takes longer than a frame
    double closeAfter = 0.0;      ///< s, for tests; 0: the user closes it
    std::string record;           ///< file for the session's recording, for tests
    bool store = true;            ///< record sessions into the rolling store
    uint64_t segmentBytes = 0;    ///< of the store, for tests; 0: its own
    double segmentSeconds = 0.0;  ///< likewise
    std::string picture;          ///< of the window at closeAfter, for tests
};

/// `gemba [FILE…]`: the window. Returns when it is closed.
[[nodiscard]] int runWindow(const WindowOptions& options, int& argc, char** argv);

}  // namespace gemba::app
