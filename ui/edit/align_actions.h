#pragma once

#include <QMenu>
#include <QObject>
#include <functional>
#include <string>
#include <vector>

#include "ui/edit/twin_editing.h"
#include "ui/view_controller.h"

namespace gemba::ui {

/// Brings what is selected into line with the one selected last, which stays, or puts it at equal
/// distances between the two outermost; by boxes along the world's axes, one step of editing. GUI
/// thread.
class AlignActions final : public QObject {
    Q_OBJECT

 public:
    /// Both outlive it.
    AlignActions(ViewController& view, TwinEditing& editing, QWidget* parent);

    [[nodiscard]] QMenu& menu() { return *m_menu; }

 Q_SIGNALS:
    void said(const QString& text);

 private:
    enum class Edge { start, centre, end };
    struct Thing {
        std::string id;
        Pose worldFromThing;
        Bounds world;
    };

    void add(const QString& name, const QString& text, const QString& tip,
             const std::function<void()>& act);
    void align(int axis, Edge edge);
    void distribute(int axis);
    [[nodiscard]] std::vector<Thing> things(size_t least);
    void move(const QString& label, const std::vector<Thing>& things,
              const std::vector<double>& shifts, int axis);

    ViewController& m_view;
    TwinEditing& m_editing;
    QMenu* m_menu;
};

}  // namespace gemba::ui
