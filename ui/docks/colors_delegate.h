#pragma once

#include <QStyledItemDelegate>

namespace gemba::ui {

/// Keeps the colours of cells in a selected row: amber stays what was measured.
class ColorsDelegate final : public QStyledItemDelegate {
    Q_OBJECT

 public:
    using QStyledItemDelegate::QStyledItemDelegate;

 protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace gemba::ui
