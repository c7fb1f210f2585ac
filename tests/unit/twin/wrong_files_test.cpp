#include <gtest/gtest.h>

#include <algorithm>

#include "engine/twin/reader.h"
#include "tests/unit/twin/twin_files.h"

namespace gemba::twin {
namespace {

using test::allOf;
using test::goodTwin;
using test::TwinFolder;

/// One way to be wrong: the good file with `from` replaced by `to`. The only problem then stands at
/// the first `at` from there on, is of `key`, and its message contains `says`.
struct Wrong {
    const char* name;
    const char* from;
    const char* to;
    const char* at;
    const char* key;
    const char* says;
};

void PrintTo(const Wrong& wrong, std::ostream* out) {
    *out << wrong.name;
}

constexpr Wrong kWrong[] = {
    // Alarms.
    {"AlarmOfNothing", "[[view]]\nname = \"scale\"",
     "[[alarm]]\nid = \"a\"\nwhen = \"residual\"\non = \"infed\"\n[[view]]\nname = \"scale\"",
     "\"infed\"", "alarm.a.on", "did you mean infeed?"},
    {"LimitWithoutALimit", "[[view]]\nname = \"scale\"",
     "[[alarm]]\nid = \"a\"\nwhen = \"limit\"\non = \"infeed.speed\"\n[[view]]\nname = \"scale\"",
     "\"limit\"", "alarm.a.when", "above, below or both"},
    {"AlarmOfAnUnknownCondition", "[[view]]\nname = \"scale\"",
     "[[alarm]]\nid = \"a\"\nwhen = \"panic\"\non = \"infeed\"\n[[view]]\nname = \"scale\"",
     "\"panic\"", "alarm.a.when", "expected \"residual\""},
    {"AlarmThatNeverClears", "[[view]]\nname = \"scale\"",
     "[[alarm]]\nid = \"a\"\nwhen = \"residual\"\non = \"infeed\"\ndeadband = 1\n[[view]]\nname = "
     "\"scale\"",
     "1", "alarm.a.deadband", "less than 1"},
    {"AlarmStateOfANumber", "[[view]]\nname = \"scale\"",
     "[[alarm]]\nid = \"a\"\nwhen = \"state\"\non = \"infeed.speed\"\n[[view]]\nname = \"scale\"",
     "\"infeed.speed\"", "alarm.a.on", "when = \"limit\""},
    {"AlarmKeyOfAnotherCondition", "[[view]]\nname = \"scale\"",
     "[[alarm]]\nid = \"a\"\nwhen = \"stale\"\non = \"infeed\"\nabove = 1\n[[view]]\nname = "
     "\"scale\"",
     "1\n[[view", "alarm.a.above", "when = \"limit\" or"},
    {"TwoAlarmsOfOneId", "[[view]]\nname = \"scale\"",
     "[[alarm]]\nid = \"a\"\nwhen = \"stale\"\non = \"infeed\"\n[[alarm]]\nid = \"a\"\nwhen = "
     "\"stale\"\non = \"infeed\"\n[[view]]\nname = \"scale\"",
     "\"a\"\nwhen = \"stale\"\non = \"infeed\"\n[[view", "alarm.a.id", "an id of its own"},
    // Keys, types, ranges.
    {"UnknownKey", "speed = 0.4\n", "spead = 0.4\n", "spead", "conveyor.infeed.spead",
     "did you mean speed?"},
    {"UnknownTable", "[[photo_eye]]\nid = \"pe2\"", "[[photo_eyes]]\nid = \"pe2\"", "photo_eyes",
     "photo_eyes", "did you mean photo_eye?"},
    {"UnknownTopKey", "name = \"Packing cell\"", "nam = 1", "nam", "nam", "did you mean name?"},
    {"UnknownPoseKey", "rpy_deg = [0, 0, 90]", "rpy = [0, 0, 90]", "rpy", "model.hall.pose.rpy",
     "position and rpy_deg"},
    {"PoseOnADeviceOnABelt", "at = 5.6\n", "at = 5.6\npose = { position = [0, 0, 0] }\n", "pose",
     "photo_eye.pe1.pose", "an unknown key"},
    {"TextForNumber", "speed = 0.4", "speed = \"fast\"", "\"fast\"", "conveyor.infeed.speed",
     "found \"fast\", expected a number from -20 to 20 (m/s)"},
    {"NumberForText", "id = \"pe2\"", "id = 2", "2", "photo_eye[1].id", "found 2, expected text"},
    {"NumberForBoolean", "closed = true", "closed = 1", "1", "stopper.stop1.closed",
     "true or false"},
    {"FractionForWhole", "step_hz = 240", "step_hz = 240.5", "240.5", "world.step_hz",
     "a whole number from 1 to 10000 (Hz)"},
    {"DateForNumber", "every = 2.5", "every = 2026-01-01", "2026", "feeder.feeder.every",
     "found a date or time"},
    {"OutOfRange", "step_hz = 240", "step_hz = 0", "0", "world.step_hz", "found 0"},
    {"Infinite", "every = 2.5", "every = inf", "inf", "feeder.feeder.every", "found inf"},
    {"NotANumber", "size = [0.4, 0.3, 0.25]", "size = [0.4, nan, 0.25]", "[0.4", "item.carton.size",
     "found [0.4, nan, 0.25], expected three numbers from 0.001 to 100 (m)"},
    {"TwoNumbersForThree", "size = [6.0, 0.6, 0.8]", "size = [6.0, 0.6]", "[6.0",
     "conveyor.infeed.size", "three numbers"},
    {"NegativeSize", "size = [6.0, 0.6, 0.8]", "size = [6.0, -0.6, 0.8]", "[6.0",
     "conveyor.infeed.size", "three numbers"},
    {"MissingKey", "size = [6.0, 0.6, 0.8]\n", "", "[[conveyor]]\nid = \"infeed\"",
     "conveyor.infeed.size", "found nothing, expected three numbers"},
    {"MissingId", "id = \"pe2\"\n", "", "[[photo_eye]]\non", "photo_eye[1].id", "found nothing"},
    {"MissingRole", "role = \"publish\"\n", "", "[[binding]]\nsignal = \"acme/line3/infeed/actual",
     "binding[7].role", "\"drive\", \"compare\", \"show\" or \"publish\""},
    {"WrongChoice", "side = \"left\"", "side = \"lefd\"", "\"lefd\"", "pusher.push.side",
     "expected \"left\" or \"right\" (did you mean left?)"},
    {"WrongColour", "#AA8855", "brown", "\"brown\"", "item.carton.color", "#rrggbb"},
    {"TableForTables", "[[sink]]", "[sink]", "[sink]", "sink", "tables [[sink]]"},
    {"TablesForTable", "[world]", "[[world]]", "[[world]]", "world", "one table [world]"},
    {"NumberForPose", "pose = { position = [10, 0, 0.5] }", "pose = 3", "3", "sink.good.pose",
     "a table with position and rpy_deg"},
    // Versions.
    {"NoVersion", "gemba = 1\n", "", "name", "gemba", "found nothing"},
    {"OldVersion", "gemba = 1\n", "gemba = 0\n", "0", "gemba", "found 0"},
    {"NewerVersion", "gemba = 1\n", "gemba = 2\n", "2", "gemba",
     "the file was written for a newer Gemba"},
    // Ids and references.
    {"IdSyntax", "id = \"good\"", "id = \"Good one\"", "\"Good one\"", "sink[1].id",
     "[a-z][a-z0-9_]*"},
    {"SameIdTwice", "id = \"desk\"", "id = \"hall\"", "\"hall\"", "body.hall.id",
     "model.hall in line 26 has it"},
    {"SameItemTwice", "shape = \"sphere\"", "shape = \"sphere\"\n[[item]]\nid = \"carton\"",
     "\"carton\"", "item.carton.id", "an id of its own"},
    {"NoSuchConveyor", "on = \"infeed\"\nat = 5.6", "on = \"infed\"\nat = 5.6", "\"infed\"",
     "photo_eye.pe1.on",
     "which does not exist, expected the id of a conveyor (did you mean infeed?)"},
    {"OnNoConveyor", "on = \"infeed\"\nat = 5.6", "on = \"hall\"\nat = 5.6", "\"hall\"",
     "photo_eye.pe1.on", "found \"hall\", a model"},
    {"NoSuchItem", "items = [\"carton\", \"ball\"]", "items = [\"carton\", \"bal\"]", "[\"carton",
     "feeder.feeder.items", "did you mean ball?"},
    {"EyeOfAnotherKind", "event_at = \"pe0\"", "event_at = \"stop1\"", "\"stop1\"",
     "feeder.feeder.event_at", "found \"stop1\", a stopper, expected the id of a photo_eye"},
    {"NoSuchParent", "parent = \"flag\"", "parent = \"flap\"", "\"flap\"", "model.sign.parent",
     "did you mean flag?"},
    {"NoSuchPart", "stop1.blade", "stop1.bladee", "\"stop1.bladee\"", "model.flag.parent",
     "expected stop1.blade (did you mean blade?)"},
    {"PartOfAModel", "stop1.blade", "hall.blade", "\"hall.blade\"", "model.flag.parent",
     "a model has no moving parts"},
    {"DeviceOnAMovingPart", "id = \"stack_light\"\nparent = \"hall\"",
     "id = \"stack_light\"\nparent = \"sign\"", "\"sign\"", "indicator.stack_light.parent",
     "only models may hang on a moving part"},
    {"OwnParent", "parent = \"flag\"", "parent = \"sign\"", "\"sign\"", "model.sign.parent",
     "a circle of parents: sign -> sign"},
    {"CircleThroughABelt", "id = \"infeed\"\nparent = \"hall\"",
     "id = \"infeed\"\nparent = \"sign\"", "", "model.sign.parent",
     "a circle of parents: sign -> flag -> stop1 -> infeed -> sign"},
    {"BeyondTheBelt", "at = 5.6", "at = 6.1", "6.1", "photo_eye.pe1.at",
     "a place on infeed, from 0 to 6 (m)"},
    {"ScaleBeyondTheBelt", "at = 3.0\nlength", "at = 5.7\nlength", "5.7", "scale.scale.at",
     "from 0.4 to 5.6 (m)"},
    // Files.
    {"NoSuchModel", "file = \"models/hall.glb\"\nunit", "file = \"models/haul.glb\"\nunit",
     "\"models/haul.glb\"", "model.hall.file", "no such file"},
    {"NoSuchItemModel", "models/carton.glb", "carton.glb", "\"carton.glb\"", "item.carton.model",
     "no such file"},
    {"NoSuchScript", "line.lua", "lime.lua", "\"lime.lua\"", "controller.script", "no such file"},
    {"ScriptIsAFolder", "line.lua", "models", "\"models\"", "controller.script", "not a file"},
    // Bindings.
    {"NoSuchDevice", "\"infeed.speed\"", "\"infed.speed\"", "\"infed.speed\"", "binding[1].device",
     "did you mean infeed?"},
    {"NoSuchProperty", "\"pe1.blocked\"", "\"pe1.bloked\"", "\"pe1.bloked\"", "binding[4].device",
     "expected pe1.blocked, delay or miss (did you mean blocked?)"},
    {"DeviceWithoutProperty", "\"pe1.blocked\"", "\"pe1\"", "\"pe1\"", "binding[4].device",
     "without a property"},
    {"DriveOnAnOutput", "device = \"stop1.close\"", "device = \"stop1.closed\"", "\"stop1.closed\"",
     "binding[2].device", "found \"stop1.closed\", an output, expected an input: stop1.close"},
    {"CompareOnAnInput", "device = \"scale.last_weight\"\nrole = \"compare\"\nunit = \"g\"",
     "device = \"infeed.speed\"\nrole = \"compare\"", "\"infeed.speed\"", "binding[5].device",
     "an output: infeed.actual_speed or infeed.items"},
    {"PublishOfAParameter",
     "device = \"infeed.actual_speed\"\nrole = \"publish\"\nunit = \"m/min\"",
     "device = \"infeed.slip\"\nrole = \"publish\"", "\"infeed.slip\"", "binding[7].device",
     "a parameter"},
    {"DrivenTwice", "[[binding]]\nsignal = \"acme/line3/pe0/blocked\"",
     "[[binding]]\nsignal = \"x\"\ndevice = \"stop1.close\"\nrole = \"drive\"\n"
     "[[binding]]\nsignal = \"acme/line3/pe0/blocked\"",
     "\"stop1.close\"", "binding[3].device", "a property that nothing else drives"},
    {"EventWithoutEdge", "on = \"rising\"\n", "", "[[binding]]\nsignal = \"acme/line3/pe0",
     "binding[3].on", "the edge that makes the event"},
    {"EdgeWithoutEvent", "tolerance = { time = 0.2 }", "on = \"rising\"", "\"rising\"",
     "binding[4].on", "only driven events have an edge"},
    {"UnitOfAnotherKind", "unit = \"mm/s\"", "unit = \"mm\"", "\"mm\"", "binding[1].unit",
     "a unit of infeed.speed: m/s, mm/s"},
    {"UnknownUnit", "unit = \"mm/s\"", "unit = \"mm/sec\"", "\"mm/sec\"", "binding[1].unit",
     "no known unit"},
    {"UnitOfABoolean", "tolerance = { time = 0.2 }", "unit = \"m\"", "\"m\"", "binding[4].unit",
     "no unit: pe1.blocked is no measure"},
    {"UnitBesideScale", "unit = \"g\"", "unit = \"g\"\nscale = 2", "\"g\"", "binding[5].unit",
     "beside scale or offset"},
    {"ZeroScale", "scale = -1\n", "scale = 0\n", "0", "binding[2].scale", "other than 0"},
    {"InterpolateWithoutPeriod", "stale_after = 0.1\n", "", "", "binding[1].hold",
     "without a period"},
    {"InterpolateSlowerThanDelay", "stale_after = 0.1\n", "period = 0.5\nstale_after = 0.1\n", "",
     "binding[1].hold", "delay >= 0.5 in live.plc7"},
    {"InterpolateAnotherSource", "subscribe = [\"acme/line3/\"]", "subscribe = [\"acme/line4/\"]",
     "", "binding[1].hold", "a source that carries the signal"},
    {"InterpolateABoolean", "scale = -1\n", "hold = \"interpolate\"\nperiod = 0.1\nscale = -1\n",
     "\"interpolate\"", "binding[2].hold", "only real numbers"},
    {"OnStaleWord", "on_stale = \"controller\"", "on_stale = \"controler\"", "\"controler\"",
     "binding[2].on_stale", "did you mean controller?"},
    {"OnStaleValueOfABoolean", "on_stale = \"controller\"", "on_stale = 0.5", "0.5",
     "binding[2].on_stale", "true or false"},
    {"OnStaleWithoutDrive", "tolerance = { time = 0.2 }", "on_stale = \"hold\"", "\"hold\"",
     "binding[4].on_stale", "role = \"drive\""},
    {"NoControllerForOnStale", "[controller]\nscript = \"line.lua\"\nperiod = 0.02\n", "",
     "\"controller\"", "binding[2].on_stale", "there is no [controller]"},
    {"CorrectWithoutAnEye", "tolerance = { value = 0.05 }", "correct = true", "true",
     "binding[5].correct", "only eyes that are compared correct"},
    {"CorrectWithoutCompare", "on_stale = \"controller\"", "correct = true", "true",
     "binding[2].correct", "only eyes that are compared correct"},
    {"GainWithoutCorrect", "tolerance = { time = 0.2 }", "gain = 0.5", "0.5", "binding[4].gain",
     "it belongs to correct = true"},
    {"GainTooLarge", "tolerance = { time = 0.2 }", "correct = true\ngain = 1.5", "1.5",
     "binding[4].gain", "1"},
    {"ToleranceWithoutCompare", "on_stale = 0.0", "tolerance = { time = 1 }", "{ time",
     "binding[1].tolerance", "role = \"compare\""},
    {"RangeOfABoolean", "tolerance = { time = 0.2 }", "range = { low = 0, high = 1 }", "{ low",
     "binding[4].range", "only numbers have a range"},
    {"RangeUpsideDown", "range = { low = 0.0, high = 50.0 }", "range = { low = 1, high = 0 }",
     "{ low", "binding[5].range", "low <= high"},
    {"RangeWithoutEnd", "range = { low = 0.0, high = 50.0 }", "range = { low = 1 }", "{ low = 1",
     "binding[5].range.high", ""},
    {"LongSignal", "acme/line3/stop1/close",
     "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
     "\"0123", "binding[2].signal", "at most 256 bytes"},
    // Sources, world, views.
    {"Endpoint", "tcp://127.0.0.1:5556", "127.0.0.1:5556", "\"127", "live.plc7.connect",
     "tcp://host:port"},
    {"Port", "tcp://127.0.0.1:5556", "tcp://127.0.0.1:99999", "\"tcp", "live.plc7.connect",
     "tcp://host:port"},
    {"BrokersPort", "tcp://127.0.0.1:5556", "mqtt://broker:0", "\"mqtt", "live.plc7.connect",
     "mqtt://host:port"},
    {"BrokersPassword", "tcp://127.0.0.1:5556", "mqtt://me:secret@broker", "\"mqtt",
     "live.plc7.connect", "credentials_file"},
    {"EncryptedBroker", "tcp://127.0.0.1:5556", "mqtts://me:secret@broker", "\"mqtts",
     "live.plc7.connect", "credentials_file"},
    {"WildcardForABroker", "[[model]]\nid = \"hall\"",
     "[[live]]\nid = \"b\"\nconnect = \"mqtt://b\"\nsubscribe = [\"b/+/c\"]\n[[model]]\nid = "
     "\"hall\"",
     "[\"b/+/c\"]", "live.b.subscribe", "without + and #"},
    {"AlignWithoutDelay", "[[model]]\nid = \"hall\"",
     "[[live]]\nid = \"b\"\nconnect = \"ipc:///b\"\nsubscribe = [\"b/\"]\nalign = "
     "\"source\"\n[[model]]\nid = \"hall\"",
     "\"source\"", "live.b.align", "without a delay"},
    {"TrustedClockByArrival", "[[model]]\nid = \"hall\"",
     "[[live]]\nid = \"b\"\nconnect = \"ipc:///b\"\nsubscribe = [\"b/\"]\nclock = "
     "\"trusted\"\n[[model]]\nid = "
     "\"hall\"",
     "\"trusted\"", "live.b.clock", "align = \"arrival\""},
    {"CheckpointBelowAStep", "checkpoint_every = 30.0", "checkpoint_every = 0.001", "0.001",
     "world.checkpoint_every", "at least one step"},
    {"ViewOfItself", "target = [0, 0, 1]", "target = [5, -5, 4]", "[5, -5, 4]\nfov",
     "view[1].target", "another point"},
    {"ViewNamedTwice", "name = \"scale\"", "name = \"overview\"", "\"overview\"", "view[2].name",
     "a name of its own"},
    // Syntax: alone, whatever else is wrong.
    {"Syntax", "seed = 7", "seed = = 7", "= 7", "", "a syntax error"},
    {"KeyTwice", "seed = 7", "seed = 7\nseed = 8", "8", "", "a syntax error"},
    {"LetterInAKey", "seed = 7", "se\u00e9d = 7", "", "", "a syntax error"},
    {"Brackets", "subscribe = [\"acme/line3/\"]", "subscribe = [}", "}", "", "brackets"},
    {"Utf8", "Packing cell", "Packing \xff cell", "", "", "a syntax error"},
};

class WrongFile : public ::testing::TestWithParam<Wrong> {};

/// Line and column, from 1, of an offset in ASCII text.
std::pair<int, int> placeOf(const std::string& text, size_t at) {
    const auto begin = text.begin(), end = begin + static_cast<std::ptrdiff_t>(at);
    const auto line = static_cast<int>(std::count(begin, end, '\n')) + 1;
    const size_t lineStart = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    return {line, static_cast<int>(at - (lineStart == std::string::npos ? 0 : lineStart + 1)) + 1};
}

TEST_P(WrongFile, IsNamed) {
    const Wrong& wrong = GetParam();
    const TwinFolder folder;
    std::string text = goodTwin();
    const size_t where = text.find(wrong.from);
    ASSERT_NE(where, std::string::npos);
    text.replace(where, std::string(wrong.from).size(), wrong.to);

    const ReadOutcome outcome = folder.read(text);
    EXPECT_FALSE(outcome.twin);
    const auto problem =
        std::find_if(outcome.problems.begin(), outcome.problems.end(), [&](const Problem& each) {
            return each.key == wrong.key && each.message("f").find(wrong.says) != std::string::npos;
        });
    ASSERT_NE(problem, outcome.problems.end()) << allOf(outcome.problems);

    // A missing key is reported at its table, whose header stands before the change.
    const std::string at = wrong.at;
    if (at.empty())
        return;
    const size_t lineStart = text.rfind('\n', where) + 1;
    size_t place = text.find(at, at.starts_with("[[") ? 0 : lineStart);
    if (at == "[[binding]]")
        place = text.rfind(at, where);
    ASSERT_NE(place, std::string::npos);
    EXPECT_EQ(std::pair(problem->line, problem->column), placeOf(text, place))
        << allOf(outcome.problems);
}

INSTANTIATE_TEST_SUITE_P(All, WrongFile, ::testing::ValuesIn(kWrong),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(WrongFiles, AllSemanticProblemsComeAtOnceInOrder) {
    const TwinFolder folder;
    const auto outcome = folder.read(R"(gemba = 1
[world]
step_hz = "many"
[[conveyor]]
id = "a"
size = [1, 1]
sped = 3
[[photo_eye]]
id = "e"
on = "b"
at = 0
[[binding]]
signal = "s"
device = "e.blocked"
role = "drive"
)");
    std::vector<int> lines;
    for (const Problem& problem : outcome.problems)
        lines.push_back(problem.line);
    EXPECT_EQ(lines, (std::vector<int>{3, 6, 7, 10, 14})) << allOf(outcome.problems);
}

TEST(WrongFiles, OneMistakeIsOneProblem) {
    const TwinFolder folder;
    size_t more = 0;
    for (const Wrong& wrong : kWrong) {
        std::string text = goodTwin();
        text.replace(text.find(wrong.from), std::string(wrong.from).size(), wrong.to);
        const auto outcome = folder.read(text);
        if (outcome.problems.size() != 1) {
            ++more;
            std::printf("%s:\n%s", wrong.name, allOf(outcome.problems).c_str());
        }
    }
    EXPECT_EQ(more, 0u);
}

TEST(WrongFiles, MessagesNameFileLineAndKey) {
    const TwinFolder folder;
    const auto outcome = folder.read("gemba = 1\n[world]\nstep_hz = \"fa\\u001bst\"\n");
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(
        outcome.problems[0].message("cell.toml"),
        "cell.toml:3:11: world.step_hz: found \"fa\\x1bst\", expected a whole number from 1 to "
        "10000 (Hz)");
}

TEST(WrongFiles, NewerVersionAndSyntaxStandAlone) {
    const TwinFolder folder;
    const auto newer = folder.read("gemba = 3\nrobots = true\n[world]\nstep_hz = 0\n");
    EXPECT_EQ(newer.problems.size(), 1u) << allOf(newer.problems);
    const auto syntax = folder.read("gemba = 1\n[world]\nstep_hz = 0\n[wor\n");
    ASSERT_EQ(syntax.problems.size(), 1u) << allOf(syntax.problems);
    EXPECT_EQ(syntax.problems[0].line, 4);
}

}  // namespace
}  // namespace gemba::twin
