#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>
#include <vector>

#include "engine/render/renderer.h"

namespace gemba::render {
namespace {

using Data = std::vector<uint8_t>;

void putNumber(Data& out, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<uint8_t>(value >> shift));
}

/// Length, name, content and their checksum.
void putChunk(Data& out, std::string_view name, std::span<const uint8_t> content) {
    putNumber(out, static_cast<uint32_t>(content.size()));
    const size_t first = out.size();
    out.insert(out.end(), name.begin(), name.end());
    out.insert(out.end(), content.begin(), content.end());
    const uLong sum = ::crc32(0, out.data() + first, static_cast<uInt>(out.size() - first));
    putNumber(out, static_cast<uint32_t>(sum));
}

/// Each row begins with the number of its filter; each byte less that of the pixel to its left.
Data filtered(const Picture& picture) {
    constexpr uint8_t kSub = 1;
    constexpr size_t kPixel = 4;
    const size_t row = kPixel * picture.width;
    Data out((row + 1) * picture.height);
    uint8_t* to = out.data();
    for (size_t y = 0; y < picture.height; ++y) {
        const uint8_t* from = picture.pixels.data() + y * row;
        *to++ = kSub;
        to = std::copy(from, from + kPixel, to);
        for (size_t i = kPixel; i < row; ++i)
            *to++ = static_cast<uint8_t>(from[i] - from[i - kPixel]);
    }
    return out;
}

/// As the PNG standard has it: signature, size and form, pixels, end.
Data encodePng(const Picture& picture) {
    constexpr int kEffort = 3;  // half of the time of the library's own choice, for larger files
    const Data raw = filtered(picture);
    uLongf size = ::compressBound(raw.size());
    Data packed(size);
    if (::compress2(packed.data(), &size, raw.data(), raw.size(), kEffort) != Z_OK)
        return {};
    packed.resize(size);

    constexpr uint8_t kBits = 8, kRgba = 6;
    Data header;
    putNumber(header, picture.width);
    putNumber(header, picture.height);
    header.insert(header.end(), {kBits, kRgba, 0, 0, 0});
    Data out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    putChunk(out, "IHDR", header);
    putChunk(out, "IDAT", packed);
    putChunk(out, "IEND", {});
    return out;
}

}  // namespace

Result<void> writePng(const Picture& picture, const std::string& path) {
    const size_t expected = size_t{picture.width} * picture.height * 4;
    if (expected == 0 || picture.pixels.size() != expected)
        return fail({.doing = "write the picture", .on = path, .found = "an empty picture"});
    const Data encoded = encodePng(picture);

    // Beside the destination first, so that a failure leaves no half picture.
    const std::string partial = path + ".part";
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(encoded.data()),
               static_cast<std::streamsize>(encoded.size()));
    file.close();
    std::error_code problem;
    if (!encoded.empty() && file)
        std::filesystem::rename(partial, path, problem);
    if (encoded.empty() || !file || problem) {
        std::error_code ignored;
        std::filesystem::remove(partial, ignored);
        return fail({.doing = "write the picture",
                     .on = path,
                     .found = problem ? problem.message() : "the file cannot be written"});
    }
    return {};
}

}  // namespace gemba::render
