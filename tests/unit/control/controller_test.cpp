#include "engine/control/controller.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/expected_warning.h"
#include "tests/unit/control/cell.h"

namespace gemba::control {
namespace {

using ::testing::HasSubstr;

std::string loadError(std::string script) {
    const auto made = makeController(*makeCell(std::move(script)));
    return made ? "none" : made.error().message();
}

/// A cell that is stopped in its first call, with `part` in the warning.
void expectStops(const std::string& script, const std::string& part) {
    SCOPED_TRACE(script);
    test::expectWarning(part);
    Cell cell(script);
    ASSERT_NE(cell.simulation, nullptr);
    cell.run(1);
    EXPECT_TRUE(cell.stopped());
}

std::string inStep(const std::string& body) {
    return "function step(inputs, state)\n" + body + "\nend";
}

TEST(Controller, IsNotThereWithoutAScript) {
    twin::Twin twin = *makeCell("");
    twin.controller.reset();
    const auto made = makeController(twin);
    ASSERT_TRUE(made);
    EXPECT_EQ(*made, nullptr);
}

TEST(Controller, SeesOutputPropertiesAndSetsInputProperties) {
    Cell cell(R"(
function step(inputs, state)
    return {
        ["stop.close"] = inputs["eye.blocked"],
        ["belt.speed"] = inputs["belt.actual_speed"] + 0.25,
        ["feeder.variant"] = inputs["feeder.made"] + 1,
    }
end)");
    cell.report("eye.blocked", 1.0);
    cell.report("belt.actual_speed", 0.5);
    cell.report("feeder.made", 41.0);
    cell.run(1);
    EXPECT_EQ(cell.set("stop.close"), 1.0);
    EXPECT_EQ(cell.set("belt.speed"), 0.75);
    EXPECT_EQ(cell.set("feeder.variant"), 42.0);
    EXPECT_TRUE(std::isnan(cell.set("feeder.every")));
}

TEST(Controller, IsCalledAtItsPeriodRoundedToTicks) {
    // 10 ms at 240 Hz are two ticks: calls at 0, 2, 4, 6.
    Cell cell(R"(
function init() return { calls = 0 } end
function step(inputs, state)
    state.calls = state.calls + 1
    return { ["feeder.variant"] = state.calls, ["belt.speed"] = inputs.time,
             ["feeder.every"] = inputs.period }
end)");
    cell.run(7);
    EXPECT_EQ(cell.set("feeder.variant"), 4.0);
    EXPECT_EQ(cell.set("belt.speed"), 6.0 / 240.0);
    EXPECT_EQ(cell.set("feeder.every"), 2.0 / 240.0);
}

TEST(Controller, WhatItSetsHoldsUntilItIsSetAnew) {
    Cell cell(R"(
function step(inputs, state)
    state.calls = (state.calls or 0) + 1
    if state.calls == 1 then return { ["belt.speed"] = 0.4 } end
    if state.calls == 2 then return nil end
    return {}
end)");
    cell.run(10);
    EXPECT_EQ(cell.set("belt.speed"), 0.4);
    EXPECT_FALSE(cell.stopped());
}

TEST(Controller, BadScriptsDoNotLoadAndNameTheLine) {
    EXPECT_THAT(loadError("x = 1\ny = = 2"), HasSubstr("/plant/cell.lua:2: found unexpected"));
    EXPECT_THAT(loadError("x = 1\n\nlocal t = nil + 1"), HasSubstr("/plant/cell.lua:3:"));
    EXPECT_THAT(loadError("x = 1"), HasSubstr("no function step"));
    EXPECT_THAT(loadError("function init() return 3 end " + inStep("")), HasSubstr("init()"));
    EXPECT_THAT(loadError("while true do end"), HasSubstr("/plant/cell.lua:1: found more instr"));
    EXPECT_THAT(loadError("function init() return { f = print } end " + inStep("")),
                HasSubstr("state.f is a function"));
    EXPECT_THAT(loadError("\x1bLua"), HasSubstr("cell.lua"));
    EXPECT_THAT(loadError("t = {} for i = 1, 20000 do t[i] = i end " + inStep("")),
                HasSubstr("more than 10,000 values"));
}

TEST(Controller, AnErrorStopsItAndItsOutputsHold) {
    test::expectWarning("cell.lua:4: found attempt to compare");
    Cell cell(R"(
function step(inputs, state)
    state.calls = (state.calls or 0) + 1
    if state.calls == 3 and nil < 1 then return end
    return { ["belt.speed"] = 0.4 }
end)");
    cell.run(20);
    EXPECT_EQ(cell.stoppedAt, 4);
    EXPECT_EQ(cell.set("belt.speed"), 0.4);
}

TEST(Controller, WrongOutputsAreNamed) {
    expectStops(inStep("return { ['belt.sped'] = 1 }"), "output belt.sped = 1");
    expectStops(inStep("return { ['eye.blocked'] = true }"), "output eye.blocked = true");
    expectStops(inStep("return { ['belt.slip'] = 0.1 }"), "expected an input property");
    expectStops(inStep("return { ['stop.close'] = 1 }"), "expected true or false");
    expectStops(inStep("return { ['belt.speed'] = true }"), "expected a finite number");
    expectStops(inStep("return { ['belt.speed'] = 0/0 }"), "output belt.speed = ");
    expectStops(inStep("return { ['belt.speed'] = '0.4' }"), "= a text");
    expectStops(inStep("return { ['feeder.variant'] = 0.5 }"), "expected a whole number");
    expectStops(inStep("return { 0.4 }"), "a key that is no text");
    expectStops(inStep("return 0.4"), "returned 0.4");
    // Of two the first by name, every time.
    expectStops(inStep("return { zz = 1, aa = 1, mm = 1 }"), "output aa");
}

TEST(Controller, WrongInputsAreNamed) {
    expectStops(inStep("return { ['stop.close'] = inputs['eye.blokked'] }"),
                "cell.lua:2: found no input is named 'eye.blokked'");
    expectStops(inStep("inputs.time = 3"), "cell.lua:2: found time cannot be set");
}

TEST(Controller, OnlyStatePersists) {
    expectStops("count = 0\n" + inStep("count = count + 1"), "cell.lua:3: found global 'count'");
    expectStops(inStep("fresh = 1"), "global 'fresh'");
    expectStops("local count = 0\n" + inStep("count = count + 1"), "changed in step()");
    expectStops("local list = { deep = {} }\n" + inStep("list.deep.x = 1"), "changed in step()");
    expectStops("list = {}\n" + inStep("list[1] = 1"), "changed in step()");
    expectStops(inStep("string.x = 1"), "x cannot be set");
    expectStops(inStep("math.pi = 3"), "pi cannot be set");
    expectStops("local it = pairs{ 1, 2, 3 }\n" + inStep("it()"), "changed in step()");
    expectStops("local f = function() return 1 end\n" + inStep("f = function() return 2 end"),
                "changed in step()");
}

TEST(Controller, ConstantsAndFunctionsOfTheScriptAreFine) {
    Cell cell(R"(
local limits = { low = 0.1, high = { 0.2, 0.3 } }
gain = 2
local function twice(x) return gain * x end
local function recurse(n) if n == 0 then return 0 end return 1 + recurse(n - 1) end
function step(inputs, state)
    local sum = 0
    for _, v in ipairs(limits.high) do sum = sum + v end
    local add = function(x) sum = sum + x end
    add(recurse(3))
    return { ["belt.speed"] = twice(sum) }
end)");
    cell.run(50);
    EXPECT_FALSE(cell.stopped());
    EXPECT_DOUBLE_EQ(cell.set("belt.speed"), 7.0);
}

TEST(Controller, StateIsPlainData) {
    expectStops(inStep("state.f = function() end"), "state.f is a function");
    expectStops(inStep("state.a = { b = { print } }"), "state.a.b[1] is a function");
    expectStops(inStep("state.inputs = inputs"), "state.inputs is a table of the controller's own");
    expectStops(inStep("state.me = state"), "deeper than 16");
    expectStops(inStep("state.a = {} state.b = state.a"), "one table in two places");
    expectStops(inStep("state[{}] = 1"), "a table with a table as a key");
    expectStops(inStep("for i = 1, 9000 do state[i] = i end"), "64 KiB");
    expectStops(inStep("for i = 1, 3 do state[i] = ('x'):rep(30000) .. i end"), "64 KiB");
}

TEST(Controller, RunawayScriptsAreStopped) {
    expectStops(inStep("while true do end"), "cell.lua:2: found more instructions");
    expectStops(inStep("local s = 'x'\nwhile true do s = s .. s end"),
                "cell.lua:3: found a string");
    expectStops(inStep("return ('x'):rep(1 << 30)"), "cell.lua:2: found ");
    expectStops(inStep("return ('x'):rep(1 << 62)"), "resulting string too large");
    expectStops(inStep("return (''):rep(1 << 62)"), "returned a text");  // and at once
    expectStops(inStep("local t = {}\nfor i = 1, 1e9 do t[i] = i end"), "cell.lua:3: found");
    expectStops(inStep("local t = {}\nwhile true do t = { ('x'):rep(60000) .. #t } end"),
                "cell.lua:3: found more than 64 MiB");
    expectStops(inStep("local function f() return 1 + f() end return f()"), "cell.lua:2: found");
    expectStops(inStep("local t = {} for i = 1, 30000 do t[i] = i end\n"
                       "for i = 1, 60000 do next(t) end"),
                "cell.lua:3: found more work");
    expectStops(inStep("local t = { 1 } for i = 1, 1e9 do table.insert(t, 1, i) end"),
                "cell.lua:2: found table:");
    expectStops(inStep("return string.format('%99999d', 1)"), "cell.lua:2: found");
    // Lua's own functions, whose loops no instruction count sees.
    expectStops(inStep("local u, t = table.unpack, {}\n"
                       "for i = 1, 30000 do local a = u(t, 1, 200000) end"),
                "cell.lua:3: found table.unpack: more than 256");
    expectStops(inStep("for i = 1, 30000 do local a = table.unpack({}, 1, 256) end"),
                "cell.lua:2: found more");
    expectStops(inStep("table.unpack({}, math.mininteger, math.maxinteger)"), "more than 256");
    expectStops(inStep("local s = ('x'):rep(60000)\nlocal a = s:byte(1, -1)"),
                "cell.lua:3: found string.byte: more than 256");
    expectStops(inStep("local s = ('1'):rep(60000)\nfor i = 1, 9000 do tonumber(s) end"),
                "cell.lua:3: found more work");
    expectStops(inStep("table.concat({}, '', 1, 1 << 62)"), "cell.lua:2: found table.concat");
    expectStops(inStep("local t = { 'a', 'b' }\n"
                       "for i = 1, 30000 do table.concat(t, '', 1, 2) next({}) end"),
                "cell.lua:3: found more");
    expectStops(inStep("local function more(n, ...) return more(n, n, ...) end\nmore(1)"),
                "cell.lua:");
}

TEST(Controller, TheSameRunTwiceHasEqualHashes) {
    const char* script = R"(
function init() return { list = {}, text = "" } end
function step(inputs, state)
    state.n = (state.n or 0) + 1
    table.insert(state.list, 1, state.n / 3)
    if #state.list > 10 then table.remove(state.list) end
    table.sort(state.list)
    state.text = string.format("%.3f %s", math.sin(state.n), state.list)
    return { ["belt.speed"] = state.list[1] }
end)";
    Cell a(script);
    Cell b(script);
    a.run(500);
    b.run(499);
    EXPECT_NE(a.simulation->stateHash(), b.simulation->stateHash());
    b.run(1);
    EXPECT_EQ(a.simulation->stateHash(), b.simulation->stateHash());
    EXPECT_FALSE(a.stopped());
}

TEST(Controller, ARestoredOneGoesOnAsIfNeverStopped) {
    const char* script = R"(
function init() return { queue = {}, flags = { [true] = 1, [false] = 0, [2.5] = "half" } } end
function step(inputs, state)
    state.n = (state.n or 0) + 1
    state.queue[#state.queue + 1] = { at = inputs.time, heavy = state.n % 3 == 0 }
    if #state.queue > 5 then table.remove(state.queue, 1) end
    local sum = 0
    for key, value in pairs(state.flags) do sum = sum * 3 + (tonumber(value) or #value) end
    return { ["belt.speed"] = state.queue[1].at + sum, ["feeder.variant"] = state.n }
end)";
    Cell original(script);
    original.run(301);
    const Bytes saved = original.simulation->save();
    Cell copy(script);
    ASSERT_TRUE(copy.simulation->load(saved));
    EXPECT_EQ(copy.simulation->stateHash(), original.simulation->stateHash());
    original.run(700);
    copy.run(700);
    EXPECT_EQ(copy.simulation->stateHash(), original.simulation->stateHash());
    EXPECT_EQ(copy.simulation->save(), original.simulation->save());
}

TEST(Controller, AStoppedOneIsRestoredStoppedAndAnEarlierStateRuns) {
    test::expectWarning("controller is stopped");
    const char* script = R"(
function step(inputs, state)
    state.n = (state.n or 0) + 1
    if state.n == 10 then error("enough") end
    return { ["feeder.variant"] = state.n }
end)";
    Cell cell(script);
    cell.run(10);
    const Bytes running = cell.simulation->save();
    cell.run(20);
    EXPECT_TRUE(cell.stopped());
    const Bytes stopped = cell.simulation->save();

    ASSERT_TRUE(cell.simulation->load(running));
    EXPECT_EQ(cell.set("feeder.variant"), 5.0);
    cell.run(2);
    EXPECT_EQ(cell.set("feeder.variant"), 6.0);

    ASSERT_TRUE(cell.simulation->load(stopped));
    cell.run(10);
    EXPECT_EQ(cell.set("feeder.variant"), 9.0);
}

// What it did to variables of its own before it was stopped is gone with it.
TEST(Controller, OneThatWasStoppedBeginsAnewAsAtFirst) {
    Cell cell("local n = 0\n" + inStep("if inputs.time > 0.05 then n = n + 1 end\n"
                                       "return { ['feeder.variant'] = n }"));
    const Bytes first = cell.simulation->save();
    for (int round = 0; round < 2; ++round) {
        test::expectWarning("changed in step()");
        ASSERT_TRUE(cell.simulation->load(first));
        cell.stoppedAt = -1;
        cell.run(13);
        EXPECT_FALSE(cell.stopped());
        EXPECT_EQ(cell.set("feeder.variant"), 0.0);
        cell.run(10);
        EXPECT_TRUE(cell.stopped());
    }
}

constexpr const char* kCounts = R"(
function init() return { n = 0, once = true } end
function step(inputs, state)
    state.n = state.n + 1
    state.once = nil
    if state.n == 8 then error("enough") end
    return { ["feeder.variant"] = state.n }
end)";
constexpr const char* kCountsOtherwise = R"(
function init() return { n = 100, once = true, gain = 3 } end
function step(inputs, state)
    state.n = state.n + 1
    return { ["feeder.variant"] = state.n * state.gain, ["stop.close"] = state.once == true }
