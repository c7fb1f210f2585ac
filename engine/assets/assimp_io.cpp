#include "engine/assets/assimp_io.h"

#include <algorithm>
#include <assimp/IOStream.hpp>
#include <cstring>
#include <memory>

namespace gemba::assets {
namespace {

/// A cursor over a mapped file.
class MappedStream final : public Assimp::IOStream {
 public:
    explicit MappedStream(const MappedFile& file) : m_file(file), m_bytes(file.bytes()) {}

    size_t Read(void* buffer, size_t size, size_t count) override {
        if (size == 0)
            return 0;
        const size_t items = std::min(count, (m_bytes.size() - m_at) / size);
        if (items > 0)
            copy(m_bytes.subspan(m_at, items * size), buffer);
        m_at += items * size;
        return items;
    }
    size_t Write(const void*, size_t, size_t) override { return 0; }
    aiReturn Seek(size_t offset, aiOrigin origin) override {
        // From the end the offset counts backwards, as in Assimp's own memory stream.
        const size_t size = m_bytes.size();
        if (offset > size || (origin == aiOrigin_CUR && offset > size - m_at))
            return aiReturn_FAILURE;
        m_at = origin == aiOrigin_SET   ? offset
               : origin == aiOrigin_END ? size - offset
                                        : m_at + offset;
        return aiReturn_SUCCESS;
    }
    size_t Tell() const override { return m_at; }
    size_t FileSize() const override { return m_bytes.size(); }
    void Flush() override {}

 private:
    /// A large piece has no need to be here twice.
    void copy(std::span<const std::byte> from, void* to) {
        constexpr size_t kPiece = 4 << 20;
        auto* at = static_cast<std::byte*>(to);
        while (!from.empty()) {
            const auto piece = from.first(std::min(from.size(), kPiece));
            std::memcpy(at, piece.data(), piece.size());
            if (piece.size() == kPiece)
                m_file.letGo(piece);
            at += piece.size();
            from = from.subspan(piece.size());
        }
    }

    const MappedFile& m_file;
    std::span<const std::byte> m_bytes;
    size_t m_at = 0;
};

}  // namespace

bool AssimpIo::Exists(const char* file) const {
    return m_files.ask(file).state == FileState::opened;
}

Assimp::IOStream* AssimpIo::Open(const char* file, const char* mode) {
    if (std::strpbrk(mode, "wa+") != nullptr)
        return nullptr;
    const MappedFile* mapped = m_files.open(file);
    if (mapped == nullptr)
        return nullptr;
    return std::make_unique<MappedStream>(*mapped).release();  // comes back in Close
}

void AssimpIo::Close(Assimp::IOStream* stream) {
    const std::unique_ptr<Assimp::IOStream> end(stream);
}

}  // namespace gemba::assets
