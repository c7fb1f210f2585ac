#include "ingest/mcap/compression.h"

#include <fmt/format.h>
#include <lz4frame.h>
#include <zstd.h>

#include <algorithm>
#include <bit>

#include "engine/core/text.h"

namespace gemba::ingest::mcap {
namespace {

constexpr int kLevel = 1;
/// What is first made room for, whatever is claimed.
constexpr uint64_t kFirstRoom = uint64_t{4} << 20;
/// zstd's own advice for windows that decoders should accept, as a power of two.
constexpr int kWindowLog = 23;
constexpr int kWindowLogMost = 27;

struct FreeZstd {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeLz4 {
    void operator()(LZ4F_dctx* context) const { LZ4F_freeDecompressionContext(context); }
};

tl::unexpected<Error> bad(std::string found, std::string expected = {}) {
    return fail({.doing = "decompress",
                 .on = "",
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

Result<void> endedAt(uint64_t size, uint64_t claimed, bool whole) {
    if (!whole)
        return bad(fmt::format("the end of the data after {} of {} bytes", size, claimed));
    if (size != claimed)
        return bad(fmt::format("{} bytes", size), fmt::format("{}", claimed));
    return {};
}

/// Room for more output: twice as much, up to one byte more than is claimed, which tells that
/// there is too much.
bool grow(Bytes& out, uint64_t claimed) {
    if (out.size() > claimed)
        return false;
    const uint64_t wanted = std::max<uint64_t>(kFirstRoom, uint64_t{out.size()} * 2);
    out.resize(std::min(wanted, claimed + 1));
    return true;
}

}  // namespace

struct Decompressor::Contexts {
    std::unique_ptr<ZSTD_DCtx, FreeZstd> zstd;
    std::unique_ptr<LZ4F_dctx, FreeLz4> lz4;
};

uint64_t plausibleSize(uint64_t compressedSize) {
    constexpr uint64_t kRatio = 1024;
    constexpr uint64_t kAlways = uint64_t{64} << 20;
    if (compressedSize > kMaxChunk / kRatio)
        return kMaxChunk;
    return std::max(kAlways, compressedSize * kRatio);
}

Decompressor::Decompressor() : m_contexts(std::make_unique<Contexts>()) {}
Decompressor::~Decompressor() = default;
Decompressor::Decompressor(Decompressor&&) noexcept = default;
Decompressor& Decompressor::operator=(Decompressor&&) noexcept = default;

Result<void> Decompressor::decompress(std::string_view compression, std::span<const std::byte> in,
                                      uint64_t claimed, Bytes& out) {
    out.clear();
    if (claimed > plausibleSize(in.size()))
        return bad(fmt::format("a claim of {} bytes made of {}", claimed, in.size()),
                   fmt::format("at most {}", plausibleSize(in.size())));
    if (compression == "zstd")
        return zstd(in, claimed, out);
    if (compression == "lz4")
        return lz4(in, claimed, out);
    return bad(fmt::format("the compression {}", inQuotes(compression)), "zstd, lz4 or none");
}

Result<void> Decompressor::zstd(std::span<const std::byte> in, uint64_t claimed, Bytes& out) {
    if (!m_contexts->zstd)
        m_contexts->zstd.reset(ZSTD_createDCtx());
    ZSTD_DCtx* const context = m_contexts->zstd.get();

    // In one go where the claim costs little.
    if (claimed <= kFirstRoom) {
        out.resize(claimed);
        const size_t size =
            ZSTD_decompressDCtx(context, out.data(), out.size(), in.data(), in.size());
        if (ZSTD_isError(size) == 0 && size == claimed)
            return {};
    }

    // Piece by piece otherwise; and after a failure, for what came before it.
    out.clear();
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only);
    const int windowLog =
        std::clamp(static_cast<int>(std::bit_width(claimed)), kWindowLog, kWindowLogMost);
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, windowLog);
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    size_t size = 0;
    size_t hint = 0;
    while (true) {
        if (size == out.size() && !grow(out, claimed))
            break;
        ZSTD_outBuffer output{out.data(), out.size(), size};
        const size_t taken = input.pos;
        hint = ZSTD_decompressStream(context, &output, &input);
        if (ZSTD_isError(hint) != 0) {
            out.resize(output.pos);
            return bad(fmt::format("{} after {} bytes", ZSTD_getErrorName(hint), out.size()));
        }
        const bool stuck = output.pos == size && input.pos == taken;
        size = output.pos;
        if (stuck || (input.pos == input.size && size < out.size()))
            break;
    }
    out.resize(size);
    return endedAt(size, claimed, hint == 0 || size > claimed);
}

Result<void> Decompressor::lz4(std::span<const std::byte> in, uint64_t claimed, Bytes& out) {
    if (!m_contexts->lz4) {
        LZ4F_dctx* made = nullptr;
        if (LZ4F_isError(LZ4F_createDecompressionContext(&made, LZ4F_VERSION)) != 0)
            return bad("no memory for lz4");
        m_contexts->lz4.reset(made);
    }
    LZ4F_dctx* const context = m_contexts->lz4.get();
    LZ4F_resetDecompressionContext(context);

    size_t size = 0;
    size_t hint = in.empty() ? 0 : 1;
    while (true) {
        if (size == out.size() && !grow(out, claimed))
            break;
        size_t made = out.size() - size;
        size_t taken = in.size();
        hint = LZ4F_decompress(context, out.data() + size, &made, in.data(), &taken, nullptr);
        if (LZ4F_isError(hint) != 0) {
            out.resize(size);
            return bad(fmt::format("{} after {} bytes", LZ4F_getErrorName(hint), size));
        }
        size += made;
        in = in.subspan(taken);
        if ((made == 0 && taken == 0) || (in.empty() && size < out.size()))
            break;
    }
    out.resize(size);
    return endedAt(size, claimed, hint == 0 || size > claimed);
}

struct Compressor::Context {
    std::unique_ptr<ZSTD_CCtx, FreeZstd> zstd{ZSTD_createCCtx()};
    // Not a vector: clearing it would touch pages that nothing compressed ever reaches.
    std::unique_ptr<std::byte[]> out;
    size_t room = 0;
};

Compressor::Compressor() : m_context(std::make_unique<Context>()) {}
Compressor::~Compressor() = default;
Compressor::Compressor(Compressor&&) noexcept = default;
Compressor& Compressor::operator=(Compressor&&) noexcept = default;

Result<std::span<const std::byte>> Compressor::compress(std::span<const std::byte> in) {
    Context& c = *m_context;
    if (c.room < ZSTD_compressBound(in.size())) {
        c.room = ZSTD_compressBound(in.size());
        c.out = std::make_unique_for_overwrite<std::byte[]>(c.room);
    }
    const size_t size =
        ZSTD_compressCCtx(c.zstd.get(), c.out.get(), c.room, in.data(), in.size(), kLevel);
    if (ZSTD_isError(size) != 0)
        return fail({.doing = "compress a chunk",
                     .on = "",
                     .found = ZSTD_getErrorName(size),
                     .expected = ""});
    return std::span<const std::byte>(c.out.get(), size);
}

}  // namespace gemba::ingest::mcap
