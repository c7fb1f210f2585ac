#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QStatusBar>
#include <algorithm>
#include <cmath>

#include "engine/twin/free_floor.h"
#include "engine/twin/new_equipment.h"
#include "engine/twin/save.h"
#include "engine/twin/toml_text.h"
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

[[nodiscard]] QString droppedFile(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    return urls.isEmpty() ? QString() : urls.front().toLocalFile();
}

}  // namespace

void MainWindow::connectEditing() {
    connect(m_editing, &TwinEditing::said, this, &MainWindow::say);
    connect(m_editing, &TwinEditing::refused, this, &MainWindow::refuse);
    connect(m_editing, &TwinEditing::edited, this, &MainWindow::forgetRefusal);
    connect(m_editing, &TwinEditing::edited, this, &MainWindow::twinEdited);
    connect(m_editing, &TwinEditing::changedChanged, this, &QWidget::setWindowModified);
    connect(m_editing, &TwinEditing::fileDiffers, this, [this](const QString& file) {
        offer({.text = tr("%1 was changed by another program, and has changes here that are not "
                          "saved.")
                           .arg(QFileInfo(file).fileName()),
               .yes = tr("Take the file's"),
               .no = tr("Keep mine"),
               .answer = [this](bool yes) {
                   yes ? (void)m_editing->takeFile() : m_editing->disregardFile();
               }});
    });
    connect(&m_view, &ViewController::selectionChanged, m_inspector, &InspectorPanel::select);
    connect(m_menu, &MainMenu::newTwinRequested, this, &MainWindow::newTwin);
    connectSources();

    auto* equipment = makeChild<QMenu>(this, tr("&Add equipment"));
    const auto kinds = twin::catalogue();
    for (uint32_t kind = 0; kind < kinds.size(); ++kind) {
        QAction* const action = makeChild<QAction>(equipment);
        equipment->addAction(action);
        action->setObjectName(QStringLiteral("add.") + format::text(kinds[kind].name));
        connect(action, &QAction::triggered, this, [this, kind] { addEquipment(kind); });
    }
    sayEquipment();
    equipment->setToolTipsVisible(true);
    auto* model = makeChild<QAction>(this, tr("Add a &model …"));
    model->setObjectName(QStringLiteral("edit.add_model"));
    connect(model, &QAction::triggered, this, &MainWindow::importModel);
    auto* remove = makeChild<QAction>(this, tr("&Remove the selection"));
    remove->setObjectName(QStringLiteral("edit.remove"));
    remove->setShortcut(QKeySequence::Delete);
    connect(remove, &QAction::triggered, this, &MainWindow::removeSelected);
    m_menu->addEditing(m_editing->savers(), m_editing->steps(),
                       {equipment->menuAction(), model, remove});
    connect(m_editing, &TwinEditing::changedChanged, this, [this, equipment, model, remove] {
        const bool can = m_editing->canEdit();
        equipment->setEnabled(can);
        model->setEnabled(can);
        remove->setEnabled(can);
    });
}

// What the cards of sources ask for.
void MainWindow::connectSources() {
    connect(m_sources, &SourcePanel::editRequested, this, [this](const QString& source) {
        m_inspector->inspectSource(source.toStdString());
        if (QWidget* const dock = m_inspector->parentWidget(); dock != nullptr) {
            dock->show();
            dock->raise();
        }
    });
    connect(m_sources, &SourcePanel::removeRequested, this,
            [this](const QString& source) { m_inspector->removeSource(source.toStdString()); });
    connect(m_sources, &SourcePanel::reconnectRequested, this, &MainWindow::reconnectRequested);
    connect(m_sources, &SourcePanel::patienceRequested, this,
            [this](const QString& source, double seconds) {
                (void)m_editing->apply(tr("Silence of %1").arg(source),
                                       {{.object = {"live", {{"id", source.toStdString()}}},
                                         .key = "silent_after",
                                         .value = twin::tomlText(seconds)}});
            });
}

void MainWindow::refuse(const QString& why) {
    m_refusal = why;
    say(why);
}

// A step was done: what is said of one that was not is no longer so. Other words stay.
void MainWindow::forgetRefusal() {
    if (statusBar()->currentMessage() == m_refusal)
        statusBar()->clearMessage();
}

// Other things may be called so in one language and otherwise in another.
void MainWindow::sayEquipment() {
    for (const twin::KindInfo& kind : twin::catalogue()) {
        auto* const action = findChild<QAction*>(QStringLiteral("add.") + format::text(kind.name));
        action->setText(format::kind(kind.name));
        action->setToolTip(format::doc(kind.doc));
    }
}

// A session of the twin after a step: what one looks at stays.
void MainWindow::showEdited() {
    const std::string chosen = m_inspector->id();  // perhaps by a new name
    showPanels();
    m_view.changeScene(m_link->twin, m_link->models);
    showParts();
    // What was added is what one wants to change next: once it is there.
    const bool there =
        !m_added.empty() && std::all_of(m_added.begin(), m_added.end(), [&](const auto& id) {
            return twin::standingOf(*m_link->twin, id).has_value();
        });
    if (there)
        selectByIds(m_added);
    else if (m_view.selectedId() != chosen && !chosen.empty())
        selectByIds({chosen});
    if (QWidget* const dock = m_inspector->parentWidget(); dock != nullptr && there) {
        m_added.clear();
        dock->show();
        dock->raise();
    }
}

