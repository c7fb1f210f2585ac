#pragma once

#include <vector>

#include "engine/sim/services.h"
#include "engine/sim/system.h"
#include "engine/twin/reader.h"

namespace gemba::sim {

/// A virtual plant's differences: sets the overlay layer of properties between given times, below
/// every command. Stands before the bindings. Its state follows from the tick alone.
class OverlaySystem final : public Stateful<OverlaySystem, System> {
 public:
    OverlaySystem(const twin::Twin& twin, const std::vector<twin::OverlayEntry>& entries);

    [[nodiscard]] std::string_view name() const override { return "overlay"; }
    void preStep(World& world) override;

    template <class A>
    void visitState(A&) {}

 private:
    struct Entry {
        uint32_t property = 0;
        double value = 0.0;
        Tick from = 0, until = 0;  ///< until < 0: for good
    };
    std::vector<Entry> m_entries;
};

}  // namespace gemba::sim
