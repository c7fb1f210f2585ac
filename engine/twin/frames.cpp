#include <fmt/format.h>

#include <algorithm>

#include "engine/core/text.h"
#include "engine/twin/draft.h"

namespace gemba::twin {
namespace {

/// A model or device as a node of the tree of frames.
struct Frame {
    int32_t parent = -1;  ///< index of a frame; -1: the world
    int32_t part = -1;    ///< of the parent, which is then a device
    bool moving = false;  ///< hangs on a moving part, through any chain
    enum class Visit : uint8_t { no, open, done } visit = Visit::no;
};

/// Frames are numbered models first, then devices.
class FrameTree {
 public:
    explicit FrameTree(Draft& draft)
        : m_draft(draft), m_frames(draft.models.size() + draft.devices.size()) {}

    void resolve() {
        for (size_t i = 0; i < m_frames.size(); ++i)
            findParent(i);
        for (size_t i = 0; i < m_frames.size(); ++i)
            visitFrom(static_cast<int32_t>(i));
    }

 private:
    [[nodiscard]] bool isModel(size_t frame) const { return frame < m_draft.models.size(); }
    [[nodiscard]] size_t deviceIndex(size_t frame) const { return frame - m_draft.models.size(); }
    [[nodiscard]] const Entry& entry(size_t frame) const {
        return isModel(frame) ? m_draft.models[frame] : m_draft.devices[deviceIndex(frame)];
    }
    [[nodiscard]] int32_t frameOf(SceneRef ref) const {
        const size_t first = ref.model ? 0 : m_draft.models.size();
        return static_cast<int32_t>(first + ref.index);
    }
    /// The key that names the parent.
    [[nodiscard]] std::string_view parentKey(size_t frame) const {
        return !isModel(frame) && m_draft.twin.devices[deviceIndex(frame)].info().placedOnConveyor
                   ? "on"
                   : "parent";
    }

    void findParent(size_t frame);
    void findNamedParent(size_t frame, const std::string& name);
    [[nodiscard]] int32_t findPart(KeyReader& reader, SceneRef ref, std::string_view name,
                                   std::string_view part);
    void visitFrom(int32_t frame);
    void reportCycle(const std::vector<int32_t>& chain, int32_t closing);
    void place(size_t frame);
    [[nodiscard]] Pose worldFrom(int32_t frame) const;

