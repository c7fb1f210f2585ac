#include "ingest/player.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <regex>
#include <thread>
#include <zmq.hpp>

#include "ingest/mcap/message_iterator.h"
#include "ingest/native_rewrite.h"
#include "ingest/protobuf_schema.h"
#include "ingest/recorded_decoder.h"
#include "ingest/recording_format.h"
#include "ingest/zmq_context.h"

namespace gemba::ingest {
namespace {

constexpr int kHighWaterMark = 100'000;
/// After the first subscription the others of the same subscriber are on their way.
constexpr int64_t kSettleNs = 100'000'000;
constexpr int64_t kTurnNs = 20'000'000;  // stops and subscribers are looked at this often
constexpr int64_t kTellNs = 250'000'000;
/// What was sent still goes out: at the end in full, when stopped for a moment.
constexpr int kLingerMs = 5'000;
constexpr int kLingerStoppedMs = 200;
/// Over ipc the last messages are lost where the socket closes at once, whatever lingers.
constexpr int64_t kRestNs = 100'000'000;

}  // namespace

struct Player::State {
    State(const mcap::McapFile& given, PlayerSettings set)
        : file(given), settings(std::move(set)), decoder(given) {}

    Result<void> choose();
    Result<void> bind();
    bool readSubscriptions();
    void awaitSubscriber(const std::stop_token& stop);
    Result<bool> pass(uint64_t number, UtcNs start, const std::stop_token& stop);
    [[nodiscard]] bool waitUntil(UtcNs due, const std::stop_token& stop);
    [[nodiscard]] std::string_view payloadOf(const mcap::Message& message, uint64_t pass,
                                             UtcNs start);
    Result<bool> send(std::span<const std::string_view> frames, const std::stop_token& stop);
    [[nodiscard]] UtcNs dueOf(int64_t recorded, UtcNs start) const {
        const auto since = static_cast<double>(recorded - first);
        return settings.rate > 0.0 ? start + std::llround(since / settings.rate)
                                   : start + (recorded - first);
    }

