#pragma once

#include <QStyledItemDelegate>

namespace gemba::ui {

/// Paints a row of ResidualModel: a bar as long as the residual is significant, the sentence, and
/// below it where and how many.
class ResidualDelegate final : public QStyledItemDelegate {
    Q_OBJECT

 public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
};

}  // namespace gemba::ui
