#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBI_WRITE_NO_STDIO
#include <stb/stb_image_write.h>

#include <filesystem>
#include <fstream>

#include "engine/render/renderer.h"

namespace gemba::render {

Result<void> writePng(const Picture& picture, const std::string& path) {
    const size_t expected = size_t{picture.width} * picture.height * 4;
    if (expected == 0 || picture.pixels.size() != expected)
        return fail({.doing = "write the picture", .on = path, .found = "an empty picture"});

    // Beside the destination first, so that a failure leaves no half picture.
    const std::string partial = path + ".part";
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    const auto append = [](void* context, void* data, int size) {
        static_cast<std::ofstream*>(context)->write(static_cast<const char*>(data), size);
    };
    const int width = static_cast<int>(picture.width), height = static_cast<int>(picture.height);
    const bool encoded = file && stbi_write_png_to_func(append, &file, width, height, 4,
                                                        picture.pixels.data(), width * 4) != 0;
    file.close();
    std::error_code problem;
    if (encoded && file)
        std::filesystem::rename(partial, path, problem);
    if (!encoded || !file || problem) {
        std::error_code ignored;
        std::filesystem::remove(partial, ignored);
        return fail({.doing = "write the picture",
                     .on = path,
                     .found = problem ? problem.message() : "the file cannot be written"});
    }
    return {};
}

}  // namespace gemba::render
