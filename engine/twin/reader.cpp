#include "engine/twin/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/core/text.h"
#include "engine/twin/document.h"
#include "engine/twin/draft.h"
#include "engine/twin/key_reader.h"
#include "engine/twin/path_graph.h"
#include "engine/twin/script_file.h"
#include "engine/twin/tables.h"

namespace gemba::twin {
namespace {

constexpr int64_t kVersion = 1;
constexpr size_t kMaxObjects = 100'000;

/// A file of another version, or far too large: nothing else in it is worth a message.
std::optional<Problem> findRefusal(const Node& root) {
    size_t objects = 0;
    for (const Member& member : root.members) {
        objects += member.value.items.size();
        if (objects > kMaxObjects)
            return Problem{member.place.line,
                           member.place.column,
                           member.key,
                           "very many objects",
                           fmt::format("at most {}", kMaxObjects),
                           ""};
    }
    const Member* version = root.find("gemba");
    if (version != nullptr && version->value.type == Node::Type::integer &&
        version->value.integer > kVersion)
        return Problem{version->value.place.line,
                       version->value.place.column,
                       "gemba",
                       fmt::format("version {}", version->value.integer),
                       fmt::format("version {}", kVersion),
                       "the file was written for a newer Gemba"};
    return std::nullopt;
}

void readHead(KeyReader& top, Draft& draft) {
    constexpr std::array kHeadKeys{
        KeyInfo{.name = "gemba",
                .type = KeyType::integer,
                .required = true,
                .minimum = kVersion,
                .maximum = kVersion},
        KeyInfo{.name = "name", .type = KeyType::text},
    };
    const Values values = top.read(kHeadKeys);
    draft.twin.name = values.text("name");
    if (draft.twin.name.empty())
        draft.twin.name = draft.twin.file.stem().string();
}

void readWorld(KeyReader& top, Draft& draft) {
    const Node* node = top.takeTable("world");
    if (node == nullptr)
        return;
    KeyReader reader(*node, "world", draft.problems);
    const Values values = reader.read(fixedTable("world").keys);
    reader.finish();
    WorldSettings& world = draft.twin.world;
    if (reader.has("gravity"))
        world.gravity = values.vec3("gravity");
    world.stepHz = static_cast<int32_t>(values.integer("step_hz"));
    world.seed = static_cast<uint64_t>(values.integer("seed"));
    world.checkpointEvery = values.number("checkpoint_every");
    world.maxItems = static_cast<uint32_t>(values.integer("max_items"));
    if (world.checkpointTicks() < 1)
        reader.problem("checkpoint_every", "",
                       fmt::format("at least one step of the simulation, 1/{} s", world.stepHz));
}

void readController(KeyReader& top, Draft& draft) {
    const Node* node = top.takeTable("controller");
    if (node == nullptr)
        return;
    KeyReader reader(*node, "controller", draft.problems);
    const Values values = reader.read(fixedTable("controller").keys);
    reader.finish();
    Controller controller{.period = values.number("period")};
    if (const std::string& name = values.text("script"); !name.empty()) {
        controller.script = (draft.folder / name).lexically_normal();
        if (const auto bad = readFile(controller.script, kMaxScriptBytes, controller.source))
            reader.problem("script", inQuotes(name) + ", " + bad->found, bad->expected);
    }
    draft.twin.controller = std::move(controller);
}

void readViews(KeyReader& top, Draft& draft) {
    size_t count = 0;
    std::vector<std::string_view> names;
    for (const Node* node : top.takeTables("view")) {
        KeyReader reader(*node, fmt::format("view[{}]", ++count), draft.problems);
        const Values values = reader.read(fixedTable("view").keys);
        reader.finish();
        View view{values.text("name"), values.vec3("eye"), values.vec3("target"),
                  values.number("fov_deg")};
        if (reader.has("eye") && reader.has("target") && view.eye == view.target)
            reader.problem("target", "the place of the eye", "another point to look at");
        const auto sameName = [&](const View& other) { return other.name == view.name; };
        if (std::any_of(draft.twin.views.begin(), draft.twin.views.end(), sameName) &&
            !view.name.empty() && draft.problems.wantsHints())
            reader.problem("name", "", "a name of its own");
        draft.twin.views.push_back(std::move(view));
    }
}

/// All tables, in the order in which they need each other.
void readAll(const Node& root, Draft& draft) {
    KeyReader top(root, "", draft.problems);
    readHead(top, draft);
    readWorld(top, draft);
    readController(top, draft);
    readObjects(top, draft);
    resolveFrames(draft);
    readLive(top, draft);
    readBindings(top, draft);
    readAlarms(top, draft);
    readViews(top, draft);
    top.finish();
}

}  // namespace

ReadOutcome readTwinText(std::string text, const std::filesystem::path& file) {
    const ParsedDocument document = parseDocument(text);
    if (document.problem)
        return {nullptr, {*document.problem}};
    if (auto refusal = findRefusal(document.root))
        return {nullptr, {*std::move(refusal)}};

    Draft draft;
    std::error_code error;
    draft.twin.file = std::filesystem::absolute(file, error).lexically_normal();
    draft.folder = draft.twin.file.parent_path();
    draft.twin.text = std::move(text);
    readAll(document.root, draft);
    if (!draft.problems.empty())
        return {nullptr, draft.problems.takeSorted()};
    Paths paths = findPaths(draft.twin.devices);
    draft.twin.pathSensors = std::move(paths.sensors);
    draft.twin.pathBelts = std::move(paths.belts);
    return {std::make_shared<const Twin>(std::move(draft.twin)), {}};
}

ReadOutcome readTwin(const std::filesystem::path& file) {
    std::string text;
    if (auto problem = readFile(file, kMaxFileBytes, text))
        return {nullptr, {*std::move(problem)}};
    return readTwinText(std::move(text), file);
}

}  // namespace gemba::twin
