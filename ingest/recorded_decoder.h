#pragma once

#include <map>
#include <memory>
#include <vector>

#include "ingest/mcap/mcap_file.h"
#include "ingest/protobuf_decoder.h"
#include "ingest/wire_decoder.h"

namespace gemba::ingest {

/// Whether a channel holds what came over a wire: not what a session of ours wrote beside it (its
/// ticks, checkpoints and pose track, the simulated values).
[[nodiscard]] bool holdsMessages(const mcap::Channel& channel);

/// The source that a channel names, as our recordings do; empty where it names none.
[[nodiscard]] std::string sourceOf(const mcap::Channel& channel);

/// The frames of a recorded message, as they were on the wire: `[topic][payload]`, with the
/// content type between them unless that is json.
class RecordedFrames {
 public:
    RecordedFrames(const mcap::Channel& channel, std::string_view contentType,
                   const mcap::Message& message);
    [[nodiscard]] std::span<const std::string_view> frames() const { return {m_frames, m_count}; }
    [[nodiscard]] std::string_view payload() const { return m_frames[m_count - 1]; }

 private:
    std::string_view m_frames[3];
    size_t m_count = 2;
};

/// Reads the messages of one source of a file, by the encodings of their channels: json, our own
/// gemba.v1.Message, and other protobuf by the descriptor set in the channel's schema. What another
/// program wrote is trusted no more than what comes over a wire. One thread.
class RecordedDecoder {
 public:
    explicit RecordedDecoder(const mcap::McapFile& file, DecoderSettings settings = {});
    ~RecordedDecoder();

    /// Why a channel's messages cannot be read; empty: they can.
    [[nodiscard]] std::string refusal(uint16_t channel) const;

    /// As on a wire; lives as long as message and decoder. Of protobuf that is not ours the content
    /// type names the type, since the bytes alone do not say what they are:
    /// "protobuf;type=foxglove.Log".
    [[nodiscard]] RecordedFrames frames(const mcap::Message& message) const;
    /// Fills `out` anew, which then points into message and file. False: rejected, and `out` says
    /// why.
    [[nodiscard]] bool decode(const mcap::Message& message, DecodedMessage& out);

 private:
    mcap::McapFile m_file;
    DecoderSettings m_settings;
    WireDecoder m_wire;
    std::map<uint16_t, std::unique_ptr<ProtobufDecoder>> m_protobuf;  // by channel
    std::map<uint16_t, std::string> m_foreignTypes, m_refusals;       // likewise
};

}  // namespace gemba::ingest
