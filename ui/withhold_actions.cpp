#include "ui/withhold_actions.h"

#include <algorithm>
#include <utility>

#include "ui/make_child.h"

namespace gemba::ui {

WithholdActions::WithholdActions(ViewController& view, QObject* parent)
    : QObject(parent),
      m_view(view),
      m_hide(makeChild<QAction>(this, tr("&Hide"))),
      m_isolate(makeChild<QAction>(this, tr("&Isolate"))),
      m_showAll(makeChild<QAction>(this, tr("Show &all"))),
      m_lock(makeChild<QAction>(this, tr("&Lock"))) {
    const auto set = [this](QAction& action, const char* name, const QKeySequence& key,
                            const QString& tip, void (WithholdActions::*act)()) {
        action.setObjectName(QLatin1String(name));
        action.setShortcut(key);
        action.setToolTip(tip);
        connect(&action, &QAction::triggered, this, act);
    };
    set(*m_hide, "shown.hide", Qt::Key_H, tr("The selection is not drawn until it is shown"),
        &WithholdActions::hide);
    set(*m_isolate, "shown.isolate", Qt::Key_I,
        tr("Only the selection is drawn; once more: as before"), &WithholdActions::isolate);
    set(*m_showAll, "shown.all", Qt::SHIFT | Qt::Key_H, tr("All that was hidden is drawn"),
        &WithholdActions::showAll);
    set(*m_lock, "shown.lock", Qt::CTRL | Qt::Key_L,
        tr("The selection is seen, but cannot be picked in the picture, moved or removed"),
        &WithholdActions::lock);
    m_isolate->setCheckable(true);
    m_lock->setCheckable(true);
    connect(&view, &ViewController::withheldChanged, this, &WithholdActions::adapt);
    connect(&view, &ViewController::selectionChanged, this, &WithholdActions::adapt);
    adapt();
}

bool WithholdActions::somethingSelected() {
    if (!m_view.selectedIds().empty())
        return true;
    Q_EMIT said(tr("Select equipment or a model first."));
    adapt();  // a check mark that the click made
    return false;
}

void WithholdActions::hide() {
    if (!somethingSelected())
        return;
    Withholding next = m_view.withholding();
    next.setHidden(m_view.selectedIds(), true);
    m_view.withhold(std::move(next));
    m_view.select({});
}

void WithholdActions::isolate() {
    Withholding next = m_view.withholding();
    if (next.isolating()) {
        next.endIsolation();
    } else {
        if (m_view.twin() == nullptr || !somethingSelected())
            return;
        next.isolate(*m_view.twin(), m_view.selectedIds());
    }
    m_view.withhold(std::move(next));
}

void WithholdActions::showAll() {
    Withholding next = m_view.withholding();
    next.showAll();
    m_view.withhold(std::move(next));
}

void WithholdActions::lock() {
    if (!somethingSelected())
        return;
    const auto ids = m_view.selectedIds();
    Withholding next = m_view.withholding();
    const bool all =
        std::all_of(ids.begin(), ids.end(), [&](const auto& id) { return next.locked(id); });
    next.setLocked(ids, !all);
    m_view.withhold(std::move(next));
}

void WithholdActions::adapt() {
    const Withholding& now = m_view.withholding();
    const auto ids = m_view.selectedIds();
    m_showAll->setEnabled(now.anyHidden());
    m_isolate->setChecked(now.isolating());
    m_lock->setChecked(!ids.empty() && std::all_of(ids.begin(), ids.end(),
                                                   [&](const auto& id) { return now.locked(id); }));
}

}  // namespace gemba::ui
