#include "physics/contact_list.h"

#include "physics/convert.h"

namespace gemba::physics {
namespace {

constexpr double kTouches = 1e-3;  // m: a hair's gap that the solver keeps is a contact to an eye

}  // namespace

void listContacts(const btDispatcher& dispatcher, double h,
                  std::vector<sim::SnapshotContact>& out) {
    out.clear();
    for (int m = 0; m < dispatcher.getNumManifolds(); ++m) {
        const btPersistentManifold& manifold =
            *const_cast<btDispatcher&>(dispatcher).getManifoldByIndexInternal(m);
        for (int p = 0; p < manifold.getNumContacts() && out.size() < kMostContacts; ++p) {
            const btManifoldPoint& point = manifold.getContactPoint(p);
            if (point.getDistance() > kTouches && point.m_appliedImpulse <= 0.0)
                continue;
            out.push_back({.position = fromBullet(point.getPositionWorldOnB()),
                           .normal = fromBullet(point.m_normalWorldOnB),
                           .force = point.m_appliedImpulse / h});
        }
    }
}

}  // namespace gemba::physics
