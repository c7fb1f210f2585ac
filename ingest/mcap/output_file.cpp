#include "ingest/mcap/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <utility>

namespace gemba::ingest::mcap {

Result<OutputFile> OutputFile::create(const std::filesystem::path& path) {
    OutputFile out;
    out.m_path = path;
    out.m_descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out.m_descriptor < 0)
        return out.failed("create the recording", errno);
    return out;
}

OutputFile::~OutputFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_size(other.m_size),
      m_torn(other.m_torn) {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    std::swap(m_torn, other.m_torn);
    return *this;
}

tl::unexpected<Error> OutputFile::failed(const char* doing, int error) const {
    return fail(
        {.doing = doing, .on = m_path.string(), .found = std::strerror(error), .expected = ""});
}

Result<void> OutputFile::append(std::initializer_list<std::span<const std::byte>> parts) {
    std::array<iovec, 8> rest{};
    assert(parts.size() <= rest.size());
    size_t count = 0;
    uint64_t size = 0;
    for (const std::span<const std::byte> part : parts) {
        if (part.empty())
            continue;
        rest[count++] = {const_cast<std::byte*>(part.data()), part.size()};
        size += part.size();
    }
    if (m_torn && ::ftruncate(m_descriptor, static_cast<off_t>(m_size)) != 0)
        return failed("write the recording", errno);
    m_torn = false;

    // Written at its place, so that the end of a torn file does not matter.
    uint64_t done = 0;
    for (iovec* at = rest.data(); done < size;) {
        const auto left = static_cast<int>(rest.data() + count - at);
        ssize_t wrote = ::pwritev(m_descriptor, at, left, static_cast<off_t>(m_size + done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            const int error = wrote < 0 ? errno : ENOSPC;
            m_torn = ::ftruncate(m_descriptor, static_cast<off_t>(m_size)) != 0;
            return failed("write the recording", error);
        }
        done += static_cast<uint64_t>(wrote);
        for (auto taken = static_cast<size_t>(wrote); taken > 0;) {
            const size_t step = std::min(taken, at->iov_len);
            at->iov_base = static_cast<std::byte*>(at->iov_base) + step;
            at->iov_len -= step;
            taken -= step;
            at += at->iov_len == 0 ? 1 : 0;
        }
    }
    m_size += size;
    return {};
}

Result<void> OutputFile::sync() {
    if (::fdatasync(m_descriptor) != 0)
        return failed("write the recording to its medium", errno);
    return {};
}

bool OutputFile::stillThere() const {
    struct stat status {};
    return ::fstat(m_descriptor, &status) == 0 && status.st_nlink > 0;
}

Result<void> OutputFile::close() {
    if (::close(std::exchange(m_descriptor, -1)) != 0)
        return failed("close the recording", errno);
    return {};
}

}  // namespace gemba::ingest::mcap
