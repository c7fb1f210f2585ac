#include "engine/sim/player.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gemba::sim {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFrame{33};
constexpr milliseconds kIdle{15};
// A hand that drags is not followed by physics before it rests.
constexpr milliseconds kSettled{250};
// A past that grows is looked at again this often, the whole of it less often: the larger it is, so
// that it never takes more than this share of the time.
constexpr milliseconds kRefresh{500};
constexpr milliseconds kSurvey{1000};
constexpr int kSurveyShare = 50;       // one part of so many
constexpr size_t kBuckets = 600;       // of the density: more than a bar has pixels for
constexpr double kMaxTrackRate = 100;  // "as fast as it goes", for a track
// Physics simulates this long between two looks at the wishes: a seek must not wait for a frame.
constexpr milliseconds kSlice{8};
constexpr Tick kMaxSlice = 64;  // ticks of it, however fast
constexpr Tick kProgressEvery = 32;

// The part that is played, by loop and choice.
TimeRange played(const TimeStatus& status) {
    return status.loop == Loop::range && !status.chosen.empty() ? status.chosen : status.range;
}

void leaveNow(TimeStatus& status) {
    if (!std::exchange(status.live, false))
        return;
    status.playing = false;
    status.shown = false;
}

void followAgain(TimeStatus& status) {
    status.live = true;
    status.playing = false;
    status.shown = false;
    status.trouble.clear();
}

}  // namespace

Player::Player(std::unique_ptr<LookBack> past, size_t signalCount, PlayerSettings settings)
    : m_past(std::move(past)), m_settings(std::move(settings)), m_history(signalCount) {
    m_status.range = m_past->range();
    m_status.cursor = m_status.range.from;
    m_status.physics = m_settings.makeWorld != nullptr;
    m_status.live = m_settings.reach != nullptr;
    m_status.shown = !m_status.live;
}

Player::~Player() = default;

TimeStatus Player::status() const {
    const std::lock_guard lock(m_mutex);
    TimeStatus out = m_status;
    followNow(out);
    return out;
}

void Player::followNow(TimeStatus& status) const {
    if (!m_settings.reach)
        return;
    const TimeRange reach = m_settings.reach();
    status.now = reach.to;
    if (!status.live)
        return;
    status.range = reach;
    status.cursor = reach.to;
}

void Player::wish(const std::function<void(TimeStatus&)>& change, bool moves) {
    {
        const std::lock_guard lock(m_mutex);
        followNow(m_status);
        change(m_status);
        m_status.cursor = m_status.range.clamp(m_status.cursor);
        if (moves)
            ++m_moves;
    }
    m_wished.notify_all();
}

void Player::seek(UtcNs at) {
    wish(
        [at](TimeStatus& status) {
            leaveNow(status);
            status.cursor = at;
        },
        true);
}

void Player::goLive() {
    if (!m_settings.reach || status().live)
        return;
    wish([](TimeStatus& status) { followAgain(status); }, true);
}

// From the end it begins again.
void Player::play(bool on) {
    const TimeStatus before = status();
    if (before.live)
        return;  // now is the session's own
    const bool again = on && before.cursor >= played(before).to;
    wish(
        [on, again](TimeStatus& status) {
            status.playing = on;
            if (again)
                status.cursor = played(status).from;
        },
        again);
}

void Player::step(int64_t ticks) {
    const int64_t by = ticks * kNsPerSecond / std::max<int64_t>(1, m_settings.stepHz);
    wish(
        [by](TimeStatus& status) {
            leaveNow(status);
            status.playing = false;
            status.cursor += by;
        },
        true);
}

void Player::stepMessage(bool forward, int32_t signal) {
    wish(
        [&](TimeStatus& status) {
            leaveNow(status);
            status.playing = false;
            m_messageStep = {forward, signal};
        },
        true);
}

void Player::setRate(double rate) {
    wish([rate](TimeStatus& status) { status.rate = std::clamp(rate, 0.0, 100.0); }, false);
}

void Player::setLoop(Loop loop) {
    wish([loop](TimeStatus& status) { status.loop = loop; }, false);
}

void Player::choose(TimeRange range) {
    wish(
        [range](TimeStatus& status) {
            status.chosen = {status.range.clamp(range.from), status.range.clamp(range.to)};
        },
        false);
}

// The other picture, from the same instant.
void Player::setPhysics(bool on) {
    wish([&](TimeStatus& status) { status.physics = on && m_settings.makeWorld != nullptr; }, true);
}

