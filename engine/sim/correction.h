#pragma once

#include <cstdint>

#include "engine/core/time.h"

namespace gemba::sim {

enum class CorrectionKind : uint8_t {
    move,    ///< along its path to where an eye of the plant says it is
    create,  ///< where the plant shows a part that the model lacks
    retire,  ///< taken away
    doubt,   ///< the plant did not show it: predicted from here on
};

enum class CorrectionWhy : uint8_t {
    late,      ///< the plant's part came after the model's
    early,     ///< before it
    unknown,   ///< the plant has a part that the model lacks
    missing,   ///< the plant's eye did not see it
    pushed,    ///< by a neighbour that was moved
    inTheWay,  ///< retired for another part; or moved less far than asked, for what stands there
};

[[nodiscard]] const char* name(CorrectionKind kind);
[[nodiscard]] const char* name(CorrectionWhy why);

/// One change of the model's parts so that they follow the plant's. What is asked for before a
/// tick's physics and what was done after it are the same list: nothing is moved through what
/// stands in its way.
struct Correction {
    CorrectionKind kind = CorrectionKind::move;
    CorrectionWhy why = CorrectionWhy::late;
    uint32_t serial = 0;             ///< of the part; one that is created gets it when it is done
    int32_t eye = -1;                ///< the device that told
    uint32_t path = 0;               ///< of Twin::pathBelts
    double from = 0.0, to = 0.0;     ///< m along the path, of the part's middle; move and create
    UtcNs cause = 0;                 ///< measured time of the edge, our clock
    int32_t item = -1, feeder = -1;  ///< create: what it is and who owns it

    template <class A>
    void visitState(A& archive) {
        archive(kind, why, serial, eye, path, from, to, cause, item, feeder);
    }
};

}  // namespace gemba::sim
