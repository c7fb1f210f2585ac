#include "engine/sim/track.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace gemba::sim {
namespace {

// The first byte of a frame. Older recordings have key frames that do not say their version, 2.
constexpr uint8_t kOldKey = 1;
constexpr uint8_t kMoves = 2;
constexpr uint8_t kKey = 3;
constexpr uint8_t kMovesAndStates = 4;  // what devices and alarms are follows the moves
// Of any recording: times beyond are damage, and could not be reckoned with.
constexpr Tick kLongest = Tick{1} << 48;
constexpr UtcNs kLatest = UtcNs{1} << 62;

/// A pose in 20 bytes.
struct SmallPose {
    std::array<float, 3> position{};
    std::array<int16_t, 4> rotation{};  // x, y, z, w in 1/32767

    template <class A>
    void visitState(A& archive) {
        archive(position[0], position[1], position[2]);
        archive(rotation[0], rotation[1], rotation[2], rotation[3]);
    }
    bool operator==(const SmallPose&) const = default;
};

struct Moved {
    uint16_t place = 0;  // in the key frame's bodies
    SmallPose pose;

    template <class A>
    void visitState(A& archive) {
        archive(place, pose);
    }
};

struct Moves {
    Tick tick = 0;
    UtcNs utc = 0;
    std::vector<Moved> model, plant;

    template <class A>
    void visitState(A& archive) {
        archive(tick, utc, model, plant);
    }
};

SmallPose small(const Pose& pose) {
    constexpr double kOne = 32767.0;
    SmallPose out;
    for (int i = 0; i < 3; ++i) {
        out.position[static_cast<size_t>(i)] = static_cast<float>(pose.position[i]);
    }
    const Quat& q = pose.rotation;
    const std::array<double, 4> parts{q.x, q.y, q.z, q.w};
    for (size_t i = 0; i < 4; ++i)
        out.rotation[i] = static_cast<int16_t>(std::lround(std::clamp(parts[i], -1.0, 1.0) * kOne));
    return out;
}

/// Its numbers may be anything: the rotation is made whole again, what is not finite refused.
bool large(const SmallPose& in, Pose& out) {
    for (size_t i = 0; i < 3; ++i) {
        if (!std::isfinite(in.position[i]))
            return false;
        out.position[static_cast<int>(i)] = in.position[i];
    }
    const Quat q(in.rotation[3], in.rotation[0], in.rotation[1], in.rotation[2]);
    const double length = glm::length(q);
    if (length < 1.0)
        return false;
    out.rotation = q / length;
    return true;
}

// A body gone NaN keeps its frozen place: it does not move.
bool finite(const Pose& pose) {
    return std::isfinite(pose.position.x) && std::isfinite(pose.position.y) &&
           std::isfinite(pose.position.z) && std::isfinite(pose.rotation.w);
}

// The bodies whose `member` moved since what is shown, as a vector of Moved.
template <class Skip>
void appendMoved(Bytes& out, const Snapshot& snapshot, Snapshot& shown, Pose SnapshotBody::*member,
                 Skip skip) {
    const size_t countAt = out.size();
    ByteWriter writer(out);
    uint32_t count = 0;
    writer.put(count);
    for (size_t i = 0; i < snapshot.bodies.size(); ++i) {
        const Pose& now = snapshot.bodies[i].*member;
        Pose& before = shown.bodies[i].*member;
        if (skip(snapshot.bodies[i]) || !finite(now) || small(now) == small(before))
            continue;
        before = now;
        saveState(Moved{static_cast<uint16_t>(i), small(now)}, writer);
        ++count;
    }
    std::memcpy(out.data() + countAt, &count, sizeof count);
}

bool inTime(Tick tick, UtcNs utc) {
    return tick >= 0 && tick <= kLongest && utc >= 0 && utc <= kLatest;
}

Result<void> damaged(const char* what) {
    return fail(
        {.doing = "read the pose track", .found = what, .expected = "a frame as gemba writes it"});
}

}  // namespace

