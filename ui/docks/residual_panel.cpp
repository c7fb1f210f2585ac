#include "ui/docks/residual_panel.h"

#include <QMenu>
#include <QVBoxLayout>

#include "engine/analysis/applied_estimate.h"
#include "ui/format.h"
#include "ui/make_child.h"

namespace gemba::ui {

ResidualPanel::ResidualPanel(TwinEditing& editing, QWidget* parent)
    : Panel(parent),
      m_editing(editing),
      m_list(makeChild<QListView>(this)),
      m_hint(makeChild<EmptyHint>(this, m_list, QString())) {
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    // Rows are as high as their sentences; another width lays them out anew.
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Residuals, worst first"));
    const auto choose = [this](const QModelIndex& index) {
        Q_EMIT rowChosen(index.data(ResidualModel::deviceRole).toUInt(),
                         index.data(ResidualModel::signalRole).toUInt());
        const QString lack = index.data(ResidualModel::lackRole).toString();
        if (!lack.isEmpty())
            Q_EMIT bindingWanted(lack);
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);

    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListView::customContextMenuRequested, this, &ResidualPanel::openMenu);

    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
}

void ResidualPanel::showSession(const SessionLink* link) {
    m_link = link;
    m_model.setTwin(link ? link->twin : nullptr);
    m_hint->setEmpty(true);
    m_hint->setSentence(link && link->twin->live.empty()
                            ? tr("This twin has no live source: there is no plant to compare with.")
                            : tr("Nothing compared yet.\nRows appear once the plant and the model "
                                 "have both seen a part."));
}

// Only what somebody chose is written: an estimate is no order.
void ResidualPanel::openMenu(const QPoint& at) {
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid() || m_link == nullptr)
        return;
    QMenu menu(this);
    for (const sim::ParameterEstimate& estimate : m_model.estimatesOf(index)) {
        const QString text = tr("Apply %1 to %2")
                                 .arg(ResidualModel::sentenceOf(estimate),
                                      format::text(m_link->twin->devices[estimate.equipment].id));
        connect(menu.addAction(text), &QAction::triggered, this,
                [this, estimate] { apply(estimate); });
    }
    if (menu.isEmpty())
        menu.addAction(tr("Nothing is estimated here"))->setEnabled(false);
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

void ResidualPanel::apply(const sim::ParameterEstimate& estimate) {
    if (m_link == nullptr)
        return;
    const auto twin = m_editing.twin();
    if (twin == nullptr) {
        Q_EMIT said(tr("What is open cannot be edited."));
        return;
    }
    const twin::KeyEdit edit = analysis::editFrom(estimate, *m_link->twin, steadyUtcNow());
    auto text = twin::edited(twin->text, edit, twin->file);
    if (!text) {
        Q_EMIT said(format::said(text.error()));
        return;
    }
    const QString what =
        QStringLiteral("%1.%2").arg(format::text(edit.device), format::text(edit.key));
    if (m_editing.applyText(tr("Apply %1").arg(what), std::move(*text)))
        Q_EMIT said(tr("%1 = %2: the model has it from now on; saved it stands in the file.")
                        .arg(what, format::number(edit.value)));
}

void ResidualPanel::refresh(const sim::Snapshot& snapshot, UtcNs) {
    m_model.update(snapshot.residuals, snapshot.estimates);
    m_hint->setEmpty(m_model.rowCount() == 0);
}

}  // namespace gemba::ui
