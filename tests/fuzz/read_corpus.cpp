#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

/// Gives a fuzz target every file of a folder, in the order of their names. A finding ends the
/// program as it does under libFuzzer; the last name printed is its file's.
int main(int count, char** arguments) {
    namespace fs = std::filesystem;
    if (count != 2 || !fs::is_directory(arguments[1])) {
        std::fputs("expected a folder of inputs\n", stderr);
        return 2;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(arguments[1]))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        std::printf("%s\n", file.filename().c_str());
        std::fflush(stdout);
        std::ifstream in(file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    }
    if (files.empty())
        std::fputs("no inputs\n", stderr);
    return files.empty() ? 1 : 0;
}