    ZmqContext context;  // first: outlives the socket
    zmq::socket_t socket;
    std::string endpoint;
    mcap::McapFile file;
    PlayerSettings settings;
    RecordedDecoder decoder;
    std::vector<uint16_t> channels;
    int64_t first = 0, last = 0;  // log time, ns
    DecodedMessage decoded;
    std::string text;
    std::vector<std::string_view> parts;  // scratch
    bool subscribed = false;
    UtcNs told = 0;
    Played out;
};

Result<void> Player::State::choose() {
    const auto nothing = [&](std::string found) {
        return fail({.doing = "play a recording",
                     .on = settings.topics,
                     .found = std::move(found),
                     .expected = "at least one message"});
    };
    try {
        const std::regex wanted(settings.topics);
        for (const auto& [id, channel] : file.contents().channels) {
            if (holdsMessages(channel) &&
                (settings.topics.empty() || std::regex_search(channel.topic, wanted)))
                channels.push_back(id);
        }
    } catch (const std::regex_error& error) {
        return fail({.doing = "understand --topics",
                     .on = settings.topics,
                     .found = error.what(),
                     .expected = "a regular expression such as line3/.*speed"});
    }
    if (channels.empty())
        return nothing("no such topic");
    mcap::Message message;
    if (mcap::MessageIterator all = file.messages({.channels = channels}); all.next(message))
        first = static_cast<int64_t>(message.logTime) + std::llround(settings.startOffset * 1e9);
    const auto newest = file.latest(UINT64_MAX, channels);
    if (!newest)
        return tl::unexpected(newest.error());
    for (const mcap::OwnedMessage& each : newest->messages)
        last = std::max(last, static_cast<int64_t>(each.logTime));
    if (last < first || newest->messages.empty())
        return nothing("no message at or after the start");
    return {};
}

Result<void> Player::State::bind() {
    try {
        socket = zmq::socket_t(context.get(), zmq::socket_type::xpub);
        socket.set(zmq::sockopt::sndhwm, kHighWaterMark);
        socket.set(zmq::sockopt::linger, kLingerMs);
        socket.set(zmq::sockopt::maxmsgsize, int64_t{1'024 + 1});
        socket.set(zmq::sockopt::xpub_verbose, 1);
        if (settings.lossless)
            socket.set(zmq::sockopt::xpub_nodrop, 1);
        socket.bind(settings.endpoint);
        endpoint = socket.get(zmq::sockopt::last_endpoint);
        return {};
    } catch (const zmq::error_t& error) {
        return fail({.doing = "publish at an endpoint",
                     .on = settings.endpoint,
                     .found = error.what(),
                     .expected = "a free endpoint such as tcp://127.0.0.1:5556"});
    }
}

bool Player::State::readSubscriptions() {
    zmq::message_t message;
    while (zmq_msg_recv(message.handle(), socket.handle(), ZMQ_DONTWAIT) >= 0)
        subscribed = subscribed || (message.size() > 0 && *message.data<char>() == 1);
    return subscribed;
}

// A subscription takes a moment to arrive, and what is sent before is lost in silence.
void Player::State::awaitSubscriber(const std::stop_token& stop) {
    const auto longest = static_cast<int64_t>(settings.waitForSubscriber * 1e9);
    const UtcNs begin = steadyUtcNow();
    while (!readSubscriptions() && !stop.stop_requested() &&
           (settings.lossless || steadyUtcNow() - begin < longest))
        (void)waitUntil(steadyUtcNow() + kTurnNs, stop);
    if (subscribed)
        (void)waitUntil(steadyUtcNow() + kSettleNs, stop);
}

bool Player::State::waitUntil(UtcNs due, const std::stop_token& stop) {
    for (;;) {
        const int64_t left = due - steadyUtcNow();
        if (left <= 0 || stop.stop_requested())
            return !stop.stop_requested();
        readSubscriptions();
        std::this_thread::sleep_for(std::chrono::nanoseconds(std::min(left, kTurnNs)));
    }
}

std::string_view Player::State::payloadOf(const mcap::Message& message, uint64_t pass,
                                          UtcNs start) {
    const mcap::Channel& channel = file.contents().channels.at(message.channel);
    const std::string_view payload = decoder.frames(message).payload();
    const bool repeated = channel.metadata.contains(std::string(recording::kRepeatedKey));
    const bool changes = settings.rebaseTime || pass > 0 || repeated;
    if (!changes || !decoder.decode(message, decoded) || !decoded.native)
        return payload;
    NativeChange change{.repeated = repeated};
    if (settings.rebaseTime && decoded.hasTime)
        change.time = dueOf(decoded.time, start);
    if (pass > 0 && (decoded.hasSeq || decoded.hasBoot))
        change.boot = decoded.boot + static_cast<int64_t>(pass);
    const ContentType type =
        channel.encoding == protobuf_schema::kEncoding ? ContentType::protobuf : ContentType::json;
    rewriteNative(payload, type, change, text);
    return text;
}

Result<bool> Player::State::send(std::span<const std::string_view> frames,
                                 const std::stop_token& stop) {
    for (size_t i = 0; i < frames.size(); ++i) {
        const int more = i + 1 < frames.size() ? ZMQ_SNDMORE : 0;
        while (zmq_send(socket.handle(), frames[i].data(), frames[i].size(), ZMQ_DONTWAIT | more) <
               0) {
            // Full, and nothing may be lost; only before the first part a message can be given up.
            if (zmq_errno() != EAGAIN)
                return fail({.doing = "send a message",
                             .on = endpoint,
                             .found = zmq_strerror(zmq_errno())});
            if (i == 0 && !waitUntil(steadyUtcNow() + 1'000'000, stop))
                return false;
        }
        out.bytes += frames[i].size();
    }
    ++out.messages;
    return true;
}

// True: to the end; false: stopped.
Result<bool> Player::State::pass(uint64_t number, UtcNs start, const std::stop_token& stop) {
    mcap::MessageIterator messages =
        file.messages({.start = static_cast<uint64_t>(first), .channels = channels});
    for (mcap::Message message; messages.next(message);) {
        const auto recorded = static_cast<int64_t>(message.logTime);
        const UtcNs due = dueOf(recorded, start);
        if (settings.rate > 0.0 && !waitUntil(due, stop))
            return false;
        const UtcNs now = steadyUtcNow();
        if (settings.rate > 0.0)
            out.behindMs = std::max(out.behindMs, static_cast<double>(now - due) * 1e-6);
        if (stop.stop_requested())
            return false;

        const RecordedFrames recordedFrames = decoder.frames(message);
        parts.assign(recordedFrames.frames().begin(), recordedFrames.frames().end());
        parts.back() = payloadOf(message, number, start);
        const auto sent = send(parts, stop);
        if (!sent || !*sent)
            return sent;
        out.seconds = static_cast<double>(recorded - first) * 1e-9;
        if (settings.progress && now - told >= kTellNs) {
            told = now;
            settings.progress(static_cast<double>(recorded - first) /
                                  static_cast<double>(std::max<int64_t>(last - first, 1)),
                              out.seconds);
        }
    }
    if (!messages.problems().empty())
        return fail(
            {.doing = "play the recording in whole", .found = messages.problems().texts()[0]});
    ++out.passes;
    return true;
}

Player::Player(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Player::~Player() = default;
Player::Player(Player&&) noexcept = default;

Result<Player> Player::open(const mcap::McapFile& file, const PlayerSettings& settings) {
    auto state = std::make_unique<State>(file, settings);
    if (auto chosen = state->choose(); !chosen)
        return tl::unexpected(chosen.error());
    if (auto bound = state->bind(); !bound)
        return tl::unexpected(bound.error());
    return Player(std::move(state));
}

const std::string& Player::endpoint() const {
    return m_state->endpoint;
}

Result<Played> Player::run(const std::stop_token& stop) {
    State& state = *m_state;
    state.awaitSubscriber(stop);
    UtcNs start = steadyUtcNow();
    for (uint64_t number = 0; !stop.stop_requested(); ++number) {
        const auto whole = state.pass(number, start, stop);
        if (!whole)
            return tl::unexpected(whole.error());
        if (!*whole || !state.settings.loop)
            break;
        // The next pass begins where this one ends: a millisecond behind its last message.
        start =
            state.settings.rate > 0.0 ? state.dueOf(state.last + 1'000'000, start) : steadyUtcNow();
    }
    (void)state.waitUntil(steadyUtcNow() + kRestNs, stop);
    state.socket.set(zmq::sockopt::linger, stop.stop_requested() ? kLingerStoppedMs : kLingerMs);
    state.socket.close();
    return state.out;
}

}  // namespace gemba::ingest
