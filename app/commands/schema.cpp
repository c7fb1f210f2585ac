#include "app/commands/schema.h"

#include <fmt/format.h>

#include <cstdio>

#include "engine/core/log.h"
#include "engine/core/text.h"
#include "engine/twin/reader.h"

namespace gemba::app {

int runSchema(std::string_view what) {
    constexpr int kDone = 0;
    constexpr int kUsage = 2;
    if (what != "twin") {
        log::error(fmt::format("there is no schema of {}, only of \"twin\"", inQuotes(what)));
        return kUsage;
    }
    fmt::print("{}", twin::twinSchema());
    return kDone;
}

}  // namespace gemba::app
