#include <cstdlib>
#include <string>

#include "engine/twin/reader.h"

/// libFuzzer: any text as a twin file. A twin or problems, never both, never neither; each problem
/// says what was expected.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace gemba::twin;
    const ReadOutcome outcome =
        readTwinText(std::string(reinterpret_cast<const char*>(data), size), "/nonexistent/a.toml");
    if ((outcome.twin != nullptr) != outcome.problems.empty())
        std::abort();
    for (const Problem& problem : outcome.problems) {
        if (problem.expected.empty() || problem.line < 0 || problem.message("a.toml").empty())
            std::abort();
    }
    return 0;
}
