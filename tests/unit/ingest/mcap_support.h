#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ingest/mcap/mcap_file.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/mcap/writer.h"
#include "tests/support/places.h"

/// What the tests of MCAP share.
namespace gemba::ingest::mcap::test {

using gemba::test::sharedData;

inline Bytes readAll(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

inline void writeAll(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
}

inline std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

inline std::string textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A folder of the running test's own, gone with it.
class Folder {
 public:
    Folder() {
        const auto* const info = ::testing::UnitTest::GetInstance()->current_test_info();
        m_path = std::filesystem::temp_directory_path() /
                 (std::string("gemba_") + info->test_suite_name() + "_" + info->name() + "_" +
                  std::to_string(::getpid()));
        std::filesystem::create_directories(m_path);
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return m_path / name; }

 private:
    std::filesystem::path m_path;
};

/// A message as (channel, log time, data), to be compared.
struct Seen {
    uint16_t channel = 0;
    uint64_t time = 0;
    std::string data;
    bool operator==(const Seen&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const Seen& seen) {
        return out << seen.channel << '@' << seen.time << '=' << seen.data;
    }
};

/// All messages of an iterator; what it complains of is a failure unless `mayComplain`.
inline std::vector<Seen> drain(MessageIterator messages, bool mayComplain = false) {
    std::vector<Seen> out;
    for (Message m; messages.next(m);)
        out.push_back({m.channel, m.logTime, textOf(m.data)});
    if (!mayComplain) {
        EXPECT_TRUE(messages.problems().empty()) << messages.problems().texts()[0];
    }
    return out;
}

}  // namespace gemba::ingest::mcap::test
