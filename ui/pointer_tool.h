#pragma once

#include <vector>

#include "ui/edit/gizmo.h"

namespace gemba::ui {

/// What takes the mouse in the picture before the camera does. Logical pixels. GUI thread.
class PointerTool {
 public:
    virtual ~PointerTool() = default;

    /// The left button goes down: true takes the drag that may follow. `free`: nothing snaps.
    virtual bool press(const glm::dvec2& pixel) = 0;
    virtual void drag(const glm::dvec2& pixel, bool free) = 0;
    virtual void release() = 0;
    /// True: there was something to be left.
    virtual bool cancel() = 0;
    /// The mouse moves with no button down; true where it is over something of the tool.
    virtual bool hover(const glm::dvec2& pixel) = 0;
    /// What the tool shows now.
    virtual void draw(const Picture& picture, std::vector<render::MarkLine>& out) const = 0;
    virtual void write(std::vector<render::MarkText>& out) const { (void)out; }
};

}  // namespace gemba::ui
