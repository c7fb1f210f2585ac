#pragma once

#include "engine/render/vk/image.h"

namespace gemba::render {

/// The sky's light by direction and roughness, and what of it falls on a surface: a table that
/// sky_light.comp fills once. Immutable.
class SkyLight {
 public:
    /// `sun`: unit vector towards it. Waits until the table is there.
    SkyLight(Device& device, const glm::vec3& sun);

    [[nodiscard]] vk::ImageView view() const { return m_table.view(); }
    [[nodiscard]] vk::Sampler sampler() const { return *m_sampler; }

 private:
    Image m_table;
    vk::raii::Sampler m_sampler = nullptr;
};

}  // namespace gemba::render
