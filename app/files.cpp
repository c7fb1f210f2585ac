#include "app/files.h"

#include <cstdio>
#include <cstring>
#include <fstream>

namespace gemba::app {

Result<Bytes> readFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in)
        return fail({.doing = "read a file", .on = path.string(), .found = std::strerror(errno)});
    Bytes bytes(static_cast<size_t>(in.tellg()));
    in.seekg(0);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!in)
        return fail({.doing = "read a file", .on = path.string(), .found = "an early end"});
    return bytes;
}

Result<void> writeFile(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        return fail({.doing = "write a file", .on = path.string(), .found = std::strerror(errno)});
    return {};
}

Result<void> checkWritable(const std::filesystem::path& path) {
    if (path.empty())
        return {};
    std::error_code ignored;
    const bool stood = std::filesystem::exists(path, ignored);
    std::ofstream probe(path, std::ios::binary | std::ios::app);
    if (!probe)
        return fail({.doing = "write a file", .on = path.string(), .found = std::strerror(errno)});
    probe.close();
    if (!stood)
        std::filesystem::remove(path, ignored);
    return {};
}

int reportProblems(const std::filesystem::path& file, const std::vector<twin::Problem>& problems) {
    for (const twin::Problem& problem : problems)
        std::fprintf(stderr, "%s\n", problem.message(file).c_str());
    std::fprintf(stderr, "%zu problem%s in %s\n", problems.size(), problems.size() == 1 ? "" : "s",
                 file.string().c_str());
    return kExitBadData;
}

int reportError(const Error& error) {
    std::fprintf(stderr, "gemba: %s\n", error.message().c_str());
    return kExitBadData;
}

}  // namespace gemba::app
