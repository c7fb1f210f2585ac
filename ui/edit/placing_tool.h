#pragma once

#include <QAction>
#include <QObject>
#include <optional>
#include <string>

#include "engine/twin/placing.h"
#include "ui/edit/twin_editing.h"
#include "ui/pointer_tool.h"
#include "ui/view_controller.h"

namespace gemba::ui {

/// Moves and turns the selected equipment and models by handles at the one selected last: on a
/// grid, belts to each other's ends. While it is dragged its outline goes; let go it is one step of
/// editing. GUI thread.
class PlacingTool final : public QObject, public PointerTool {
    Q_OBJECT

 public:
    /// Both outlive it.
    PlacingTool(ViewController& view, TwinEditing& editing, QObject* parent);

    /// Whether handles are shown, and whether things snap: for menus.
    [[nodiscard]] QAction* onAction() const { return m_on; }
    [[nodiscard]] QAction* snapAction() const { return m_snap; }
    /// Another selection or another twin: the handles go there.
    void refresh();

    bool press(const glm::dvec2& pixel) override;
    void drag(const glm::dvec2& pixel, bool free) override;
    void release() override;
    bool cancel() override;
    bool hover(const glm::dvec2& pixel) override;
    void draw(const Picture& picture, std::vector<render::MarkLine>& out) const override;

 Q_SIGNALS:
    /// Where the thing is while it moves.
    void said(const QString& text);

 private:
    /// What else is selected, and goes along.
    struct Companion {
        std::string id;
        Pose worldFromThing;
        Bounds box;
    };
    struct Target {
        std::string id;
        twin::Standing standing;
        Gizmo gizmo;
        Bounds box;  // in the thing's frame
        std::vector<Companion> others;
    };
    struct Drag {
        Handle handle = Handle::none;
        glm::dvec2 from{0.0};
        Pose now;
        std::optional<twin::PortSnap> joint;
    };

    [[nodiscard]] std::vector<Companion> companionsOf(const twin::Twin& twin,
                                                      const std::vector<std::string>& roots) const;
    [[nodiscard]] Pose alongWith(const Companion& other) const;
    [[nodiscard]] Pose placed(const glm::dvec2& pixel, bool free);
    [[nodiscard]] QString readout(const Pose& pose) const;

    ViewController& m_view;
    TwinEditing& m_editing;
    QAction* m_on;
    QAction* m_snap;
    std::optional<Target> m_target;
    std::optional<Drag> m_drag;
    Handle m_hot = Handle::none;
};

}  // namespace gemba::ui
