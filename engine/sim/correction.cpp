#include "engine/sim/correction.h"

namespace gemba::sim {

const char* name(CorrectionKind kind) {
    switch (kind) {
        case CorrectionKind::move:
            return "moved";
        case CorrectionKind::create:
            return "created";
        case CorrectionKind::retire:
            return "retired";
        case CorrectionKind::doubt:
            break;
    }
    return "predicted";
}

const char* name(CorrectionWhy why) {
    switch (why) {
        case CorrectionWhy::late:
            return "late";
        case CorrectionWhy::early:
            return "early";
        case CorrectionWhy::unknown:
            return "unknown";
        case CorrectionWhy::missing:
            return "missing";
        case CorrectionWhy::pushed:
            return "pushed";
        case CorrectionWhy::inTheWay:
            break;
    }
    return "in the way";
}

}  // namespace gemba::sim
