#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/render/view.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

/// Twins, models and snapshots made in code, a line each.
namespace gemba::render::test {

/// Adds to a Twin; values that are not given are the catalogue's defaults.
class TwinBuilder {
 public:
    /// Returns the device's index.
    uint32_t device(const std::string& kind, const std::string& id,
                    std::vector<std::pair<std::string, twin::KeyValue>> values = {},
                    const Pose& pose = {});
    uint32_t onConveyor(const std::string& kind, const std::string& id, uint32_t conveyor,
                        double at, std::vector<std::pair<std::string, twin::KeyValue>> values = {});
    uint32_t item(const std::string& id, const Vec3& size, const std::string& color = "#b98a56",
                  bool numbered = false, const std::string& shape = "box");
    uint32_t model(const std::string& id, const Pose& pose, int32_t device = -1, int32_t part = -1);
    void bind(const std::string& signal, uint32_t device, uint32_t property);
    [[nodiscard]] std::shared_ptr<const twin::Twin> build() const;
    [[nodiscard]] const twin::Twin& twin() const { return m_twin; }

 private:
    twin::Twin m_twin;
};

/// A box model of one mesh and one material, centred.
[[nodiscard]] std::shared_ptr<const assets::Model> boxModel(const Vec3& size,
                                                            const assets::Material& material = {});

/// A ball of one metre, fine enough to have levels of detail from some 24 segments on.
[[nodiscard]] std::shared_ptr<const assets::Model> ballModel(uint32_t segments);

/// The same with a texture of chequered pixels as base colour.
[[nodiscard]] std::shared_ptr<const assets::Model> texturedBoxModel(const Vec3& size);

/// A snapshot with the twin's initial property values and no bodies.
[[nodiscard]] sim::Snapshot snapshotOf(const twin::Twin& twin);

[[nodiscard]] sim::SnapshotBody itemBody(uint32_t slot, int32_t item, const Vec3& position,
                                         uint32_t serial = 0);

/// A small packing line: infeed with eyes, stopper, scale, pusher, outfeed, sink, and cartons in
/// all three states of plant against model.
struct Line {
    std::shared_ptr<const twin::Twin> twin;
    SceneModels models;
    sim::Snapshot snapshot;
    uint32_t infeed = 0, outfeed = 0, eye = 0, stopper = 0;
};
[[nodiscard]] Line packingLine();

}  // namespace gemba::render::test
