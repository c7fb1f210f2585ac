#include "ui/docks/residual_panel.h"

#include <QVBoxLayout>

#include "ui/make_child.h"

namespace gemba::ui {

ResidualPanel::ResidualPanel(QWidget* parent)
    : Panel(parent),
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
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);

    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
}

void ResidualPanel::showSession(const SessionLink* link) {
    m_model.setTwin(link ? link->twin : nullptr);
    m_hint->setEmpty(true);
    m_hint->setSentence(link && link->twin->live.empty()
                            ? tr("This twin has no live source: there is no plant to compare with.")
                            : tr("Nothing compared yet.\nRows appear once the plant and the model "
                                 "have both seen a part."));
}

void ResidualPanel::refresh(const sim::Snapshot& snapshot, UtcNs) {
    m_model.update(snapshot.residuals, snapshot.estimates);
    m_hint->setEmpty(m_model.rowCount() == 0);
}

}  // namespace gemba::ui
