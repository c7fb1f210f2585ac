#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/pose.h"
#include "engine/twin/catalogue.h"
#include "engine/twin/document.h"
#include "engine/twin/problems.h"
#include "engine/twin/twin.h"

namespace gemba::twin {

/// Values of a list of keys, complete: what was missing or wrong has its default.
class Values {
 public:
    Values(std::span<const KeyInfo> keys, std::vector<KeyValue> values)
        : m_keys(keys), m_values(std::move(values)) {}

    // By name; the key must be in the list with that type.
    [[nodiscard]] double number(std::string_view key) const { return get<double>(key); }
    [[nodiscard]] int64_t integer(std::string_view key) const { return get<int64_t>(key); }
    [[nodiscard]] bool boolean(std::string_view key) const { return get<bool>(key); }
    [[nodiscard]] const std::string& text(std::string_view key) const {
        return get<std::string>(key);
    }
    [[nodiscard]] const Vec3& vec3(std::string_view key) const { return get<Vec3>(key); }
    [[nodiscard]] const std::vector<std::string>& list(std::string_view key) const {
        return get<std::vector<std::string>>(key);
    }
    [[nodiscard]] std::vector<KeyValue> release() { return std::move(m_values); }

 private:
    template <class T>
    const T& get(std::string_view key) const {
        size_t i = 0;
        while (m_keys[i].name != key)
            ++i;
        return std::get<T>(m_values[i]);
    }

    std::span<const KeyInfo> m_keys;
    std::vector<KeyValue> m_values;
};

/// Reads the keys of one table and remembers which were asked for: the others are unknown keys.
///
///     KeyReader reader(node, "conveyor.infeed", problems);
///     Values values = reader.read(kind.keys);
///     reader.finish();
class KeyReader {
 public:
    /// `path` is the table's name in messages; "" for the file itself.
    KeyReader(const Node& table, std::string path, Problems& problems);

    /// Every key of the list: type and range checked, wrong or missing ones reported.
    [[nodiscard]] Values read(std::span<const KeyInfo> keys);
    /// The value of a key that the caller understands by itself; null if absent. Marks it as known.
    [[nodiscard]] const Node* take(std::string_view key);
    /// `[key]`: null if absent; reported and null if it is no table.
    [[nodiscard]] const Node* takeTable(std::string_view key);
    /// `[[key]]`: its tables; whatever else it is, is reported.
    [[nodiscard]] std::vector<const Node*> takeTables(std::string_view key);
    /// `key = { ... }` or `[key]` as keys of a list; the defaults if absent.
    [[nodiscard]] Values readTable(std::string_view key, std::span<const KeyInfo> keys);
    /// Reports every key that nobody asked for.
    void finish();

    [[nodiscard]] bool has(std::string_view key) const { return m_table.find(key) != nullptr; }
    /// Of the key's value, or of the table where the key is absent.
    [[nodiscard]] Place placeOf(std::string_view key) const;
    /// The key's full name: "conveyor.infeed.size".
    [[nodiscard]] std::string pathOf(std::string_view key) const;
    /// Something is wrong with this key's value. An empty `found` means: what stands there.
    void problem(std::string_view key, std::string found, std::string expected,
                 std::string hint = "");
    [[nodiscard]] Problems& problems() { return m_problems; }

 private:
    [[nodiscard]] KeyValue readOne(const KeyInfo& key);

    const Node& m_table;
    std::string m_path;
    Problems& m_problems;
    std::vector<std::string_view> m_known;
};

/// What a key wants, for messages: "a number from 0 to 1 (m)".
[[nodiscard]] std::string expectedOf(const KeyInfo& key);

/// The key's default.
[[nodiscard]] KeyValue defaultOf(const KeyInfo& key);

/// `pose = { position, rpy_deg }` of a table; the identity if absent.
[[nodiscard]] Pose readPose(KeyReader& reader);

}  // namespace gemba::twin
