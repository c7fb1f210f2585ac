#include "ingest/mcap/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace gemba::ingest::mcap {
namespace {

uint64_t clipped(uint64_t offset, uint64_t size, uint64_t all) {
    return offset >= all ? 0 : std::min(size, all - offset);
}

class FileSource : public ByteSource {
 public:
    FileSource(int descriptor, uint64_t size, std::filesystem::path path)
        : m_descriptor(descriptor), m_size(size), m_path(std::move(path)) {}
    ~FileSource() override { ::close(m_descriptor); }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    [[nodiscard]] uint64_t size() const override { return m_size; }

    [[nodiscard]] Result<std::span<const std::byte>> read(uint64_t offset, uint64_t size,
                                                          Bytes& scratch) const override {
        size = clipped(offset, size, m_size);
        if (scratch.size() < size)
            scratch.resize(size);
        uint64_t done = 0;
        while (done < size) {
            const ssize_t got = ::pread(m_descriptor, scratch.data() + done, size - done,
                                        static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return fail({.doing = "read the recording",
                             .on = m_path.string(),
                             .found = std::strerror(errno),
                             .expected = ""});
            if (got == 0)
                break;  // it was made shorter meanwhile
            done += static_cast<uint64_t>(got);
        }
        return std::span<const std::byte>(scratch.data(), done);
    }

 private:
    int m_descriptor;
    uint64_t m_size;
    std::filesystem::path m_path;
};

class MemorySource : public ByteSource {
 public:
    explicit MemorySource(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    [[nodiscard]] uint64_t size() const override { return m_bytes.size(); }
    [[nodiscard]] Result<std::span<const std::byte>> read(uint64_t offset, uint64_t size,
                                                          Bytes& /*scratch*/) const override {
        if (offset >= m_bytes.size())
            return std::span<const std::byte>();
        return m_bytes.subspan(offset, clipped(offset, size, m_bytes.size()));
    }

 private:
    std::span<const std::byte> m_bytes;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> openFile(const std::filesystem::path& path) {
    const auto failed = [&](std::string why) {
        return fail({.doing = "open the recording",
                     .on = path.string(),
                     .found = std::move(why),
                     .expected = ""});
    };
    // Not blocking: a named pipe would wait for its writer for ever.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return failed(std::strerror(errno));
    struct stat about {};
    if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(descriptor);
        return failed("no regular file");
    }
    return std::make_unique<FileSource>(descriptor, static_cast<uint64_t>(about.st_size), path);
}

std::unique_ptr<ByteSource> sourceOf(std::span<const std::byte> bytes) {
    return std::make_unique<MemorySource>(bytes);
}

}  // namespace gemba::ingest::mcap