    Draft& m_draft;
    std::vector<Frame> m_frames;
};

void FrameTree::findParent(size_t frame) {
    if (isModel(frame)) {
        findNamedParent(frame, m_draft.twin.models[frame].parent);
        return;
    }
    const Device& device = m_draft.twin.devices[deviceIndex(frame)];
    if (!device.info().placedOnConveyor)
        findNamedParent(frame, device.parent);
    else if (device.on >= 0)
        m_frames[frame].parent = frameOf({false, static_cast<uint32_t>(device.on)});
}

void FrameTree::findNamedParent(size_t frame, const std::string& name) {
    if (name.empty())
        return;
    KeyReader reader(*entry(frame).node, entry(frame).path, m_draft.problems);
    const size_t dot = name.find('.');
    const std::string_view id = std::string_view(name).substr(0, dot);
    const auto ref = m_draft.find(id);
    if (!ref) {
        reader.problem("parent", fmt::format("{}, which does not exist", inQuotes(name)),
                       "the id of a model or device, or device.part", m_draft.hintForId(id));
        return;
    }
    m_frames[frame].parent = frameOf(*ref);
    if (dot != std::string::npos)
        m_frames[frame].part = findPart(reader, *ref, name, std::string_view(name).substr(dot + 1));
}

int32_t FrameTree::findPart(KeyReader& reader, SceneRef ref, std::string_view name,
                            std::string_view part) {
    std::span<const std::string_view> parts;
    if (!ref.model)
        parts = m_draft.twin.devices[ref.index].info().parts;
    const auto found = std::find(parts.begin(), parts.end(), part);
    if (found != parts.end())
        return static_cast<int32_t>(found - parts.begin());
    const std::string id(name.substr(0, name.find('.')));
    reader.problem(
        "parent", inQuotes(name),
        parts.empty() ? fmt::format("{}: {} has no moving parts", inQuotes(id), m_draft.kindOf(ref))
                      : fmt::format("{}.{}", id, listed(parts)),
        reader.problems().hintFor(part, parts));
    return -1;
}

/// Goes up to the world or to a frame that is done, then back down placing each. No recursion: a
/// chain may be as long as the file allows.
void FrameTree::visitFrom(int32_t frame) {
    std::vector<int32_t> chain;
    while (frame >= 0 && m_frames[static_cast<size_t>(frame)].visit == Frame::Visit::no) {
        m_frames[static_cast<size_t>(frame)].visit = Frame::Visit::open;
        chain.push_back(frame);
        frame = m_frames[static_cast<size_t>(frame)].parent;
    }
    if (frame >= 0 && m_frames[static_cast<size_t>(frame)].visit == Frame::Visit::open) {
        reportCycle(chain, frame);
        m_frames[static_cast<size_t>(chain.back())].parent = -1;
    }
    for (auto each = chain.rbegin(); each != chain.rend(); ++each) {
        place(static_cast<size_t>(*each));
        m_frames[static_cast<size_t>(*each)].visit = Frame::Visit::done;
    }
}

void FrameTree::reportCycle(const std::vector<int32_t>& chain, int32_t closing) {
    auto first = std::find(chain.begin(), chain.end(), closing);
    // Begin with the member that stands first in the file.
    const auto top = std::min_element(first, chain.end(), [&](int32_t a, int32_t b) {
        return entry(static_cast<size_t>(a)).node->place <
               entry(static_cast<size_t>(b)).node->place;
    });
    std::vector<int32_t> cycle(top, chain.end());
    cycle.insert(cycle.end(), first, top);

    constexpr size_t kShown = 8;
    std::string names;
    for (size_t i = 0; i < std::min(cycle.size(), kShown); ++i)
        names += entry(static_cast<size_t>(cycle[i])).id + " -> ";
    names += cycle.size() > kShown ? "..." : entry(static_cast<size_t>(cycle[0])).id;
    const Entry& object = entry(static_cast<size_t>(cycle[0]));
    KeyReader reader(*object.node, object.path, m_draft.problems);
    reader.problem(parentKey(static_cast<size_t>(cycle[0])), "a circle of parents: " + names,
                   "a chain that ends at the world");
}

Pose FrameTree::worldFrom(int32_t frame) const {
    if (frame < 0)
        return {};
    const auto index = static_cast<size_t>(frame);
    return isModel(index) ? m_draft.twin.models[index].worldFromModel
                          : m_draft.twin.devices[deviceIndex(index)].worldFromDevice;
}

void FrameTree::place(size_t frame) {
    Frame& self = m_frames[frame];
    const auto parent = static_cast<size_t>(std::max(self.parent, 0));
    self.moving = self.part >= 0 || (self.parent >= 0 && m_frames[parent].moving);
    if (isModel(frame)) {
        PlacedModel& model = m_draft.twin.models[frame];
        model.worldFromModel = worldFrom(self.parent) * model.parentFromModel;
        if (self.parent >= 0 && isModel(parent)) {
            model.device = m_draft.twin.models[parent].device;
            model.part = m_draft.twin.models[parent].part;
        } else if (self.parent >= 0) {
            model.device = static_cast<int32_t>(deviceIndex(parent));
            model.part = self.part;
        }
        return;
    }
    Device& device = m_draft.twin.devices[deviceIndex(frame)];
    device.worldFromDevice =
        worldFrom(self.parent) *
        (device.info().placedOnConveyor ? Pose{{device.at, 0.0, 0.0}} : device.parentFromDevice);
    if (!self.moving)
        return;
    KeyReader reader(*entry(frame).node, entry(frame).path, m_draft.problems);
    reader.problem(parentKey(frame), "", "a parent that does not move",
                   "only models may hang on a moving part");
}

/// The device's `at` as it stands in the file was read; if it was missing or wrong, that is
/// reported.
bool atWasRead(const Entry& entry, const Device& device) {
    const Member* at = entry.node->find("at");
    return at != nullptr && at->value.asNumber() == device.at;
}

/// A device must stand on its belt; a scale with its whole platform.
void checkAt(Draft& draft) {
    for (size_t i = 0; i < draft.devices.size(); ++i) {
        const Device& device = draft.twin.devices[i];
        if (device.on < 0 || !atWasRead(draft.devices[i], device))
            continue;
        const Device& belt = draft.twin.devices[static_cast<size_t>(device.on)];
        const double length = belt.vec3("size").x;
        if (length <= 0.0)  // the belt's own size is wrong, and reported
            continue;
        const double half = device.is("scale") ? 0.5 * device.number("length") : 0.0;
        constexpr double kRounding = 1e-9;  // at = length / 2 written in decimals
        if (device.at >= half - kRounding && device.at <= length - half + kRounding)
            continue;
        const Entry& entry = draft.devices[i];
        KeyReader reader(*entry.node, entry.path, draft.problems);
        reader.problem(
            "at", "",
            fmt::format("a place on {}, from {} to {} (m)", belt.id, half, length - half));
    }
}

}  // namespace

void resolveFrames(Draft& draft) {
    FrameTree(draft).resolve();
    checkAt(draft);
}

}  // namespace gemba::twin
