#include "engine/sim/recording.h"

namespace gemba::sim {

void describeInputs(const TickInputs& inputs, TickRecord& out) {
    out.utc = inputs.utc;
    out.entered.clear();
    out.losses.clear();
    for (const signals::Sample& sample : inputs.samples) {
        if (sample.signal == signals::Sample::kHeartbeat) {
            out.entered.push_back({sample.source, 0, static_cast<uint64_t>(sample.receiveTime)});
            continue;
        }
        if (sample.lost > 0)
            out.losses.push_back({sample.source, sample.lost, sample.index});

        // Runs of samples in the order of their source.
        Entered* const run = out.entered.empty() ? nullptr : &out.entered.back();
        if (run != nullptr && run->count > 0 && run->source == sample.source &&
            run->first + run->count == sample.index)
            ++run->count;
        else
            out.entered.push_back({sample.source, 1, sample.index});
    }
    out.commands.assign(inputs.commands.begin(), inputs.commands.end());
}

}  // namespace gemba::sim
