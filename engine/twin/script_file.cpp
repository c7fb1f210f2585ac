#include "engine/twin/script_file.h"

#include "engine/twin/document.h"

namespace gemba::twin {

Result<std::shared_ptr<const Twin>> withScript(const Twin& twin,
                                               const std::filesystem::path& script) {
    constexpr const char* kDoing = "take another script for the controller";
    if (!twin.controller)
        return fail({.doing = kDoing,
                     .on = script.string(),
                     .found = "a twin without a controller",
                     .expected = "[controller] in the twin file"});
    auto changed = std::make_shared<Twin>(twin);
    changed->controller->script = std::filesystem::absolute(script).lexically_normal();
    if (auto bad = readFile(script, kMaxScriptBytes, changed->controller->source))
        return fail({.doing = kDoing,
                     .on = script.string(),
                     .found = std::move(bad->found),
                     .expected = std::move(bad->expected)});
    return std::shared_ptr<const Twin>(std::move(changed));
}

}  // namespace gemba::twin
