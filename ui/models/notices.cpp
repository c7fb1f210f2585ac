#include "ui/models/notices.h"

#include <QStringList>
#include <string>
#include <utility>

#include "engine/sim/world.h"
#include "ui/format.h"

namespace gemba::ui {
namespace {

using sim::Driver;

constexpr qsizetype kNamed = 3;  // of many things so many are named

// "a, b, c and 4 more"
[[nodiscard]] QString enumerate(const QStringList& names) {
    QString out = names.mid(0, kNamed).join(QStringLiteral(", "));
    if (names.size() > kNamed)
        out += Notices::tr(" and %1 more").arg(names.size() - kNamed);
    return out;
}

[[nodiscard]] bool is(uint8_t driver, Driver which) {
    return driver == static_cast<uint8_t>(which);
}

// As the engine would say it: the window says it in its own language (engine_texts).
[[nodiscard]] const char* drivenBy(Driver driver) {
    switch (driver) {
        case Driver::controller:
            return "is driven by the controller now";
        case Driver::overlay:
            return "is driven by a difference now";
        case Driver::measured:
            return "is driven by the plant now";
        case Driver::stale:
            return "is driven by its rule for stale values now";
        case Driver::forced:
            return "is forced by hand now";
        case Driver::initial:
            break;
    }
    return "has its initial value now";
}

}  // namespace

void Notices::setTwin(std::shared_ptr<const twin::Twin> twin) {
    m_twin = std::move(twin);
    m_drivers.clear();
    m_measured.assign(m_twin ? m_twin->propertyCount : 0, 0);
}

std::vector<Notice> Notices::update(const sim::Snapshot& snapshot) {
    std::vector<Notice> out;
    if (m_twin == nullptr)
        return out;
    stoppedController(snapshot, out);
    frozenBodies(snapshot, out);
    silentDrivers(snapshot, out);
    return out;
}

void Notices::stoppedController(const sim::Snapshot& snapshot, std::vector<Notice>& out) const {
    if (!snapshot.controllerStopped)
        return;
    QString who = tr("The controller");
    if (m_twin->controller)
        who += u' ' + QString::fromStdString(m_twin->controller->script.filename().string());
    out.push_back({.kind = Notice::Kind::fault,
                   .text = who + tr(" has stopped: its outputs hold their last values. The log "
                                    "names the line and the reason; Reset starts it "
                                    "again."),
                   .at = {}});
}

void Notices::frozenBodies(const sim::Snapshot& snapshot, std::vector<Notice>& out) const {
    QStringList names;
    const sim::SnapshotBody* first = nullptr;
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        if ((body.flags & sim::body_flag::kFrozen) == 0)
            continue;
        if (first == nullptr)
            first = &body;
        names << bodyName(body);
    }
    if (first == nullptr)
        return;
    const Vec3& at = first->pose.position;
    const QString what = names.size() == 1 ? tr("%1 is frozen at %2, %3, %4 m: it")
                                           : tr("%1 are frozen, the first at %2, %3, %4 m: each");
    out.push_back({.kind = Notice::Kind::fault,
                   .text = what.arg(enumerate(names))
                               .arg(at.x, 0, 'f', 2)
                               .arg(at.y, 0, 'f', 2)
                               .arg(at.z, 0, 'f', 2) +
                           tr(" left the world or could no longer be computed. The rest runs on. "
                              "Look at what it touched last; Reset begins anew."),
                   .at = {render::PickId::Kind::body, first->slot}});
}

// Before its first value a signal is awaited, and the bar of buttons says so.
void Notices::silentDrivers(const sim::Snapshot& snapshot, std::vector<Notice>& out) {
    const std::vector<uint8_t>& drivers = snapshot.drivers;
    if (drivers.size() != m_measured.size())
        return;
    noteSwitches(drivers);
    QStringList held, controlled, forced;
    for (size_t property = 0; property < drivers.size(); ++property) {
        if (is(drivers[property], Driver::forced))
            forced << propertyName(property);
        if (is(drivers[property], Driver::measured))
            m_measured[property] = 1;
        else if (m_measured[property] != 0 && is(drivers[property], Driver::stale))
            held << propertyName(property);
        else if (m_measured[property] != 0 && is(drivers[property], Driver::controller))
            controlled << propertyName(property);
    }
    if (!forced.isEmpty())
        out.push_back({.text = tr("Forced by hand: %1. What is simulated follows that, not the "
                                  "plant.")
                                   .arg(enumerate(forced)),
                       .at = {}});
    if (!held.isEmpty())
        out.push_back({.text = tr("The plant is silent about %1: the last or the safe value holds. "
                                  "See Sources.")
                                   .arg(enumerate(held)),
                       .at = {}});
    if (!controlled.isEmpty())
        out.push_back({.text = tr("The plant is silent about %1: the twin's own controller drives "
                                  "instead. See Sources.")
                                   .arg(enumerate(controlled)),
                       .at = {}});
}

void Notices::noteSwitches(const std::vector<uint8_t>& drivers) {
    const std::vector<uint8_t> before = std::exchange(m_drivers, drivers);
    m_switches.clear();
    if (before.size() != drivers.size())
        return;  // the first look
    size_t more = 0;
    for (size_t property = 0; property < drivers.size(); ++property) {
        if (drivers[property] == before[property])
            continue;
        if (m_switches.size() >= static_cast<size_t>(kNamed))
            ++more;
        else
            m_switches.push_back(propertyName(property).toStdString() + " " +
                                 drivenBy(static_cast<Driver>(drivers[property])));
    }
    if (more > 0)
        m_switches.push_back(std::to_string(more) + " more properties changed hands");
}

QString Notices::propertyName(size_t property) const {
    for (const twin::Device& device : m_twin->devices) {
        const auto& properties = device.info().properties;
        if (property >= device.firstProperty && property < device.firstProperty + properties.size())
            return format::text(device.id) + u'.' +
                   format::text(properties[property - device.firstProperty].name);
    }
    return QString::number(property);
}

// Snapshots may come from another process: their indices are checked.
QString Notices::bodyName(const sim::SnapshotBody& body) const {
    if (body.item >= 0 && static_cast<size_t>(body.item) < m_twin->items.size())
        return format::text(m_twin->items[static_cast<size_t>(body.item)].id) + u' ' +
               QString::number(body.serial);
    if (body.device >= 0 && static_cast<size_t>(body.device) < m_twin->devices.size())
        return format::text(m_twin->devices[static_cast<size_t>(body.device)].id);
    return tr("body %1").arg(body.slot);
}

}  // namespace gemba::ui