void MainWindow::selectByIds(const std::vector<std::string>& names) {
    const twin::Twin& twin = *m_link->twin;
    std::vector<render::PickId> found;
    for (const std::string& name : names) {
        if (const auto standing = twin::standingOf(twin, name))
            found.push_back(standing->device >= 0
                                ? render::PickId{render::PickId::Kind::device,
                                                 static_cast<uint32_t>(standing->device)}
                                : render::PickId{render::PickId::Kind::model,
                                                 static_cast<uint32_t>(standing->model)});
    }
    if (!found.empty())
        m_view.selectMany(std::move(found));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    askOpen(droppedFile(*event->mimeData()));
}

void MainWindow::askOpen(const QString& path) {
    if (!isModel(path))
        (void)m_view.takeDrop();  // it stands nowhere
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
        say(format::said(done.error()));
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

// Where it was dropped, else where one looks.
twin::Placement MainWindow::whereAsked(uint32_t kind) {
    const twin::Twin& twin = *m_editing->twin();
    const Vec3 target = m_view.camera().camera().target;
    twin::Placement where{.floor = {target.x, target.y, 0.0}};
    where.beside = twin.findDevice(m_inspector->id());
    const auto drop = m_view.takeDrop();
    if (!drop)
        return where;
    const Picture picture = m_view.picture();
    if (const auto floor = picture.onLevel(*drop, 0.0)) {
        where.floor = glm::round(*floor * 20.0) / 20.0;  // 5 cm
        where.beside = -1;
    }
    for (size_t d = 0; d < twin.devices.size() && twin::catalogue()[kind].placedOnConveyor; ++d) {
        const twin::Device& belt = twin.devices[d];
        const auto hit = picture.onLevel(*drop, belt.worldFromDevice.position.z);
        if (!belt.is("conveyor") || !hit)
            continue;
        constexpr double kBeside = 0.3;  // m: the hand need not be exact
        const Vec3 size = belt.vec3("size"), local = inverse(belt.worldFromDevice) * *hit;
        if (local.x < 0.0 || local.x > size.x || std::abs(local.y) > 0.5 * size.y + kBeside)
            continue;
        where.beside = static_cast<int32_t>(d);
        where.at = local.x;
    }
    return where;
}

void MainWindow::addModel(const QString& path) {
    if (!m_editing->canEdit())
        return;
    Vec3 floor = m_view.camera().camera().target;
    const auto drop = m_view.takeDrop();
    if (drop)
        floor = m_view.picture().onLevel(*drop, 0.0).value_or(floor);
    floor.z = 0.0;
    if (m_import != nullptr)
        m_import->close();
    m_import = makeChild<ImportDialog>(this, path);
    connect(m_import, &ImportDialog::asked, this, &MainWindow::importAsked);
    connect(m_import, &QDialog::finished, this, [this] { Q_EMIT importAsked({}); });
    connect(m_import, &QDialog::accepted, this,
            [this, path, floor, dropped = drop.has_value(), dialog = m_import.data()] {
                const twin::ModelKeys keys = dialog->keys();
                const Vec3 place = standingPlace(floor, dropped, dialog->report());
                QMetaObject::invokeMethod(
                    this, [this, path, place, keys] { placeModel(path, place, keys); },
                    Qt::QueuedConnection);
            });
    m_import->show();
}

// Its middle stands where it was dropped, else near what one looks at and in no belt; its lowest
// point on the floor, wherever its own origin is.
Vec3 MainWindow::standingPlace(Vec3 floor, bool dropped, const assets::ImportReport& report) const {
    const auto twin = m_editing->twin();
    if (twin != nullptr && !dropped)
        floor = twin::freeFloor(*twin, floor, report.sizeM);
    return floor -
           Vec3(report.centerM.x, report.centerM.y, report.centerM.z - 0.5 * report.sizeM.z);
}

void MainWindow::showImport(const ImportAnswer& answer) {
    if (m_import != nullptr)
        m_import->answer(answer);
}

void MainWindow::placeModel(const QString& path, const Vec3& floor, const twin::ModelKeys& keys) {
    const auto twin = m_editing->twin();
    if (twin == nullptr)
        return;
    const twin::Addition added = twin::modelAddition(*twin, path.toStdString(), floor, keys);
    m_added = {added.id};  // an older one that never came is forgotten
    if (!m_editing->apply(tr("Add %1").arg(format::text(added.id)), added.changes))
        m_added.clear();
}

void MainWindow::addEquipment(uint32_t kind) {
    const auto twin = m_editing->twin();
    if (twin == nullptr || kind >= twin::catalogue().size())
        return;
    twin::Placement where = whereAsked(kind);
    if (twin::catalogue()[kind].name == "robot")
        where.file = QFileDialog::getOpenFileName(this, tr("The robot's description"), {},
                                                  tr("URDF (*.urdf);;All files (*)"))
                         .toStdString();
    const auto added = twin::addition(*twin, kind, where);
    if (!added) {
        refuse(format::said(added.error()));
        return;
    }
    m_added = {added->id};
    if (!m_editing->apply(tr("Add %1").arg(format::text(added->id)), added->changes))
        m_added.clear();
}

void MainWindow::endAtOnce() {
    m_endsAtOnce = true;
    close();
}

}  // namespace gemba::ui
