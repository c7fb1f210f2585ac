#pragma once

#include <QStyledItemDelegate>

namespace gemba::ui {

/// Paints a row of ResidualModel: the sentence, below it where and how many, and a bar as long as
/// the residual is significant. Long sentences are wrapped, not cut: a row is as high as its
/// sentence needs at the width of the list.
class ResidualDelegate final : public QStyledItemDelegate {
    Q_OBJECT

 public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

    /// The text as lines of at most `width` pixels; only the last of `most` lines is ever cut.
    [[nodiscard]] static QStringList lines(const QString& text, const QFont& font, int width,
                                           int most);
};

}  // namespace gemba::ui
