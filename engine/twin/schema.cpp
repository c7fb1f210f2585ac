#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "engine/core/text.h"
#include "engine/twin/key_reader.h"
#include "engine/twin/reader.h"
#include "engine/twin/tables.h"

namespace gemba::twin {
namespace {

using Json = nlohmann::ordered_json;

/// Bounds that were never stated stay out of the schema.
constexpr double kUnbounded = 1e9;

Json numberSchema(const KeyInfo& key) {
    Json out{{"type", key.type == KeyType::integer ? "integer" : "number"}};
    const auto bound = [&](const char* name, double value) {
        if (key.type == KeyType::integer)
            out[name] = static_cast<int64_t>(value);
        else
            out[name] = value;
    };
    if (key.minimum > -kUnbounded)
        bound("minimum", key.minimum);
    if (key.maximum < kUnbounded || key.type == KeyType::integer)
        bound("maximum", key.maximum);
    return out;
}

Json textSchema(const KeyInfo& key) {
    Json out{{"type", "string"}};
    if (key.name == "id" || (key.type == KeyType::reference && key.required))
        out["pattern"] = "^[a-z][a-z0-9_]{0,63}$";
    else if (key.allowed == kColorForm)
        out["pattern"] = "^#[0-9a-fA-F]{6}$";
    else if (key.required)
        out["minLength"] = 1;
    return out;
}

Json typeSchema(const KeyInfo& key) {
    switch (key.type) {
        case KeyType::boolean:
            return {{"type", "boolean"}};
        case KeyType::integer:
        case KeyType::number:
            return numberSchema(key);
        case KeyType::text:
        case KeyType::reference:
            return textSchema(key);
        case KeyType::choice:
            return {{"enum", split(key.allowed, '|')}};
        case KeyType::vec3:
            return {
                {"type", "array"}, {"items", numberSchema(key)}, {"minItems", 3}, {"maxItems", 3}};
        case KeyType::textList: {
            Json out{{"type", "array"}, {"items", {{"type", "string"}}}};
            if (key.required)
                out["minItems"] = 1;
            return out;
        }
        case KeyType::numberList:
            return {{"type", "array"}, {"items", numberSchema(key)}};
    }
    return true;
}

void addDefault(const KeyInfo& key, Json& out) {
    if (key.required || key.type == KeyType::vec3 || key.type == KeyType::textList ||
        key.type == KeyType::numberList)
        return;
    switch (key.type) {
        case KeyType::boolean:
            out["default"] = key.number != 0.0;
            return;
        case KeyType::integer:
            out["default"] = static_cast<int64_t>(key.number);
            return;
        case KeyType::number:
            if (key.number >= key.minimum)  // "-1: for good" is no value that could be written
                out["default"] = key.number;
            return;
        default:
            if (!key.text.empty())
                out["default"] = key.text;
    }
}

Json keySchema(const KeyInfo& key) {
    Json out = typeSchema(key);
    addDefault(key, out);
    std::string about(key.doc);
    if (key.type == KeyType::reference ||
        (key.type == KeyType::textList && !key.allowed.empty() && key.allowed != kFolderForm))
        about +=
            fmt::format("{}id of a {}", about.empty() ? "" : "; ", listed(split(key.allowed, '|')));
    if (!key.unit.empty())
        about += fmt::format("{}[{}]", about.empty() ? "" : " ", key.unit);
    if (!about.empty())
        out["description"] = about;
    return out;
}

/// An object with exactly these keys; more may be added to its `properties`.
Json objectSchema(std::string_view doc) {
    Json out{{"type", "object"}};
    if (!doc.empty())
        out["description"] = doc;
    out["properties"] = Json::object();
    out["required"] = Json::array();
    out["additionalProperties"] = false;
    return out;
}

void addKeys(Json& object, std::span<const KeyInfo> keys) {
    for (const KeyInfo& key : keys) {
        object["properties"][std::string(key.name)] = keySchema(key);
        if (key.required)
            object["required"].push_back(key.name);
    }
}

Json plainObject(std::string_view doc, std::span<const KeyInfo> keys) {
    Json out = objectSchema(doc);
    addKeys(out, keys);
    return out;
}

/// The keys of a binding that are more than one type.
void addBindingKeys(Json& properties) {
    properties["on_stale"] = {
        {"anyOf", Json::array({Json{{"enum", {"hold", "controller"}}}, Json{{"type", "number"}},
                               Json{{"type", "boolean"}}})},
        {"default", "hold"},
        {"description", "what a driven property does when its signal is stale; a value is SI"}};
    properties["tolerance"] = plainObject("of a comparison", toleranceKeys());
    properties["range"] = plainObject(
        "what a value can be: one beyond it, or suddenly a thousand times another, is bad",
        rangeKeys());
}

Json fixedSchema(const TableInfo& table) {
    Json out = plainObject(table.doc, table.keys);
    if (table.posed)
        out["properties"]["pose"] = {{"$ref", "#/$defs/pose"}};
    if (table.name == "binding")
        addBindingKeys(out["properties"]);
    if (!table.repeated)
        return out;
    return {{"type", "array"}, {"items", std::move(out)}};
}

/// A list of the kind's properties, which bindings name, beside what the kind is.
std::string kindDoc(const KindInfo& kind) {
    std::string out(kind.doc);
    for (const PropertyInfo& property : kind.properties) {
        constexpr std::array<std::string_view, 3> kDirections{"input", "output", "parameter"};
        out += fmt::format("\n{} ({}{}{}){}{}", property.name,
                           kDirections[static_cast<size_t>(property.direction)],
                           property.unit.empty() ? "" : ", ", property.unit,
                           property.doc.empty() ? "" : ": ", property.doc);
    }
    return out;
}

Json kindSchema(const KindInfo& kind) {
    Json out = objectSchema(kindDoc(kind));
    addKeys(out, commonKeys(kind));
    if (!kind.placedOnConveyor)
        out["properties"]["pose"] = {{"$ref", "#/$defs/pose"}};
    addKeys(out, kind.keys);
    return {{"type", "array"}, {"items", std::move(out)}};
}

}  // namespace

std::string twinSchema() {
    Json root{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"$id", "urn:gemba:twin:1"},
              {"title", "Gemba twin file"}};
    root.update(objectSchema("A TOML file: what a plant is. SI units, +Z up."));
    Json& properties = root["properties"];
    properties["gemba"] = {{"const", 1}, {"description", "version of this format"}};
    properties["name"] = {{"type", "string"}};
    root["required"] = {"gemba"};
    for (const TableInfo& table : fixedTables())
        properties[std::string(table.name)] = fixedSchema(table);
    for (const KindInfo& kind : catalogue())
        properties[std::string(kind.name)] = kindSchema(kind);
    root["$defs"]["pose"] = plainObject("in the parent's frame", poseKeys());
    return root.dump(2) + "\n";
}

}  // namespace gemba::twin
