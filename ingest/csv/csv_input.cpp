#include "ingest/csv/csv_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace gemba::ingest {
namespace {

class FileInput final : public CsvInput {
 public:
    FileInput(int fd, uint64_t size, std::string path)
        : m_fd(fd), m_size(size), m_path(std::move(path)) {}
    ~FileInput() override { ::close(m_fd); }
    FileInput(const FileInput&) = delete;
    FileInput& operator=(const FileInput&) = delete;

    Result<size_t> read(std::span<char> out) override {
        while (true) {
            const ssize_t got = ::read(m_fd, out.data(), out.size());
            if (got >= 0)
                return static_cast<size_t>(got);
            if (errno != EINTR)
                return fail({.doing = "read a table", .on = m_path, .found = strerror(errno)});
        }
    }
    uint64_t size() const override { return m_size; }

 private:
    int m_fd;
    uint64_t m_size;
    std::string m_path;
};

class TextInput final : public CsvInput {
 public:
    explicit TextInput(std::string text) : m_text(std::move(text)) {}

    Result<size_t> read(std::span<char> out) override {
        const size_t size = std::min(out.size(), m_text.size() - m_at);
        std::memcpy(out.data(), m_text.data() + m_at, size);
        m_at += size;
        return size;
    }
    uint64_t size() const override { return m_text.size(); }

 private:
    std::string m_text;
    size_t m_at = 0;
};

}  // namespace

Result<std::unique_ptr<CsvInput>> openCsvFile(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail({.doing = "open a table", .on = path, .found = strerror(errno)});
    struct stat about {};
    const bool known = ::fstat(fd, &about) == 0;
    const uint64_t size =
        known && S_ISREG(about.st_mode) ? static_cast<uint64_t>(about.st_size) : 0;
    auto input = std::make_unique<FileInput>(fd, size, path);
    if (known && S_ISDIR(about.st_mode))
        return fail(
            {.doing = "open a table", .on = path, .found = "a folder", .expected = "a file"});
    return input;
}

std::unique_ptr<CsvInput> csvText(std::string text) {
    return std::make_unique<TextInput>(std::move(text));
}

}  // namespace gemba::ingest
