#include "ui/withholding.h"

#include <utility>

namespace gemba::ui {
namespace {

void put(std::set<std::string>& set, const std::vector<std::string>& ids, bool in) {
    for (const std::string& id : ids) {
        if (in)
            set.insert(id);
        else
            set.erase(id);
    }
}

}  // namespace

void Withholding::setHidden(const Ids& ids, bool hidden) {
    put(m_hidden, ids, hidden);
}

void Withholding::setLocked(const Ids& ids, bool locked) {
    put(m_locked, ids, locked);
}

void Withholding::isolate(const twin::Twin& twin, const Ids& ids) {
    if (!isolating())
        m_before = m_hidden;
    m_alone = {ids.begin(), ids.end()};
    m_hidden.clear();
    const auto hideOthers = [&](const auto& things) {
        for (const auto& thing : things) {
            if (!m_alone.contains(thing.id))
                m_hidden.insert(thing.id);
        }
    };
    hideOthers(twin.devices);
    hideOthers(twin.models);
    // What a robot looks like is the robot.
    for (const twin::PlacedModel& model : twin.models) {
        if (model.device >= 0 &&
            m_alone.contains(twin.devices[static_cast<size_t>(model.device)].id))
            m_hidden.erase(model.id);
    }
}

void Withholding::endIsolation() {
    m_hidden = std::exchange(m_before, {});
    m_alone.clear();
}

void Withholding::showAll() {
    m_hidden.clear();
    m_before.clear();
    m_alone.clear();
}

std::shared_ptr<const render::Withheld> Withholding::of(const twin::Twin& twin) const {
    if (m_hidden.empty() && m_locked.empty())
        return nullptr;
    render::Withheld out;
    for (const twin::Device& device : twin.devices) {
        out.hiddenDevices.push_back(hidden(device.id) ? 1 : 0);
        out.lockedDevices.push_back(locked(device.id) ? 1 : 0);
    }
    for (const twin::PlacedModel& model : twin.models) {
        const bool hangs = model.device >= 0 && !m_alone.contains(model.id);
        const bool gone = hangs && out.hiddenDevices[static_cast<size_t>(model.device)] != 0;
        out.hiddenModels.push_back(gone || hidden(model.id) ? 1 : 0);
        out.lockedModels.push_back(locked(model.id) ? 1 : 0);
    }
    return std::make_shared<const render::Withheld>(std::move(out));
}

}  // namespace gemba::ui
