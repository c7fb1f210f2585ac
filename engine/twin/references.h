#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/twin/patch.h"
#include "engine/twin/twin.h"

/// Changes that keep a twin whole: what names an object follows it.
namespace gemba::twin {

/// The reference of a device, model, item or live source of the twin; what stands several times
/// under one id is no twin.
[[nodiscard]] ObjectRef refOf(const Device& device);
[[nodiscard]] ObjectRef refOf(const PlacedModel& model);
[[nodiscard]] ObjectRef refOf(const Binding& binding, const Twin& twin);
[[nodiscard]] ObjectRef refOf(const LiveSource& source);

/// An equipment's or model's id becomes another one, here and wherever it is named: as parent, in
/// bindings, alarms and lists. The controller's script is not changed: `mentioned` says whether
/// the old id stands in it.
struct Renaming {
    std::vector<Change> changes;
    bool mentioned = false;
};
[[nodiscard]] Renaming renaming(const Twin& twin, const std::string& from, const std::string& to);

/// Equipment and models go, and with them what cannot be without them: what stands on them or
/// hangs on them, their bindings and alarms. Other mentions of them are taken out.
struct Removal {
    std::vector<Change> changes;
    std::vector<std::string> ids;  ///< of all equipment and models that go
    size_t bindings = 0, alarms = 0;
};
[[nodiscard]] Removal removal(const Twin& twin, std::span<const std::string> ids);

/// Whether a key of a table names equipment or models: "on", "parent", a list of stations.
[[nodiscard]] bool namesObjects(std::string_view table, std::string_view key);

/// The files that a twin is made of beside its own, each once, absolute: models, robots, the
/// controller's script.
[[nodiscard]] std::vector<std::filesystem::path> filesOf(const Twin& twin);

/// An id that no equipment or model has: the base, or with the first number from 2 that is free.
[[nodiscard]] std::string freeId(const Twin& twin, std::string_view base);

}  // namespace gemba::twin