void Player::setHistory(int64_t ns) {
    wish([ns](TimeStatus& status) { status.history = ns; }, false);
}

std::shared_ptr<const Overview> Player::overview() const {
    const std::lock_guard lock(m_mutex);
    return m_overview;
}

std::vector<TimeMark> Player::bookmarks() const {
    const std::lock_guard lock(m_mutex);
    return m_bookmarks;
}

void Player::keepBookmarks(std::vector<TimeMark> marks, KeepMarks keep) {
    m_bookmarks = std::move(marks);
    m_keep = std::move(keep);
}

void Player::setBookmarks(std::vector<TimeMark> marks) {
    std::sort(marks.begin(), marks.end(),
              [](const TimeMark& a, const TimeMark& b) { return a.from < b.from; });
    {
        const std::lock_guard lock(m_mutex);
        m_bookmarks = std::move(marks);
        m_keepDue = m_keep != nullptr;
    }
    m_wished.notify_all();
}

void Player::keep() {
    std::vector<TimeMark> marks;
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_keepDue, false))
            return;
        marks = m_bookmarks;
    }
    if (const auto kept = m_keep(marks); !kept)
        say(kept.error().message());
}

void Player::say(const std::string& trouble) {
    const std::lock_guard lock(m_mutex);
    m_status.trouble = trouble;
}

void Player::setProgress(double rebuilding, bool simulated) {
    const std::lock_guard lock(m_mutex);
    m_status.rebuilding = rebuilding;
    m_status.simulated = simulated;
}

bool Player::overtaken() const {
    return m_moves.load() != m_seenMoves;
}

// True: the cursor was moved.
bool Player::takeWishes() {
    const std::lock_guard lock(m_mutex);
    m_now = m_status;
    return std::exchange(m_seenMoves, m_moves.load()) != m_seenMoves;
}

void Player::run(std::stop_token stop) {
    while (!stop.stop_requested()) {
        const bool moved = takeWishes();
        keep();
        if (m_now.live) {
            rest(stop);
        } else if (moved) {
            // Elsewhere: the recorded picture first, at once.
            letGo();
            say({});
            refresh();
            goToMessage();
            m_movedAt = m_frameAt = Clock::now();
            look();
            publish(true);
            setShown();
            if (!overtaken())
                fillHistory(stop);
            publish(true);
        } else if (!m_now.playing) {
            idle(stop);
        } else if (m_now.physics && Clock::now() - m_movedAt < kSettled && m_session == nullptr) {
            publish(false);
            wait(stop, kIdle);
            m_frameAt = Clock::now();
        } else if (m_now.physics) {
            playPhysics(stop);
        } else {
            playTrack(stop);
        }
    }
    keep();
    letGo();
}

// Nobody looks back: until somebody does, only what lies where is read, for the bar.
void Player::rest(const std::stop_token& stop) {
    letGo();
    m_refreshedAt = {};
    (void)m_past->refresh();
    if (!m_past->range().empty())
        survey(stop);
    wait(stop, kSurvey);
}

// What was recorded meanwhile. Where there is nothing, there is only now.
void Player::refresh() {
    const auto now = Clock::now();
    if (!m_settings.reach || now - m_refreshedAt < kRefresh)
        return;
    m_refreshedAt = now;
    (void)m_past->refresh();
    const TimeRange range = m_past->range();
    const std::lock_guard lock(m_mutex);
    if (m_status.live)
        return;
    if (range.empty()) {
        followAgain(m_status);
        m_status.trouble = "nothing has been recorded yet that one could look back to";
        ++m_moves;
        return;
    }
    m_status.range = m_now.range = range;
    m_status.cursor = range.clamp(m_status.cursor);
    m_now.cursor = range.clamp(m_now.cursor);
}

void Player::goToMessage() {
    std::optional<MessageStep> step;
    {
        const std::lock_guard lock(m_mutex);
        step.swap(m_messageStep);
    }
    if (!step)
        return;
    const auto at = m_past->message(m_now.cursor, step->forward, step->signal);
    const std::lock_guard lock(m_mutex);
    if (at)
        m_status.cursor = m_now.cursor = m_now.range.clamp(*at);
    else
        m_status.trouble =
            step->forward ? "there is no later message" : "there is no earlier message";
}

void Player::setShown() {
    const std::lock_guard lock(m_mutex);
    m_status.shown = !m_status.live;
}

