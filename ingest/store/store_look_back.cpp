#include "ingest/store/store_look_back.h"

#include <algorithm>

#include "ingest/look_back_index.h"

namespace gemba::ingest {
namespace {

constexpr size_t kMostOpen = 6;          // their indexes take memory
constexpr size_t kSegmentBuckets = 256;  // of a segment's density: finer than its share of a bar
// A file is begun so much after the tick that it begins with.
constexpr int64_t kWriterLagNs = 5 * kNsPerSecond;

tl::unexpected<Error> nothing() {
    return fail({.doing = "look back", .found = "nothing recorded yet", .expected = ""});
}

}  // namespace

/// A file of the session.
struct StoreLookBack::Segment {
    StoredSegment stored;
    std::unique_ptr<mcap::GrowingFile> growing;  // null: not open
    std::unique_ptr<RecordedLookBack> past;      // null: no picture in it, or not open
    sim::TimeRange range;                        // of its pictures, once it was open
    std::unique_ptr<sim::Overview> overview;     // of one that grows no more
    const EarlierTwin* earlier = nullptr;        // what it is of, known with the overview
    bool closed = false;                         // nothing is added to it, and all was read
    uint64_t used = 0;

    /// Of its first picture, or a little before where that is not known yet.
    [[nodiscard]] UtcNs earliest() const {
        return range.from != 0 ? range.from : stored.since - kWriterLagNs;
    }
};

StoreLookBack::StoreLookBack(const RollingStore& store, const twin::Twin& twin)
    : m_store(store), m_twin(twin), m_earlier(twin) {}

StoreLookBack::~StoreLookBack() = default;

bool StoreLookBack::refresh() {
    takeList();
    // Those that may have grown: the newest, and the one before it, which the session before an
    // edit completes while the next one records already.
    for (size_t i = 0; i < m_segments.size(); ++i) {
        Segment& segment = *m_segments[i];
        if (segment.closed)
            continue;
        const size_t after = m_segments.size() - 1 - i;
        if (after < 2 || segment.growing != nullptr)
            readOn(segment);
        segment.closed = after >= 2 || (after == 1 && segment.growing->complete());
    }

    // From the oldest that has pictures to the newest that has.
    sim::TimeRange range;
    for (const auto& segment : m_segments) {
        if (open(*segment) == nullptr)
            continue;
        range.from = segment->range.from;
        break;
    }
    for (auto at = m_segments.rbegin(); at != m_segments.rend() && range.to == 0; ++at) {
        if (open(**at) != nullptr)
            range.to = (*at)->range.to;
    }
    return std::exchange(m_range, range) != range;
}

// The store's list: what was deleted leaves, what was begun is added.
void StoreLookBack::takeList() {
    const std::vector<StoredSegment> stored = m_store.segments();
    std::erase_if(m_segments, [&](const auto& segment) {
        return std::none_of(stored.begin(), stored.end(), [&](const StoredSegment& each) {
            return each.file == segment->stored.file;
        });
    });
    size_t known = 0;
    for (const StoredSegment& each : stored) {
        if (known < m_segments.size() && m_segments[known]->stored.file == each.file) {
            ++known;
            continue;
        }
        auto added = std::make_unique<Segment>();
        added->stored = each;
        m_segments.insert(m_segments.begin() + static_cast<std::ptrdiff_t>(known++),
                          std::move(added));
    }
}

// A file that cannot be read now has no pictures; the others have theirs.
void StoreLookBack::readOn(Segment& segment) {
    if (segment.growing == nullptr)
        segment.growing = std::make_unique<mcap::GrowingFile>(segment.stored.file);
    const auto more = segment.growing->readOn();
    if (!more || !*more)
        return;
    if (segment.past != nullptr) {
        segment.past->readOn(*segment.growing->file());
    } else if (auto past = RecordedLookBack::open(*segment.growing->file(), m_twin, &m_earlier)) {
        segment.past = std::move(*past);
    }
    if (segment.past != nullptr)
        segment.range = segment.past->range();
}

RecordedLookBack* StoreLookBack::open(Segment& segment) {
    segment.used = ++m_uses;
    if (segment.growing == nullptr) {
        closeSome(segment);
        readOn(segment);
    }
    return segment.past.get();
}

// Those that were used last stay, and those that grow.
void StoreLookBack::closeSome(const Segment& needed) {
    std::vector<Segment*> candidates;
    for (const auto& segment : m_segments) {
        if (segment->growing != nullptr && segment->closed && segment.get() != &needed)
            candidates.push_back(segment.get());
    }
    if (candidates.size() < kMostOpen)
        return;
    std::sort(candidates.begin(), candidates.end(),
              [](const Segment* a, const Segment* b) { return a->used < b->used; });
    candidates.front()->past.reset();
    candidates.front()->growing.reset();
}

StoreLookBack::Segment* StoreLookBack::segmentAt(UtcNs at) {
    for (auto each = m_segments.rbegin(); each != m_segments.rend(); ++each) {
        Segment& segment = **each;
        if (segment.earliest() <= at && open(segment) != nullptr && segment.range.from <= at)
            return &segment;
    }
    // Before all of them: the first picture there is.
    for (const auto& segment : m_segments) {
        if (open(*segment) != nullptr)
            return segment.get();
    }
    return nullptr;
}

Result<void> StoreLookBack::snapshotAt(UtcNs at, sim::Snapshot& out) {
    Segment* const segment = segmentAt(m_range.clamp(at));
    return segment != nullptr ? segment->past->snapshotAt(at, out) : nothing();
}

Result<mcap::McapFile> StoreLookBack::fileAt(UtcNs at) {
    Segment* const segment = segmentAt(m_range.clamp(at));
    if (segment == nullptr)
        return nothing();
    return segment->past->file();
}

// A segment begins with the last messages of the one before: each time is read from one of them.
bool StoreLookBack::fill(sim::TimeRange range, const std::function<bool()>& goOn,
                         signals::History& out) {
    bool begun = false;
    for (size_t i = 0; i < m_segments.size(); ++i) {
        Segment& segment = *m_segments[i];
        if (segment.earliest() > range.to)
            break;
        Segment* const next = i + 1 < m_segments.size() ? m_segments[i + 1].get() : nullptr;
        UtcNs end = range.to;
        if (next != nullptr && next->earliest() <= range.to && open(*next) != nullptr)
            end = std::min(end, next->range.from - 1);
        RecordedLookBack* const past = end >= range.from ? open(segment) : nullptr;
        if (past == nullptr)
            continue;
        const bool filled = begun ? past->fillOn({segment.range.from, end}, goOn, out)
                                  : past->fill({range.from, end}, goOn, out);
        if (!filled)
            return false;
        begun = true;
    }
    return true;
}

UtcNs StoreLookBack::nextStart(UtcNs after) {
    for (const auto& segment : m_segments) {
        const bool later = segment->range.from > after || segment->range.from == 0;
        if (later && open(*segment) != nullptr && segment->range.from > after)
            return segment->range.from;
    }
    return m_range.to;
}

// In the segment of the instant, and where it has none on to its neighbours.
std::optional<UtcNs> StoreLookBack::message(UtcNs at, bool after, int32_t signal) {
    const Segment* const here = segmentAt(m_range.clamp(at));
    const auto place = std::find_if(m_segments.begin(), m_segments.end(),
                                    [&](const auto& each) { return each.get() == here; });
    auto i = place - m_segments.begin();
    for (; i >= 0 && i < std::ssize(m_segments); i += after ? 1 : -1) {
        RecordedLookBack* const past = open(*m_segments[static_cast<size_t>(i)]);
        if (past == nullptr)
            continue;
        if (const auto found = past->message(at, after, signal))
            return found;
    }
    return std::nullopt;
}

bool StoreLookBack::overview(size_t buckets, const std::function<bool()>& goOn,
                             sim::Overview& out) {
    out = {};
    out.density = {.range = m_range, .buckets = buckets};
    for (const twin::LiveSource& live : m_twin.live)
        out.density.sources.push_back(live.id);
    out.density.counts.assign(out.density.sources.size() * buckets, 0.0f);
    UtcNs until = m_range.from;
    const EarlierTwin* before = nullptr;  // of the segment before
    for (const auto& segment : m_segments) {
        if (!goOn())
            return false;
        // Kept of those that are closed; the newest has grown since.
        if (segment->overview == nullptr || !segment->closed) {
            RecordedLookBack* const past = open(*segment);
            if (past == nullptr)
                continue;
            auto whole = std::make_unique<sim::Overview>();
            if (!past->overview(kSegmentBuckets, goOn, *whole))
                return false;
            segment->overview = std::move(whole);
            segment->earlier = past->earlier();
        }
        if (until > m_range.from && segment->earlier != before)
            out.marks.push_back({segment->range.from, segment->range.from, sim::MarkKind::event,
                                 "the twin was edited"});
        before = segment->earlier;
        const sim::Overview& part = *segment->overview;
        const int64_t step = part.density.range.length() / static_cast<int64_t>(kSegmentBuckets);
        for (size_t source = 0; source < out.density.sources.size(); ++source) {
            for (size_t i = 0; i < kSegmentBuckets; ++i) {
                const UtcNs from = part.density.range.from + static_cast<int64_t>(i) * step;
                if (const float count = part.density.at(source, i); count > 0.0f)
                    spread(out.density, source, {from, from + std::max<int64_t>(0, step - 1)},
                           count);
            }
        }
        if (segment->range.from - until > kGapNs)
            out.marks.push_back({until, segment->range.from, sim::MarkKind::gap, {}});
        until = std::max(until, segment->range.to);
        out.marks.insert(out.marks.end(), part.marks.begin(), part.marks.end());
    }
    std::stable_sort(out.marks.begin(), out.marks.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
    return true;
}

}  // namespace gemba::ingest
