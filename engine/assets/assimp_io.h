#pragma once

#include <assimp/IOSystem.hpp>

#include "engine/assets/file_access.h"

namespace gemba::assets {

/// Assimp's eyes: reads through FileAccess, never writes.
class AssimpIo final : public Assimp::IOSystem {
 public:
    explicit AssimpIo(FileAccess& files) : m_files(files) {}

    bool Exists(const char* file) const override;
    char getOsSeparator() const override { return '/'; }
    Assimp::IOStream* Open(const char* file, const char* mode) override;
    void Close(Assimp::IOStream* stream) override;
    bool CreateDirectory(const std::string&) override { return false; }
    bool ChangeDirectory(const std::string&) override { return false; }
    bool DeleteFile(const std::string&) override { return false; }

 private:
    FileAccess& m_files;
};

}  // namespace gemba::assets
