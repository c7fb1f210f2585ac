#include <gtest/gtest.h>

#include "tests/support/expected_warning.h"
#include "tests/unit/control/cell.h"

namespace gemba::control {
namespace {

/// Runs statements in a step; they assert what they expect.
void expectHolds(const std::string& body) {
    SCOPED_TRACE(body);
    Cell cell("function step(inputs, state)\n" + body + "\nend");
    ASSERT_NE(cell.simulation, nullptr);
    cell.run(1);
    EXPECT_FALSE(cell.stopped());
}

TEST(Sandbox, PairsGoesByNumbersThenStringsThenBooleans) {
    expectHolds(R"(
local t = { zebra = 1, [3] = 1, apple = 1, [true] = 1, [-1] = 1, [2.5] = 1, Apple = 1, [false] = 1,
            [10] = 1, ["10"] = 1, [1e300] = 1 }
local seen = {}
for key in pairs(t) do seen[#seen + 1] = tostring(key) end
assert(table.concat(seen, " ") == "-1 2.5 3 10 1e+300 10 Apple apple zebra false true"))");
    expectHolds(R"(
local t, seen, key, value = { b = 2, a = 1, [1] = 0 }, {}, nil, nil
repeat
    key, value = next(t, key)
    seen[#seen + 1] = tostring(key)
until key == nil
assert(table.concat(seen, " ") == "1 a b nil" and next({}) == nil))");
    expectHolds("for key in pairs({}) do error('none') end");
}

TEST(Sandbox, PairsMaySetAndRemoveOnTheWay) {
    expectHolds(R"(
local t, seen = { a = 1, b = 2, c = 3 }, ""
for key, value in pairs(t) do
    seen = seen .. key
    t[key] = nil
    t.b = nil
end
assert(seen == "ac"))");
}

TEST(Sandbox, InputsAreListedInOrder) {
    expectHolds(R"(
local names = {}
for name in pairs(inputs) do names[#names + 1] = name end
assert(names[1] == "belt.actual_speed" and names[#names] == "time", names[#names])
assert(next(inputs) == "belt.actual_speed"))");
}

TEST(Sandbox, TextShowsNoAddresses) {
    expectHolds(R"(
assert(tostring({}) == "table" and tostring(print) == "function")
assert(tostring(nil) == "nil" and tostring(1) == "1" and tostring(0.5) == "0.5")
assert(tostring(2^53) == "9.007199254741e+15" and tostring(1.0) == "1.0")
assert(tostring(0/0) == "nan" and tostring(-(0/0)) == "nan" and tostring(1/0) == "inf")
assert(string.format("%s %5.2f %d %s", {}, 1.005, 7, true) == "table  1.00 7 true")
assert(string.format("%5.1f", -(0/0)) == "  nan"))");
}

TEST(Sandbox, StringFunctionsArePlainAndMethodsToo) {
    expectHolds(R"(
local from, to = ("conveyor.speed"):find(".")
assert(from == 9 and to == 9)
assert(("a.b.c"):find(".", 3) == 4 and not ("abc"):find("d") and not ("abc"):find("a", 9))
assert(("abc"):find("") == 1 and ("abc"):find("c", -1) == 3 and ("abc"):find("", 4) == 4)
assert(("abc"):upper() == "ABC" and ("x"):rep(3, "-") == "x-x-x" and (""):rep(1 << 62) == "")
assert(("abc"):sub(-2) == "bc" and ("abc"):byte(1) == 97 and string.char(72) == "H"))");
}

TEST(Sandbox, TablesAreSortedStablyAndInOrder) {
    expectHolds(R"(
local t = {}
for i = 1, 500 do t[i] = { key = (i * 7919) % 13, at = i } end
table.sort(t, function(a, b) return a.key < b.key end)
for i = 2, #t do
    assert(t[i - 1].key < t[i].key or (t[i - 1].key == t[i].key and t[i - 1].at < t[i].at))
end
local u = { 3, 1, 2 }
table.sort(u)
assert(table.concat(u, ",") == "1,2,3" and select("#", table.unpack(u)) == 3)
table.insert(u, 4) table.insert(u, 1, 0) table.insert(u, 6, 9)
assert(table.concat(u, ",") == "0,1,2,3,4,9")
assert(table.remove(u) == 9 and table.remove(u, 1) == 0 and table.remove(u, 2) == 2)
assert(table.concat(u, ",") == "1,3,4" and table.remove({}) == nil))");
}

TEST(Sandbox, WhatIsNotSafeIsNotThere) {
    expectHolds(R"(
for _, name in ipairs{ "os", "io", "package", "debug", "load", "loadstring", "dofile", "loadfile",
                       "require", "collectgarbage", "coroutine", "pcall", "xpcall", "setmetatable",
                       "getmetatable", "rawset", "rawget", "utf8", "_G" } do
    assert(_ENV[name] == nil, name)
end
assert(math.random == nil and math.randomseed == nil and string.match == nil)
assert(string.gsub == nil and string.gmatch == nil and string.dump == nil and table.move == nil))");
}

TEST(Sandbox, UnorderedAndAddressesAreErrors) {
    const std::pair<const char*, const char*> cases[] = {
        {"for k in pairs({ [{}] = 1 }) do end", "a table as a key has no order"},
        {"return string.format('%p', {})", "shows an address"},
        {"return '10' + 1", "attempt to perform arithmetic on a string"},
        {"for k in pairs(nil) do end", "table expected"},
    };
    for (const auto& [body, part] : cases) {
        test::expectWarning(part);
        Cell cell("function step(inputs, state)\n" + std::string(body) + "\nend");
        cell.run(1);
        EXPECT_TRUE(cell.stopped()) << body;
    }
}

}  // namespace
}  // namespace gemba::control
