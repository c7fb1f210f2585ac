// The importer starts /proc/self/exe as its child. In the unit tests that is this executable, whose
// main() knows nothing of it: so the child branches off before main().
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>

#include "engine/assets/importer.h"

namespace gemba::assets {
namespace {

bool becomeChildIfAsked() {
    std::ifstream file("/proc/self/cmdline", std::ios::binary);
    const std::string line{std::istreambuf_iterator<char>(file), {}};
    const size_t second = line.find('\0') + 1;
    if (line.substr(second) == std::string(kImportChildWord) + '\0')
        ::_exit(importChildMain());
    return true;
}

[[maybe_unused]] const bool kIsParent = becomeChildIfAsked();

}  // namespace
}  // namespace gemba::assets
