#include "engine/signals/sample.h"

namespace gemba::signals {

const char* name(Quality quality) {
    switch (quality) {
        case Quality::good:
            return "good";
        case Quality::uncertain:
            return "uncertain";
        case Quality::bad:
            return "bad";
        case Quality::stale:
            return "stale";
        case Quality::none:
            break;
    }
    return "none";
}

const char* name(Doubt doubt) {
    switch (doubt) {
        case Doubt::range:
            return "beyond its range";
        case Doubt::unit:
            return "a thousand times off: in another unit?";
        case Doubt::none:
            break;
    }
    return "";
}

const char* name(Provenance provenance) {
    switch (provenance) {
        case Provenance::measured:
            return "measured";
        case Provenance::simulated:
            return "simulated";
        case Provenance::replayed:
            return "replayed";
        case Provenance::forced:
            return "forced";
        case Provenance::predicted:
            return "predicted";
        case Provenance::none:
            break;
    }
    return "none";
}

}  // namespace gemba::signals
