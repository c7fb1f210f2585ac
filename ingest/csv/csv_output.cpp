#include "ingest/csv/csv_output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace gemba::ingest {

CsvOutput::CsvOutput(int fd, std::filesystem::path path, std::filesystem::path part)
    : m_fd(fd), m_path(std::move(path)), m_part(std::move(part)) {}

CsvOutput::CsvOutput(CsvOutput&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)),
      m_path(std::move(other.m_path)),
      m_part(std::exchange(other.m_part, {})),
      m_bytes(other.m_bytes) {}

CsvOutput::~CsvOutput() {
    if (m_fd >= 0)
        ::close(m_fd);
    if (!m_part.empty())
        ::unlink(m_part.c_str());
}

Result<CsvOutput> CsvOutput::create(const std::filesystem::path& path) {
    // What is no file cannot be replaced by one.
    struct stat about {};
    const bool direct = ::stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode);
    std::filesystem::path part;
    if (!direct)
        part = path.string() + fmt::format(".part{}", ::getpid());
    const int fd =
        ::open((direct ? path : part).c_str(),
               direct ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail({.doing = "write a table", .on = path, .found = strerror(errno)});
    return CsvOutput(fd, path, std::move(part));
}

tl::unexpected<Error> CsvOutput::failed() const {
    const int error = errno;
    return fail({.doing = "write a table",
                 .on = m_path,
                 .found = fmt::format("{} after {} bytes", strerror(error), m_bytes),
                 .expected = error == ENOSPC ? "room on the disk" : ""});
}

Result<void> CsvOutput::write(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(m_fd, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failed();
        text.remove_prefix(static_cast<size_t>(written));
        m_bytes += static_cast<uint64_t>(written);
    }
    return {};
}

Result<void> CsvOutput::finish() {
    // Devices and pipes cannot be synchronised; a disk that fills up late says so here.
    if (::fsync(m_fd) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
        return failed();
    if (::close(std::exchange(m_fd, -1)) != 0)
        return failed();
    if (!m_part.empty() && ::rename(m_part.c_str(), m_path.c_str()) != 0)
        return failed();
    m_part.clear();
    return {};
}

}  // namespace gemba::ingest
