#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/core/pose.h"
#include "engine/render/view.h"

/// The maths of moving things by the mouse. Pixels count from the top left, y down.
namespace gemba::ui {

/// A picture of the world: what a pixel looks at, and where a point is seen.
struct Picture {
    render::Camera camera;
    double width = 1.0, height = 1.0;  ///< pixels

    struct Ray {
        Vec3 origin{0.0}, direction{0.0, 1.0, 0.0};  ///< direction has unit length
    };
    [[nodiscard]] Ray rayThrough(const glm::dvec2& pixel) const;
    /// Nothing where it is behind the eye.
    [[nodiscard]] std::optional<glm::dvec2> pixelOf(const Vec3& world) const;
    /// m that a pixel is wide at this point's depth.
    [[nodiscard]] double metresPerPixel(const Vec3& world) const;
    /// Where a pixel's ray meets the level at height z; nothing where it never does.
    [[nodiscard]] std::optional<Vec3> onLevel(const glm::dvec2& pixel, double z) const;
};

/// What can be taken hold of. `plane` moves in x and y, `turn` turns about z.
enum class Handle : uint8_t { none, x, y, z, plane, turn };

/// Handles at a thing, always as large on the screen: three arrows, a square between x and y, a
/// ring around z. A thing on a belt has only the arrow along it.
struct Gizmo {
    Pose frame;              ///< where the handles are; their axes
    bool alongOnly = false;  ///< only x

    [[nodiscard]] Handle handleAt(const Picture& picture, const glm::dvec2& pixel) const;
    /// Its lines, the one that is `hot` brighter.
    void draw(const Picture& picture, Handle hot, std::vector<render::MarkLine>& out) const;
    /// `start` as the mouse has moved it from one pixel to another, by a handle.
    [[nodiscard]] Pose dragged(const Picture& picture, const Pose& start, Handle handle,
                               const glm::dvec2& from, const glm::dvec2& to) const;

 private:
    struct Stroke {
        Handle handle;
        Vec3 from, to;
        uint32_t color;
    };
    [[nodiscard]] bool inSquare(const Picture& picture, const glm::dvec2& pixel) const;
    [[nodiscard]] std::vector<Stroke> strokes(const Picture& picture) const;
};

/// Where a dragged thing comes on a grid: the coordinates that a handle moves in steps of `grid` m,
/// an angle about z in steps of `degrees`.
[[nodiscard]] Pose onGrid(const Pose& moved, Handle handle, double grid, double degrees);

}  // namespace gemba::ui
