#include "ui/docks/residual_delegate.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/models/residual_model.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kHeight = 48;
constexpr int kPadding = 12;
constexpr int kBarHeight = 3;
// A score of ten fills the bar; below one, plant and model agree.
constexpr double kFullScore = 10.0;

[[nodiscard]] QColor barColor(double score) {
    return QColor(score >= 1.0 ? theme::kResidual : theme::kGood);
}

void paintBar(QPainter& painter, const QRect& row, double score) {
    const double share =
        std::clamp(std::log1p(std::max(0.0, score)) / std::log1p(kFullScore), 0.02, 1.0);
    QRectF bar(row.left() + kPadding, row.bottom() - kBarHeight - 1, row.width() - 2 * kPadding,
               kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(theme::kLine));
    painter.drawRoundedRect(bar, 1.5, 1.5);
    if (score < 0.0)
        return;  // nothing was compared yet
    bar.setWidth(bar.width() * share);
    painter.setBrush(barColor(score));
    painter.drawRoundedRect(bar, 1.5, 1.5);
}

void paintLine(QPainter& painter, const QRect& where, const QFont& font, QRgb color,
               const QString& text) {
    painter.setFont(font);
    painter.setPen(QColor(color));
    const QString fitting = QFontMetrics(font).elidedText(text, Qt::ElideRight, where.width());
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter, fitting);
}

}  // namespace

void ResidualDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const double score = index.data(ResidualModel::scoreRole).toDouble();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, QColor(theme::kSelection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, QColor(theme::kPanel));

    QRect line = option.rect.adjusted(kPadding, 5, -kPadding, 0);
    line.setHeight(20);
    QFont strong = option.font;
    strong.setWeight(score >= 1.0 ? QFont::DemiBold : QFont::Normal);
    paintLine(*painter, line, strong, score < 0.0 ? theme::kMuted : theme::kText,
              index.data().toString());
    line.translate(0, 19);
    line.setHeight(16);
    paintLine(*painter, line, theme::caption(), theme::kMuted,
              index.data(ResidualModel::detailRole).toString());
    paintBar(*painter, option.rect, score);
    painter->restore();
}

QSize ResidualDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {120, kHeight};
}

}  // namespace gemba::ui
