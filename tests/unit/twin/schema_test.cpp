#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/twin/catalogue.h"
#include "engine/twin/reader.h"
#include "engine/twin/tables.h"

namespace gemba::twin {
namespace {

using Json = nlohmann::json;

Json schema() {
    return Json::parse(twinSchema());
}

TEST(Schema, NamesEveryKindAndKey) {
    const Json properties = schema()["properties"];
    for (const KindInfo& kind : catalogue()) {
        ASSERT_TRUE(properties.contains(kind.name)) << kind.name;
        const Json item = properties[std::string(kind.name)]["items"];
        EXPECT_EQ(item["additionalProperties"], false);
        EXPECT_EQ(item["properties"].contains("pose"), !kind.placedOnConveyor);
        EXPECT_EQ(item["properties"].contains("at"), kind.placedOnConveyor);
        for (const KeyInfo& key : kind.keys)
            EXPECT_TRUE(item["properties"].contains(key.name)) << kind.name << "." << key.name;
    }
    for (const TableInfo& table : fixedTables())
        EXPECT_TRUE(properties.contains(table.name)) << table.name;
}

TEST(Schema, SaysWhatIsAllowed) {
    const Json root = schema();
    EXPECT_EQ(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(root["required"], Json::array({"gemba"}));
    EXPECT_EQ(root["properties"]["gemba"]["const"], 1);
    const Json step = root["properties"]["world"]["properties"]["step_hz"];
    EXPECT_EQ(step["type"], "integer");
    EXPECT_EQ(step["minimum"], 1);
    EXPECT_EQ(step["maximum"], 10000);
    EXPECT_EQ(step["default"], 240);
    const Json conveyor = root["properties"]["conveyor"]["items"];
    EXPECT_EQ(conveyor["required"], Json::array({"id", "size"}));
    EXPECT_EQ(conveyor["properties"]["pose"]["$ref"], "#/$defs/pose");
    const Json binding = root["properties"]["binding"]["items"]["properties"];
    EXPECT_EQ(binding["role"]["enum"], Json::array({"drive", "compare", "show", "publish"}));
    EXPECT_TRUE(binding.contains("on_stale"));
    EXPECT_TRUE(binding["tolerance"]["properties"].contains("time"));
    EXPECT_TRUE(binding["range"]["properties"].contains("high"));
}

}  // namespace
}  // namespace gemba::twin
