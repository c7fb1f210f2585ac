#include "ingest/key_files.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace gemba::ingest {
namespace {

constexpr size_t kMostBytes = 4096;
constexpr size_t kCurveKey = 40;

tl::unexpected<Error> wrong(const std::filesystem::path& file, std::string found,
                            std::string expected) {
    return fail({.doing = "read a key",
                 .on = file.string(),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

Result<std::string> readText(const std::filesystem::path& file, const std::string& expected) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, kMostBytes + 1> buffer{};
    if (!in.is_open())
        return wrong(file, "a file that cannot be opened", expected);
    in.read(buffer.data(), buffer.size());
    const auto size = static_cast<size_t>(in.gcount());
    if (in.bad() || size > kMostBytes)
        return wrong(file, "more than 4 KiB, or no plain file", expected);
    return std::string(buffer.data(), size);
}

// Up to the end of its line, which may be that of any system.
std::string takeLine(std::string& text) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string out = text.substr(0, end);
    text.erase(0, end + 1);
    if (!out.empty() && out.back() == '\r')
        out.pop_back();
    return out;
}

}  // namespace

Result<Credentials> readCredentials(const std::filesystem::path& file) {
    const std::string expected = "the user in the first line and the password in the second";
    auto text = readText(file, expected);
    if (!text)
        return tl::unexpected(text.error());
    Credentials out;
    out.user = takeLine(*text);
    out.password = takeLine(*text);
    if (out.user.empty() || (out.user + out.password).find('\0') != std::string::npos)
        return wrong(file, "no user", expected);
    return out;
}

Result<std::string> readCurveKey(const std::filesystem::path& file) {
    const std::string expected =
        "a key of CURVE: 40 characters of Z85, as zmq_curve_keypair writes";
    auto text = readText(file, expected);
    if (!text)
        return tl::unexpected(text.error());
    const std::string key = takeLine(*text);
    const bool blank = text->find_first_not_of(" \t\r\n") == std::string::npos;
    const bool printable =
        std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (key.size() != kCurveKey || !printable || !blank)
        return wrong(file, "something else", expected);
    return key;
}

}  // namespace gemba::ingest
