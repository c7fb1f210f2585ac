#include "resources/shaders/shaders.h"

namespace gemba {
namespace {

struct Entry {
    std::string_view name;
    std::span<const uint32_t> code;
};

#include "shader_table.inc"

}  // namespace

std::span<const uint32_t> shaderCode(std::string_view fileName) {
    for (const Entry& entry : kShaders) {
        if (entry.name == fileName)
            return entry.code;
    }
    return {};
}

}  // namespace gemba
