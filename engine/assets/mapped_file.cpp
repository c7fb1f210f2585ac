#include "engine/assets/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gemba::assets {

Result<UniqueFd> openRegularFile(const std::filesystem::path& path) {
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat info {};
    if (!fd.valid() || ::fstat(fd.get(), &info) != 0)
        return fail({.doing = "open the file", .on = path.string(), .found = std::strerror(errno)});
    if (!S_ISREG(info.st_mode))
        return fail({.doing = "open the file",
                     .on = path.string(),
                     .found = S_ISDIR(info.st_mode) ? "a folder" : "a device or pipe",
                     .expected = "a regular file"});
    return fd;
}

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::filesystem::path& path) {
    const auto fd = openRegularFile(path);
    if (!fd)
        return fail(fd.error());
    return fromDescriptor(fd->get(), path.string());
}

Result<std::unique_ptr<MappedFile>> MappedFile::fromDescriptor(int fd, std::string name) {
    struct stat info {};
    if (::fstat(fd, &info) != 0)
        return fail({.doing = "open the file", .on = name, .found = std::strerror(errno)});

    // An empty file cannot be mapped; an empty span says the same.
    std::span<const std::byte> bytes;
    if (info.st_size > 0) {
        const auto size = static_cast<size_t>(info.st_size);
        void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (at == MAP_FAILED)
            return fail({.doing = "map the file", .on = name, .found = std::strerror(errno)});
        bytes = {static_cast<const std::byte*>(at), size};
    }
    const Stamp stamp = stampOf(info);
    return std::unique_ptr<MappedFile>(new MappedFile(bytes, std::move(name), stamp));  // private
}

MappedFile::Stamp MappedFile::stampOf(const struct stat& info) {
    return {.device = info.st_dev,
            .inode = info.st_ino,
            .size = info.st_size,
            .seconds = info.st_mtim.tv_sec,
            .nanoseconds = info.st_mtim.tv_nsec};
}

void MappedFile::letGo(std::span<const std::byte> part) const {
    // Whole pages; what shares one with a neighbour stays.
    const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<uintptr_t>(part.data());
    const uintptr_t first = (begin + page - 1) / page * page;
    const uintptr_t end = (begin + part.size()) / page * page;
    if (first < end)
        (void)::madvise(reinterpret_cast<void*>(first), end - first, MADV_DONTNEED);
}

bool MappedFile::hasChanged() const {
    struct stat info {};
    if (::stat(m_name.c_str(), &info) != 0)
        return false;
    const Stamp now = stampOf(info);
    return now.device == m_stamp.device && now.inode == m_stamp.inode && now != m_stamp;
}

MappedFile::~MappedFile() {
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

}  // namespace gemba::assets
