#pragma once

#include <string>
#include <string_view>

#include "engine/signals/signal_table.h"
#include "engine/twin/catalogue.h"

namespace gemba::ingest::test {

/// Adds a binding to the first property of the catalogue that fits: an event, where each sample
/// counts, or a number, where the newest will do. Devices are made as they are needed.
inline void bind(twin::Twin& twin, std::string signal, bool every) {
    const auto kinds = twin::catalogue();
    for (uint32_t kind = 0; kind < kinds.size(); ++kind) {
        for (uint32_t property = 0; property < kinds[kind].properties.size(); ++property) {
            const twin::PropertyInfo& info = kinds[kind].properties[property];
            if (info.event != every || info.type == ValueType::boolean)
                continue;
            twin::Device device;
            device.id = "device" + std::to_string(twin.devices.size());
            device.kind = kind;
            twin::Binding binding;
            binding.signal = std::move(signal);
            binding.target = {static_cast<uint32_t>(twin.devices.size()), property};
            binding.role = twin::Role::drive;
            twin.devices.push_back(std::move(device));
            twin.bindings.push_back(std::move(binding));
            return;
        }
    }
}

/// Signals: "line/speed" and "line/weight" (the newest will do), "line/spawn" (each counts).
enum Signal : uint32_t { speed, weight, spawn };

inline signals::SignalNames lineNames() {
    twin::Twin twin;
    bind(twin, "line/speed", false);
    bind(twin, "line/weight", false);
    bind(twin, "line/spawn", true);
    return signals::SignalNames(twin);
}

}  // namespace gemba::ingest::test
