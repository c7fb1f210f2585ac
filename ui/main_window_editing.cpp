#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include "engine/twin/new_equipment.h"
#include "engine/twin/save.h"
#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/make_child.h"

/// What the main window does to the twin that is open.
namespace gemba::ui {
namespace {

[[nodiscard]] bool isModel(const QString& path) {
    const QStringList kinds{QStringLiteral("glb"), QStringLiteral("gltf"), QStringLiteral("dae"),
                            QStringLiteral("obj"), QStringLiteral("stl"),  QStringLiteral("ply"),
                            QStringLiteral("fbx"), QStringLiteral("3ds")};
    return kinds.contains(QFileInfo(path).suffix().toLower());
}

[[nodiscard]] QString kindName(const twin::KindInfo& kind) {
    QString out = format::text(kind.name);
    out.replace(u'_', u' ');
    return out;
}

}  // namespace

void MainWindow::connectEditing() {
    connect(m_editing, &TwinEditing::said, this, &MainWindow::say);
    connect(m_editing, &TwinEditing::edited, this, &MainWindow::twinEdited);
    connect(m_editing, &TwinEditing::changedChanged, this, &QWidget::setWindowModified);
    connect(&m_view, &ViewController::selectionChanged, m_inspector, &InspectorPanel::select);
    connect(m_menu, &MainMenu::newTwinRequested, this, &MainWindow::newTwin);

    auto* equipment = makeChild<QMenu>(this, tr("&Add equipment"));
    const auto kinds = twin::catalogue();
    for (uint32_t kind = 0; kind < kinds.size(); ++kind) {
        QAction* const action = equipment->addAction(kindName(kinds[kind]));
        action->setToolTip(format::text(kinds[kind].doc));
        connect(action, &QAction::triggered, this, [this, kind] { addEquipment(kind); });
    }
    equipment->setToolTipsVisible(true);
    auto* model = makeChild<QAction>(this, tr("Add a &model …"));
    connect(model, &QAction::triggered, this, &MainWindow::importModel);
    auto* remove = makeChild<QAction>(this, tr("&Remove the selection"));
    remove->setShortcut(QKeySequence::Delete);
    connect(remove, &QAction::triggered, m_inspector, &InspectorPanel::removeSelected);
    m_menu->addEditing(m_editing->savers(), m_editing->steps(),
                       {equipment->menuAction(), model, remove});
    connect(m_editing, &TwinEditing::changedChanged, this, [this, equipment, model, remove] {
        const bool can = m_editing->canEdit();
        equipment->setEnabled(can);
        model->setEnabled(can);
        remove->setEnabled(can);
    });
}

// A session of the twin after a step: what one looks at stays.
void MainWindow::showEdited() {
    const std::string chosen = m_inspector->id();  // perhaps by a new name
    for (const DockedPanel& docked : m_docks) {
        if (docked.panel != nullptr)
            docked.panel->showSession(&*m_link);
    }
    m_view.changeScene(m_link->twin, m_link->models);
    m_coloring.showSession(&*m_link);
    m_notices.setTwin(m_link->twin);
    m_recording->setServices(m_link->recording, m_link->saving);
    showEyes();
    m_menu->setTwin(m_link->twin.get());
    m_timeBar->setControl(m_link->time);
    setWindowTitle(QStringLiteral("%1[*] — Gemba").arg(format::text(m_link->twin->name)));
    selectById(m_added.empty() ? chosen : m_added);
    // What was added is what one wants to change next.
    if (QWidget* const dock = m_inspector->parentWidget();
        dock != nullptr && !std::exchange(m_added, {}).empty()) {
        dock->show();
        dock->raise();
    }
}

void MainWindow::selectById(const std::string& name) {
    const twin::Twin& twin = *m_link->twin;
    if (const int32_t device = twin.findDevice(name); device >= 0)
        m_view.select({render::PickId::Kind::device, static_cast<uint32_t>(device)});
    for (uint32_t m = 0; m < twin.models.size(); ++m) {
        if (twin.models[m].id == name)
            m_view.select({render::PickId::Kind::model, m});
    }
}

void MainWindow::askOpen(const QString& path) {
    // A model that comes to a twin becomes part of it.
    if (m_editing->canEdit() && isModel(path)) {
        addModel(path);
        return;
    }
    if (m_editing->mayLeave())
        Q_EMIT openRequested(path);
}

void MainWindow::newTwin() {
    if (!m_editing->mayLeave())
        return;
    const QString path = askForTwinFile(*this, tr("New twin"), QStringLiteral("cell.toml"));
    if (path.isEmpty())
        return;
    const std::string name = QFileInfo(path).completeBaseName().toStdString();
    if (auto done = twin::writeTwinFile(path.toStdString(), twin::newTwinText(name)); !done) {
        say(format::text(done.error().message()));
        return;
    }
    Q_EMIT openRequested(path);
}

void MainWindow::importModel() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Add a model"), {},
        tr("Models (*.glb *.gltf *.dae *.obj *.stl *.ply *.fbx *.3ds);;All files (*)"));
    if (!path.isEmpty())
        addModel(path);
}

void MainWindow::addModel(const QString& path) {
    const auto twin = m_editing->twin();
    if (twin == nullptr)
        return;
    const Vec3 target = m_view.camera().camera().target;
    const twin::Addition added =
        twin::modelAddition(*twin, path.toStdString(), {target.x, target.y, 0.0});
    m_added = added.id;  // an older one that never came is forgotten
    if (!m_editing->apply(tr("Add %1").arg(format::text(added.id)), added.changes))
        m_added.clear();
}

void MainWindow::addEquipment(uint32_t kind) {
    const auto twin = m_editing->twin();
    if (twin == nullptr)
        return;
    const Vec3 target = m_view.camera().camera().target;
    twin::Placement where{.floor = {target.x, target.y, 0.0}};
    where.beside = twin->findDevice(m_inspector->id());
    if (twin::catalogue()[kind].name == "robot")
        where.file = QFileDialog::getOpenFileName(this, tr("The robot's description"), {},
                                                  tr("URDF (*.urdf);;All files (*)"))
                         .toStdString();
    const auto added = twin::addition(*twin, kind, where);
    if (!added) {
        say(format::text(added.error().message()));
        return;
    }
    m_added = added->id;
    if (!m_editing->apply(tr("Add %1").arg(format::text(added->id)), added->changes))
        m_added.clear();
}

}  // namespace gemba::ui
