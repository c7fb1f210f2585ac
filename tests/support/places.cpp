#include "tests/support/places.h"

#include <cstdlib>

namespace gemba::test {

std::filesystem::path projectRoot() {
    return GEMBA_SOURCE_DIR;
}

std::filesystem::path sharedData() {
    const char* const told = std::getenv("GEMBA_SHARED_DATA");
    for (const std::filesystem::path& place :
         {std::filesystem::path(told != nullptr ? told : ""), projectRoot() / "../shared/data"}) {
        if (!place.empty() && std::filesystem::is_directory(place / "models"))
            return place;
    }
    return {};
}

}  // namespace gemba::test
