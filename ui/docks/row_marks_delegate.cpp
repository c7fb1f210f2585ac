#include "ui/docks/row_marks_delegate.h"

#include <QPainter>

#include "ui/icons.h"

namespace gemba::ui {
namespace {

constexpr int kSize = 16, kGap = 6;  // logical pixels

}  // namespace

RowMarksDelegate::RowMarksDelegate(QObject* parent)
    : QStyledItemDelegate(parent),
      m_eye(icon(IconName::eye)),
      m_eyeOff(icon(IconName::eyeOff)),
      m_lock(icon(IconName::lock)),
      m_lockOpen(icon(IconName::lockOpen)) {}

QRect RowMarksDelegate::rectOf(const QRect& cell, Mark mark) {
    const int from = mark == Mark::eye ? 2 * kSize + kGap + kGap / 2 : kSize + kGap / 2;
    return {cell.right() + 1 - from, cell.center().y() - kSize / 2 + 1, kSize, kSize};
}

// The whole height of the row, and half the gap beside: small marks are hard to hit.
RowMarksDelegate::Mark RowMarksDelegate::markAt(const QRect& cell, const QPoint& place) {
    for (const Mark mark : {Mark::eye, Mark::lock}) {
        const QRect at = rectOf(cell, mark);
        if (place.x() >= at.left() - kGap / 2 && place.x() <= at.right() + kGap / 2)
            return mark;
    }
    return Mark::none;
}

void RowMarksDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const QModelIndex first = index.siblingAtColumn(0);
    if (!first.data(kHiddenRole).isValid())
        return;
    const bool hidden = first.data(kHiddenRole).toBool(), locked = first.data(kLockedRole).toBool();
    const auto draw = [&](const QIcon& icon, Mark mark, bool unusual) {
        icon.paint(painter, rectOf(option.rect, mark), Qt::AlignCenter,
                   unusual ? QIcon::Normal : QIcon::Disabled);
    };
    draw(hidden ? m_eyeOff : m_eye, Mark::eye, hidden);
    draw(locked ? m_lock : m_lockOpen, Mark::lock, locked);
}

}  // namespace gemba::ui
