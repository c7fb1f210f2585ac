#include "ui/docks/colors_delegate.h"

namespace gemba::ui {

void ColorsDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant color = index.data(Qt::ForegroundRole);
    if (color.canConvert<QColor>())
        option->palette.setColor(QPalette::HighlightedText, color.value<QColor>());
}

}  // namespace gemba::ui
