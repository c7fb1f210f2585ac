#include "engine/assets/import_request.h"

#include "engine/assets/bake_format.h"

namespace gemba::assets {
namespace {

// A program replaced while it ran may meet an importer of another build.
constexpr uint32_t kRequestVersion = 0x47490000u + kBakeVersion;

}  // namespace

Bytes encodeRequest(const ImportRequest& request) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.put(kRequestVersion);
    out.put(request.kind);
    out.put(request.file);
    out.put(static_cast<uint32_t>(request.roots.size()));
    for (const std::string& root : request.roots)
        out.put(root);
    out.put(request.unitM);
    out.put(request.up);
    out.put(request.memoryMiB);
    out.put(request.timeoutSeconds);
    out.put(request.fault);
    return bytes;
}

Result<ImportRequest> decodeRequest(std::span<const std::byte> bytes) {
    ByteReader in(bytes);
    ImportRequest request;
    if (in.get<uint32_t>() != kRequestVersion)
        return fail({.doing = "read the import request",
                     .found = "gemba-import is of another version than gemba",
                     .expected = "one installation: start Gemba again"});
    request.kind = in.get<ImportKind>();
    request.file = in.text();
    request.roots.resize(in.count(4));
    for (std::string& root : request.roots)
        root = in.text();
    request.unitM = in.get<double>();
    request.up = in.get<UpAxis>();
    request.memoryMiB = in.get<uint64_t>();
    request.timeoutSeconds = in.get<int32_t>();
    request.fault = in.get<ChildFault>();
    if (!in.ok() || in.remaining() != 0)
        return fail({.doing = "read the import request", .found = "something else"});
    return request;
}

}  // namespace gemba::assets
