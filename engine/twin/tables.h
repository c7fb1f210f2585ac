#pragma once

#include <span>
#include <string_view>

#include "engine/twin/catalogue.h"

/// The tables of the twin file that are not devices, and the keys that all devices share. The
/// reader and the JSON Schema both follow these lists, so they cannot disagree.
namespace gemba::twin {

struct TableInfo {
    std::string_view name;
    std::string_view doc;
    bool repeated = false;          ///< [[name]], else [name]
    bool posed = false;             ///< may have `pose` beside its keys
    std::span<const KeyInfo> keys;  ///< a binding has `on_stale` and `tolerance` beside these
};

[[nodiscard]] std::span<const TableInfo> fixedTables();
/// One that exists.
[[nodiscard]] const TableInfo& fixedTable(std::string_view name);

/// `id`, then `on` and `at`, or `parent`.
[[nodiscard]] std::span<const KeyInfo> commonKeys(const KindInfo& kind);

/// `position` and `rpy_deg` of a pose; `time` and `value` of a tolerance.
[[nodiscard]] std::span<const KeyInfo> poseKeys();
[[nodiscard]] std::span<const KeyInfo> toleranceKeys();
[[nodiscard]] std::span<const KeyInfo> rangeKeys();

/// Of an overlay: `[[set]]` (and its `value`) and `[[offline]]`.
[[nodiscard]] std::span<const KeyInfo> setKeys();
[[nodiscard]] std::span<const KeyInfo> offlineKeys();

}  // namespace gemba::twin
