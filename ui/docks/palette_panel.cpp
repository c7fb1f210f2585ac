#include "ui/docks/palette_panel.h"

#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "engine/twin/catalogue.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/theme.h"
#include "ui/vulkan/viewport_window.h"

namespace gemba::ui {
namespace {

constexpr int kModel = -1;  // the row that is no kind of equipment

/// A name, and in smaller letters what it is.
class KindDelegate final : public QStyledItemDelegate {
 public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {option.rect.width(), option.fontMetrics.lineSpacing() * 2 + theme::kSpace};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, QColor(theme::colors().selection));
        const QRect box = option.rect.adjusted(theme::kSpace, theme::kSpace / 2, -theme::kSpace,
                                               -theme::kSpace / 2);
        const QRect above(box.left(), box.top(), box.width(), box.height() / 2);
        painter->setFont(option.font);
        painter->setPen(QColor(theme::colors().text));
        painter->drawText(above, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        const QFont small = theme::caption();
        painter->setFont(small);
        painter->setPen(QColor(theme::colors().muted));
        painter->drawText(above.translated(0, box.height() / 2), Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(small).elidedText(index.data(Qt::ToolTipRole).toString(),
                                                         Qt::ElideRight, box.width()));
    }
};

/// Its rows are dragged as what the picture takes.
class KindList final : public QListWidget {
 public:
    using QListWidget::QListWidget;

 protected:
    QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override {
        const int kind = items.isEmpty() ? kModel : items.front()->data(Qt::UserRole).toInt();
        if (kind == kModel)
            return nullptr;
        auto out = std::make_unique<QMimeData>();
        out->setData(QLatin1String(kEquipmentMime), QByteArray::number(kind));
        return out.release();  // the drag owns it
    }
};

}  // namespace

PalettePanel::PalettePanel(QWidget* parent)
    : Panel(parent),
      m_filter(makeChild<QLineEdit>(this)),
      m_list(makeChild<KindList>(this)),
      m_hint(makeChild<EmptyHint>(this, m_list, tr("What is open cannot be edited."))) {
    m_filter->setPlaceholderText(tr("Filter equipment"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter of equipment"));
    m_list->setAccessibleName(tr("Equipment"));
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setItemDelegate(makeChild<KindDelegate>(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    fill();
    connect(m_filter, &QLineEdit::textChanged, this, &PalettePanel::sift);
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        const int kind = item->data(Qt::UserRole).toInt();
        if (kind == kModel)
            Q_EMIT modelRequested();
        else
            Q_EMIT addRequested(static_cast<uint>(kind));
    });
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_filter);
    layout->addWidget(m_hint, 1);
}

// The filter's own words stay, and go on choosing.
void PalettePanel::renew() {
    const int row = m_list->currentRow();
    fill();
    sift();
    m_list->setCurrentRow(row);
}

void PalettePanel::sift() {
    const QString text = m_filter->text();
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem& item = *m_list->item(i);
        item.setHidden(!item.text().contains(text, Qt::CaseInsensitive) &&
                       !item.toolTip().contains(text, Qt::CaseInsensitive));
    }
}

void PalettePanel::fill() {
    m_list->clear();
    const auto add = [&](const QString& name, const QString& doc, int kind) {
        auto* item = std::make_unique<QListWidgetItem>(name, m_list).release();
        item->setToolTip(doc);
        item->setData(Qt::UserRole, kind);
    };
    const auto kinds = twin::catalogue();
    for (size_t kind = 0; kind < kinds.size(); ++kind) {
        add(format::kindTitle(kinds[kind].name), format::doc(kinds[kind].doc),
            static_cast<int>(kind));
    }
    add(tr("Model from a file …"), tr("glTF, STL, OBJ, COLLADA, FBX … as it is, without behaviour"),
        kModel);
}

void PalettePanel::setCanEdit(bool can) {
    m_filter->setEnabled(can);
    m_hint->setEmpty(!can);
}

}  // namespace gemba::ui