bool TrackWriter::needsKey(const Snapshot& snapshot) const {
    if (m_lastKey == 0 || snapshot.utc - m_lastKey >= kKeyNs || snapshot.utc < m_lastKey ||
        snapshot.bodies.size() != m_shown.bodies.size() || snapshot.bodies.size() > UINT16_MAX)
        return true;
    for (size_t i = 0; i < snapshot.bodies.size(); ++i) {
        const SnapshotBody& now = snapshot.bodies[i];
        const SnapshotBody& shown = m_shown.bodies[i];
        if (now.slot != shown.slot || now.generation != shown.generation ||
            now.plantState != shown.plantState)
            return true;
    }
    return false;
}

bool TrackWriter::statesChanged(const Snapshot& snapshot) const {
    const auto same = [](const AlarmRow& a, const AlarmRow& b) {
        return a.changed == b.changed && a.active == b.active && a.acknowledged == b.acknowledged;
    };
    return snapshot.deviceState != m_shown.deviceState ||
           !std::equal(snapshot.alarms.begin(), snapshot.alarms.end(), m_shown.alarms.begin(),
                       m_shown.alarms.end(), same);
}

bool TrackWriter::add(const Snapshot& snapshot, Bytes& out) {
    out.clear();
    ByteWriter writer(out);
    if (needsKey(snapshot)) {
        m_shown = snapshot;
        m_lastKey = snapshot.utc;
        writer.put(kKey);
        writer.put(Snapshot::kVersion);
        saveState(snapshot, writer);
        return true;
    }
    // As Moves are read, without the vectors.
    const bool states = statesChanged(snapshot);
    writer.put(states ? kMovesAndStates : kMoves);
    writer.put(snapshot.tick);
    writer.put(snapshot.utc);
    appendMoved(out, snapshot, m_shown, &SnapshotBody::pose,
                [](const SnapshotBody&) { return false; });
    appendMoved(out, snapshot, m_shown, &SnapshotBody::plant,
                [](const SnapshotBody& body) { return body.plantState == 0; });
    if (states) {
        m_shown.deviceState = snapshot.deviceState;
        m_shown.alarms = snapshot.alarms;
        saveState(m_shown.deviceState, writer);
        saveState(m_shown.alarms, writer);
    }
    return false;
}

bool TrackReader::isKey(std::span<const std::byte> frame) {
    return !frame.empty() &&
           (frame.front() == std::byte{kKey} || frame.front() == std::byte{kOldKey});
}

Result<void> TrackReader::apply(std::span<const std::byte> frame) {
    ByteReader reader(frame);
    const auto kind = reader.get<uint8_t>();
    if (kind == kKey || kind == kOldKey) {
        Snapshot next;
        const auto said = frame.subspan(1);
        const auto read = kind == kKey ? decode(said, next) : decode(said, 2, next);
        if (!read || !inTime(next.tick, next.utc))
            return damaged("a key frame that is cut or damaged");
        m_shown = std::move(next);
        m_hasKey = true;
        return {};
    }
    Moves moves;
    loadState(moves, reader);
    const bool states = kind == kMovesAndStates;
    std::vector<uint8_t> devices;
    std::vector<AlarmRow> alarms;
    if (states) {
        loadState(devices, reader);
        loadState(alarms, reader);
    }
    if ((kind != kMoves && !states) || !reader.ok() || reader.remaining() > 0 ||
        !inTime(moves.tick, moves.utc))
        return damaged("a frame that is cut or damaged");
    if (!m_hasKey)
        return damaged("moves before the first key frame");
    if (states &&
        (devices.size() != m_shown.deviceState.size() || alarms.size() != m_shown.alarms.size()))
        return damaged("states of another twin");

    // What did not move stands.
    for (SnapshotBody& body : m_shown.bodies)
        body.previous = body.pose;
    for (const Moved& moved : moves.model) {
        if (moved.place >= m_shown.bodies.size() ||
            !large(moved.pose, m_shown.bodies[moved.place].pose))
            return damaged("a body that is not there");
        SnapshotBody& body = m_shown.bodies[moved.place];
        if (body.plantState == 0)
            body.plant = body.pose;
    }
    for (const Moved& moved : moves.plant) {
        if (moved.place >= m_shown.bodies.size() ||
            !large(moved.pose, m_shown.bodies[moved.place].plant))
            return damaged("a body that is not there");
    }
    if (states) {
        m_shown.deviceState = std::move(devices);
        m_shown.alarms = std::move(alarms);
    }
    m_shown.tick = moves.tick;
    m_shown.utc = moves.utc;
    return {};
}

}  // namespace gemba::sim