void Player::look() {
    Snapshot next;
    if (auto seen = m_past->snapshotAt(m_now.cursor, next); !seen) {
        say(seen.error().message());
    } else {
        m_shown = std::move(next);
        m_shown.newestReceive = m_shown.newestSource = 0;  // nothing has just come in
    }
    m_shown.paused = !m_now.playing;
    m_shown.rateRequested = m_now.rate;
    m_shown.rateMeasured = m_now.playing ? m_now.rate : 0.0;
}

// Shows on.
void Player::idle(const std::stop_token& stop) {
    if (m_session != nullptr)
        m_held = true;
    if (!m_shown.paused) {
        m_shown.paused = true;
        m_shown.rateMeasured = 0.0;
        publish(true);
    }
    m_shown.rateRequested = m_now.rate;
    fillHistory(stop);
    refresh();
    survey(stop);
    publish(false);
    wait(stop, kIdle);
    m_frameAt = Clock::now();  // what is played next begins now
}

// What lies where: once, and of a past that grows now and then.
void Player::survey(const std::stop_token& stop) {
    const TimeRange range = m_past->range();
    const auto begin = Clock::now();
    const bool other = m_surveyed != range && begin >= m_surveyAgain;
    if ((m_overview != nullptr && !other) || overtaken())
        return;
    auto overview = std::make_shared<Overview>();
    const auto goOn = [&] { return !stop.stop_requested() && !overtaken(); };
    if (!m_past->overview(kBuckets, goOn, *overview))
        return;
    const auto end = Clock::now();
    m_surveyAgain = end + std::max<Clock::duration>(kSurvey, kSurveyShare * (end - begin));
    m_surveyed = range;
    const std::lock_guard lock(m_mutex);
    m_overview = std::move(overview);
}

void Player::playTrack(const std::stop_token& stop) {
    const auto now = Clock::now();
    const double rate = m_now.rate > 0.0 ? m_now.rate : kMaxTrackRate;
    const auto passed = std::chrono::duration<double>(now - m_frameAt).count();
    m_frameAt = now;
    refresh();
    m_now.cursor = m_now.range.clamp(m_now.cursor + static_cast<int64_t>(passed * rate * 1e9));
    look();
    publish(true);
    arrive(m_now.cursor);
    fillHistory(stop);
    const auto spent = std::chrono::duration_cast<milliseconds>(Clock::now() - now);
    wait(stop, std::max(milliseconds(1), kFrame - spent));
}

void Player::playPhysics(const std::stop_token& stop) {
    if (m_session == nullptr) {
        rebuild(stop);
        return;
    }
    if (std::exchange(m_held, false)) {
        // The pause was no lost time.
        (void)m_session->post({.type = CommandType::pause});
        (void)m_session->post({.type = CommandType::resume});
    }
    if (std::exchange(m_sessionRate, m_now.rate) != m_now.rate)
        (void)m_session->post({.type = CommandType::setRate, .value = m_now.rate});
    refresh();

    const Tick tick = m_session->simulation().world().tick;
    const double slices = 1000.0 / static_cast<double>(kSlice.count());
    const auto slice =
        static_cast<Tick>(m_now.rate * static_cast<double>(m_settings.stepHz) / slices);
    const Tick until =
        tick + (m_now.rate > 0.0 ? std::clamp<Tick>(slice, 1, kMaxSlice) : kMaxSlice);
    m_session->run(stop, std::min(until, m_feed->end()));
    m_session->snapshot(m_shown);
    publish(false);
    if (!m_feed->failure().empty())
        say(m_feed->failure());
    const bool over = m_session->simulation().world().tick >= m_feed->end();
    if (!over || !goesOn())
        arrive(over ? m_now.range.to : m_shown.utc);
}

// At the end of a file that has grown, or behind which another one follows.
bool Player::goesOn() {
    if (m_readOn != nullptr) {
        if (const auto read = m_readOn(); !read)
            say(read.error().message());
        else if (m_session->simulation().world().tick < m_feed->end())
            return true;
    }
    const UtcNs next = m_past->nextStart(m_shown.utc);
    if (next >= m_now.range.to)
        return false;
    letGo();
    const std::lock_guard lock(m_mutex);
    if (!overtaken())
        m_status.cursor = next;
    return true;
}

