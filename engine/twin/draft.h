#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/twin/key_reader.h"
#include "engine/twin/problems.h"
#include "engine/twin/twin.h"

/// A twin while it is read: the stages below fill it in this order, each reporting all it finds.
namespace gemba::twin {

/// Where an object stands in the file.
struct Entry {
    std::string id;
    const Node* node = nullptr;
    std::string path;   ///< "conveyor.infeed", for messages
    uint32_t kind = 0;  ///< of a device
};

/// What an id of the scene names: models and devices share one space of names.
struct SceneRef {
    bool model = false;
    uint32_t index = 0;  ///< into Twin::models or Twin::devices
};

struct Draft {
    Twin twin;
    Problems problems;
    std::filesystem::path folder;  ///< of the file: relative paths begin here
    // By id, parallel to the twin's own lists.
    std::vector<Entry> models, devices, items, live;
    std::map<std::string, SceneRef, std::less<>> scene;

    [[nodiscard]] std::optional<SceneRef> find(std::string_view id) const;
    /// "a conveyor", "a model": for messages about what an id names.
    [[nodiscard]] std::string kindOf(SceneRef ref) const;
    /// "did you mean ...?" among the ids of the scene; `kinds` "a|b" narrows it to devices.
    [[nodiscard]] std::string hintForId(std::string_view id, std::string_view kinds = "") const;
    /// A file named in the twin, absolute; missing ones are reported.
    [[nodiscard]] std::filesystem::path fileOf(KeyReader& reader, std::string_view key,
                                               const std::string& text);
    /// The same of a folder.
    [[nodiscard]] std::filesystem::path folderOf(KeyReader& reader, std::string_view key,
                                                 const std::string& text);
};

/// Reads `[[name]]` as far as the ids, sorted by id; wrong ids and duplicates are reported.
[[nodiscard]] std::vector<Entry> collectEntries(KeyReader& top, std::string_view name,
                                                Problems& problems);

/// Reports every id that the entry before it, in order of id and line, has already. Empty ids were
/// reported as missing.
void reportDuplicates(const std::vector<Entry>& entries, Problems& problems);
void reportDuplicates(std::vector<const Entry*> entries, Problems& problems);

/// Items, models and devices with all their keys and references between devices and items.
void readObjects(KeyReader& top, Draft& draft);

/// Parents, `on` and `at`; cycles; poses in the world at rest.
void resolveFrames(Draft& draft);

/// `[[live]]`.
void readLive(KeyReader& top, Draft& draft);

/// `[[binding]]`: needs devices and live sources.
void readBindings(KeyReader& top, Draft& draft);

/// `[[alarm]]`: needs devices, live sources and bindings.
void readAlarms(KeyReader& top, Draft& draft);

/// "device.property" of a key, or nothing and a problem.
[[nodiscard]] std::optional<PropertyRef> readPropertyRef(KeyReader& reader, std::string_view key,
                                                         const std::string& text, const Twin& twin);

/// A number, true or false that the property can hold; else a problem with `expected`.
[[nodiscard]] double readPropertyValue(KeyReader& reader, std::string_view key, const Node& node,
                                       const PropertyInfo& property, const std::string& orElse);

[[nodiscard]] std::string_view directionName(Direction direction);

}  // namespace gemba::twin
