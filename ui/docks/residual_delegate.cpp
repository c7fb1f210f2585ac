#include "ui/docks/residual_delegate.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "ui/models/residual_model.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kPadding = 12;
constexpr int kAbove = 6, kBelow = 11;  // of the text; below it stands the bar
constexpr int kBarHeight = 3;
// More lines than any sentence needs in a dock that is not narrower than its least width.
constexpr int kSentenceLines = 4;
constexpr int kDetailLines = 3;
// A score of ten fills the bar; below one, plant and model agree.
constexpr double kFullScore = 10.0;

[[nodiscard]] QColor barColor(double score) {
    return QColor(score >= 1.0 ? theme::colors().residual : theme::colors().good);
}

void paintBar(QPainter& painter, const QRect& row, double score) {
    const double share =
        std::clamp(std::log1p(std::max(0.0, score)) / std::log1p(kFullScore), 0.02, 1.0);
    QRectF bar(row.left() + kPadding, row.bottom() - kBarHeight - 1, row.width() - 2 * kPadding,
               kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(theme::colors().line));
    painter.drawRoundedRect(bar, 1.5, 1.5);
    if (score < 0.0)
        return;  // nothing was compared yet
    bar.setWidth(bar.width() * share);
    painter.setBrush(barColor(score));
    painter.drawRoundedRect(bar, 1.5, 1.5);
}

/// What a row says, broken into lines for its width.
struct Words {
    QFont sentenceFont, detailFont;
    QStringList sentence, detail;

    [[nodiscard]] int height() const {
        return static_cast<int>(sentence.size()) * QFontMetrics(sentenceFont).lineSpacing() +
               static_cast<int>(detail.size()) * QFontMetrics(detailFont).lineSpacing();
    }
};

[[nodiscard]] Words wordsOf(const QStyleOptionViewItem& option, const QModelIndex& index) {
    // Before its first layout a list asks without a place: then its own width holds.
    int width = option.rect.width();
    if (const auto* list = qobject_cast<const QAbstractItemView*>(option.widget);
        width <= 0 && list != nullptr)
        width = list->viewport()->width();
    width = std::max(1, width - 2 * kPadding);

    Words out{
        .sentenceFont = option.font, .detailFont = theme::caption(), .sentence = {}, .detail = {}};
    const bool apart = index.data(ResidualModel::scoreRole).toDouble() >= 1.0;
    out.sentenceFont.setWeight(apart ? QFont::DemiBold : QFont::Normal);
    out.sentence =
        ResidualDelegate::lines(index.data().toString(), out.sentenceFont, width, kSentenceLines);
    out.detail = ResidualDelegate::lines(index.data(ResidualModel::detailRole).toString(),
                                         out.detailFont, width, kDetailLines);
    return out;
}

// Returns where the next line begins.
int paintLines(QPainter& painter, QPoint at, const QFont& font, QRgb color,
               const QStringList& lines) {
    painter.setFont(font);
    painter.setPen(QColor(color));
    const QFontMetrics metrics(font);
    for (const QString& line : lines) {
        painter.drawText(QPoint(at.x(), at.y() + metrics.ascent()), line);
        at.ry() += metrics.lineSpacing();
    }
    return at.y();
}

}  // namespace

void ResidualDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const double score = index.data(ResidualModel::scoreRole).toDouble();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, QColor(theme::colors().selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, QColor(theme::colors().panel));

    const Words words = wordsOf(option, index);
    const QPoint at(option.rect.left() + kPadding, option.rect.top() + kAbove);
    const QRgb color = score < 0.0 ? theme::colors().muted : theme::colors().text;
    const int next = paintLines(*painter, at, words.sentenceFont, color, words.sentence);
    paintLines(*painter, {at.x(), next}, words.detailFont, theme::colors().muted, words.detail);
    paintBar(*painter, option.rect, score);
    painter->restore();
}

QSize ResidualDelegate::sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    return {120, kAbove + wordsOf(option, index).height() + kBelow};
}

QStringList ResidualDelegate::lines(const QString& text, const QFont& font, int width, int most) {
    QStringList out;
    QTextLayout layout(text, font);
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (out.size() + 1 == most) {
            out << QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        out << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return out;
}

}  // namespace gemba::ui
