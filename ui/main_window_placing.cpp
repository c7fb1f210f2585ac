#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSpinBox>
#include <algorithm>
#include <array>

#include "engine/twin/placing.h"
#include "ui/edit/align_actions.h"
#include "ui/edit/force_dialog.h"
#include "ui/fit_title.h"
#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/make_child.h"
#include "ui/scene_bounds.h"

/// Moving and copying of what is selected.
namespace gemba::ui {

void MainWindow::connectPlacing() {
    connect(m_placing, &PlacingTool::said, this, &MainWindow::say);
    m_placing->onAction()->setIcon(icon(IconName::move));
    m_transport->addTool(m_placing->onAction());
    m_transport->addTool(m_menu->cameraMenu());
    auto* copy = makeChild<QAction>(this, tr("&Duplicate"));
    copy->setObjectName(QStringLiteral("edit.duplicate"));
    copy->setShortcut(Qt::CTRL | Qt::Key_D);
    copy->setToolTip(tr("A copy beside it, with all that stands on it"));
    connect(copy, &QAction::triggered, this, [this] {
        copySelected({0.0, besideSelection(), 0.0}, 1);
    });
    auto* array = makeChild<QAction>(this, tr("A&rray …"));
    array->setObjectName(QStringLiteral("edit.array"));
    array->setToolTip(tr("Several copies in a row"));
    connect(array, &QAction::triggered, this, &MainWindow::askForArray);
    auto* align = makeChild<AlignActions>(this, m_view, *m_editing);
    connect(align, &AlignActions::said, this, &MainWindow::say);
    m_menu->addPlacing(
        {m_placing->onAction(), m_placing->snapAction(), copy, array, align->menu().menuAction()});
    const auto adapt = [this, copy, array] {
        const bool can = m_editing->canEdit();
        m_placing->onAction()->setEnabled(can);
        m_kinds->setCanEdit(can);
        for (QAction* action : {copy, array})
            action->setEnabled(can && !m_view.selectedIds().empty());
    };
    connect(m_editing, &TwinEditing::changedChanged, this, adapt);
    connect(&m_view, &ViewController::selectionChanged, this, adapt);
    adapt();
}

// How far in y a copy stands free of what is selected, m.
double MainWindow::besideSelection() const {
    const std::optional<Bounds> box = m_view.selectionBox();
    return box ? box->max.y - box->min.y + 0.5 : 1.0;
}

// Each is as far from the one before; of what stands on a belt x counts along it.
void MainWindow::copySelected(const Vec3& step, int count) {
    const auto twin = m_editing->twin();
    const auto roots =
        twin != nullptr ? twin::rootsOf(*twin, m_view.selectedIds()) : std::vector<std::string>{};
    if (roots.empty()) {
        refuse(tr("Select what is to be copied first."));
        return;
    }
    const bool onBelts = std::all_of(roots.begin(), roots.end(), [&](const std::string& id) {
        const int32_t device = twin->findDevice(id);
        return device >= 0 && twin->devices[static_cast<size_t>(device)].on >= 0;
    });
    const Vec3 by = onBelts && step.x == 0.0 ? Vec3(0.5, 0.0, 0.0) : step;
    const twin::Copies copies = twin::copiesOf(*twin, roots, by, count);
    if (copies.ids.empty())
        return;
    m_added = {copies.ids.end() - static_cast<std::ptrdiff_t>(roots.size()), copies.ids.end()};
    const QString name = format::text(roots.back());
    const int more = static_cast<int>(roots.size()) - 1;
    const QString label = count > 1  ? tr("Array of %1 × %2").arg(count).arg(name)
                          : more > 0 ? tr("Duplicate %1 and %n more", nullptr, more).arg(name)
                                     : tr("Duplicate %1").arg(name);
    if (!m_editing->apply(label, copies.changes))
        m_added.clear();
}

void MainWindow::askForForce(uint device, uint property, double now) {
    if (!m_link || m_link->recorded()) {
        say(tr("The past cannot be forced: go back to now first."));
        return;
    }
    const std::string name = m_link->twin->propertyName({device, property});
    auto* dialog =
        makeChild<ForceDialog>(this, m_link->twin, twin::PropertyRef{device, property}, now);
    // By its name: meanwhile there may be a session of the twin after an edit.
    connect(dialog, &QDialog::accepted, this, [this, dialog, name] {
        if (!m_link)
            return;
        const twin::Twin& twin = *m_link->twin;
        for (uint32_t d = 0; d < twin.devices.size(); ++d) {
            for (uint32_t p = 0; p < twin.devices[d].info().properties.size(); ++p) {
                if (twin.propertyName({d, p}) == name)
                    post({.type = sim::CommandType::force,
                          .property = twin.devices[d].firstProperty + p,
                          .value = dialog->value()});
            }
        }
    });
    dialog->show();
}

// Not modal: the plant goes on.
void MainWindow::askForArray() {
    constexpr int kMost = 500;
    constexpr double kFar = 1000.0;  // m
    auto* dialog = makeChild<QDialog>(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("array"));
    fitTitle(*dialog, tr("Array"));
    auto* count = makeChild<QSpinBox>(dialog);
    count->setRange(1, kMost);
    count->setValue(3);
    count->setButtonSymbols(QAbstractSpinBox::NoButtons);
    std::array<QDoubleSpinBox*, 3> steps{};
    auto* form = makeChild<QFormLayout>(dialog);
    form->addRow(tr("Copies"), count);
    const QString names[] = {tr("Step in x"), tr("Step in y"), tr("Step in z")};
    for (size_t axis = 0; axis < 3; ++axis) {
        steps[axis] = makeChild<QDoubleSpinBox>(dialog);
        steps[axis]->setRange(-kFar, kFar);
        steps[axis]->setDecimals(3);
        steps[axis]->setButtonSymbols(QAbstractSpinBox::NoButtons);
        steps[axis]->setSingleStep(0.1);
        steps[axis]->setSuffix(QStringLiteral(" m"));
        form->addRow(names[axis], steps[axis]);
    }
    steps[1]->setValue(besideSelection());
    auto* buttons = makeChild<QDialogButtonBox>(dialog);
    buttons->setStandardButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    form->addRow(buttons);
    // Once the dialog has gone: what is done may take its time.
    connect(dialog, &QDialog::accepted, this, [this, count, steps] {
        const Vec3 step(steps[0]->value(), steps[1]->value(), steps[2]->value());
        QMetaObject::invokeMethod(
            this, [this, step, many = count->value()] { copySelected(step, many); },
            Qt::QueuedConnection);
    });
    dialog->show();
}

}  // namespace gemba::ui