end)";

// As a real controller whose program is changed while it runs.
TEST(Controller, AnotherScriptGoesOnWithTheRunningState) {
    Cell running(kCounts);
    running.run(10);
    EXPECT_EQ(running.set("feeder.variant"), 5.0);
    const Bytes saved = running.simulation->save();

    Cell changed(kCountsOtherwise, true);
    ASSERT_TRUE(changed.simulation->load(saved));
    changed.simulation->branch(1);
    changed.run(2);
    EXPECT_EQ(changed.set("feeder.variant"), 18.0) << "n goes on, gain is as init() gives it";
    EXPECT_EQ(changed.set("stop.close"), 1.0) << "and so is what the other took away";
    EXPECT_FALSE(changed.stopped());

    // Unchanged, nothing is added.
    Cell same(kCounts);
    ASSERT_TRUE(same.simulation->load(saved));
    same.simulation->branch(1);
    EXPECT_EQ(same.simulation->stateHash(), running.simulation->stateHash());
}

TEST(Controller, AnotherScriptBeginsAnewWhereTheRunningOneWasStopped) {
    test::expectWarning("enough");
    Cell running(kCounts);
    running.run(30);
    ASSERT_TRUE(running.stopped());

    Cell changed(kCountsOtherwise, true);
    ASSERT_TRUE(changed.simulation->load(running.simulation->save()));
    EXPECT_TRUE(changed.simulation->world().controllerStopped);
    changed.simulation->branch(1);
    changed.run(2);
    EXPECT_FALSE(changed.simulation->world().controllerStopped);
    EXPECT_EQ(changed.set("feeder.variant"), 303.0);
}