// A second world, from the nearest checkpoint; what was before it comes from the file.
void Player::rebuild(const std::stop_token& stop) {
    setProgress(0.0, false);
    auto world = m_settings.makeWorld(m_now.cursor, m_history);
    Result<bool> caughtUp = false;
    if (world) {
        const UtcNs begin = std::min(world->utc, m_now.cursor);
        m_filled = {};
        caughtUp = fillRange({begin - m_now.history, begin}, stop) ? catchUp(*world, stop)
                                                                   : Result<bool>(false);
    }
    const Error* const error = !world ? &world.error() : !caughtUp ? &caughtUp.error() : nullptr;
    m_filled = {};
    setProgress(-1.0, error == nullptr && *caughtUp);
    if (error != nullptr) {
        // The track is there all the same.
        const std::lock_guard lock(m_mutex);
        m_status.physics = false;
        m_status.trouble = error->message();
        m_frameAt = Clock::now();
        return;
    }
    if (!*caughtUp)
        return;
    m_feed = std::move(world->feed);
    m_readOn = std::move(world->readOn);
    m_sessionRate = m_now.rate;
    m_held = false;
    m_session = std::make_unique<Session>(std::move(world->simulation),
                                          SessionOptions{.rate = m_now.rate, .feed = m_feed.get()});
}

// False: the user wants something else by now.
Result<bool> Player::catchUp(ReplayedWorld& world, const std::stop_token& stop) {
    Simulation& simulation = *world.simulation;
    const auto all = static_cast<double>(std::max<int64_t>(1, m_now.cursor - world.utc));
    while (simulation.world().utc < m_now.cursor && simulation.world().tick < world.feed->end()) {
        const Tick tick = simulation.world().tick;
        simulation.tick(world.feed->take(tick));
        if (!world.feed->failure().empty())
            return fail({.doing = "rebuild the physics", .found = world.feed->failure()});
        if (tick % kProgressEvery != 0)
            continue;
        if (stop.stop_requested() || overtaken() || !status().playing)
            return false;
        const auto done = static_cast<double>(simulation.world().utc - world.utc);
        setProgress(std::clamp(done / all, 0.0, 1.0), false);
    }
    return true;
}

void Player::letGo() {
    if (m_session != nullptr)
        m_filled = {};
    m_session.reset();
    m_readOn = nullptr;
    m_feed.reset();
    setProgress(-1.0, false);
}

// At the end of what is played: again, or a rest.
void Player::arrive(UtcNs at) {
    const std::lock_guard lock(m_mutex);
    if (overtaken())
        return;
    const TimeRange part = played(m_status);
    m_status.cursor = m_status.range.clamp(at);
    if (at < part.to || !m_status.playing)
        return;
    if (m_status.loop == Loop::off && m_settings.reach) {
        followAgain(m_status);
        ++m_moves;
        return;
    }
    if (m_status.loop == Loop::off) {
        m_status.playing = false;
        m_status.cursor = part.to;
        return;
    }
    m_status.cursor = part.from;
    ++m_moves;
}

bool Player::fillRange(TimeRange range, const std::stop_token& stop) {
    signals::History filled(m_history.signalCount());
    const auto goOn = [&] { return !stop.stop_requested() && !overtaken(); };
    if (!m_past->fill(range, goOn, filled))
        return false;
    m_history.exchange(filled);
    return true;
}

// The curves before the cursor, with some way to go in both directions. A session writes its own.
void Player::fillHistory(const std::stop_token& stop) {
    if (m_session != nullptr)
        return;
    const TimeRange needed{m_now.range.clamp(m_now.cursor - m_now.history), m_now.cursor};
    if (m_filled.from <= needed.from && needed.to <= m_filled.to)
        return;
    const int64_t spare = m_now.history / 2;
    const auto ahead = static_cast<int64_t>(
        static_cast<double>(spare) * (m_now.playing ? std::max(1.0, m_now.rate / 4.0) : 1.0));
    TimeRange wanted{needed.from - spare, needed.to + ahead};
    if (m_settings.reach)
        wanted.to = std::min(wanted.to, m_now.range.to);  // what comes later is not in it
    if (fillRange(wanted, stop))
        m_filled = wanted;
}

void Player::publish(bool always) {
    for (TripleBuffer<Snapshot>* channel : {&m_window, &m_viewport}) {
        if (!always && !channel->wanted())
            continue;
        channel->writing() = m_shown;
        channel->writing().sequence = ++m_sequence;
        channel->publish();
    }
}

void Player::wait(const std::stop_token& stop, milliseconds longest) {
    std::unique_lock lock(m_mutex);
    m_wished.wait_for(lock, stop, longest, [this] { return overtaken() || m_keepDue; });
}

}  // namespace gemba::sim
