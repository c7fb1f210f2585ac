#include "app/commands/schema.h"

#include <fmt/format.h>

#include <cstdio>

#include "app/files.h"
#include "engine/core/log.h"
#include "engine/core/text.h"
#include "engine/twin/reader.h"

namespace gemba::app {

int runSchema(std::string_view what) {
    if (what != "twin") {
        log::error(fmt::format("there is no schema of {}, only of \"twin\"", inQuotes(what)));
        return kExitUsage;
    }
    fmt::print("{}", twin::twinSchema());
    return kExitDone;
}

}  // namespace gemba::app