TEST(Controller, GoesOnOverAnEdit) {
    Cell running(kCounts);
    running.run(10);
    Cell same(kCounts);
    same.simulation->takeOver(*running.simulation);
    EXPECT_EQ(same.simulation->stateHash(), running.simulation->stateHash());
    Cell changed(kCountsOtherwise);
    changed.simulation->takeOver(*running.simulation);
    changed.run(2);
    EXPECT_EQ(changed.set("feeder.variant"), 18.0);
    EXPECT_EQ(changed.set("stop.close"), 1.0);
}

TEST(Controller, OneThatWasStoppedIsBegunAnewByAnEdit) {
    test::expectWarning("enough");
    Cell running(kCounts);
    running.run(30);
    ASSERT_TRUE(running.stopped());
    Cell changed(kCountsOtherwise);
    changed.simulation->takeOver(*running.simulation);
    changed.run(2);
    EXPECT_FALSE(changed.simulation->world().controllerStopped);
    EXPECT_EQ(changed.set("feeder.variant"), 303.0);
}

TEST(Controller, AnotherScriptHasTheSameLimits) {
    Cell running("function init() return { text = ('x'):rep(40000) } end " + inStep(""));
    running.run(2);
    const Bytes saved = running.simulation->save();
    const auto stops = [&](const std::string& script, const char* reason) {
        test::expectWarning(reason);
        Cell changed(script, true);
        ASSERT_TRUE(changed.simulation->load(saved));
        changed.simulation->branch(1);
        changed.run(2);
        EXPECT_TRUE(changed.simulation->world().controllerStopped) << reason;
    };
    stops(inStep("while true do end"), "cell.lua:2: found more instructions");
    stops(inStep("local t = {} for i = 1, 1e9 do t[i] = i end"), "cell.lua:2: found");
    // What both hold is too much for one state.
    stops("function init() return { more = ('y'):rep(40000) } end " + inStep(""), "64 KiB");
}

TEST(Controller, DamagedStateStopsItAndHarmsNothing) {
    Cell cell("function init() return { a = { 1, 2, 'text' } } end " + inStep(""));
    cell.run(1);
    const Bytes good = cell.simulation->save();
    test::expectWarning("saved state");
    size_t stopped = 0, refused = 0;
    for (size_t i = 1; i <= 90; ++i) {  // the script's words are the last of the file
        Bytes bad = good;
        bad[bad.size() - i] ^= std::byte{0x35};
        Cell other("function init() return { a = { 1, 2, 'text' } } end " + inStep(""));
        if (other.simulation->load(bad)) {
            other.run(2);
            stopped += other.simulation->world().controllerStopped ? 1 : 0;
        } else {
            ++refused;
        }
    }
    EXPECT_GT(stopped, 10u);
    EXPECT_LT(stopped + refused, 90u) << "some bytes are only numbers";
}

}  // namespace
}  // namespace gemba::control
