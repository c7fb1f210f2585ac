#include "tests/gui/cut_texts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>

namespace gemba::test {
namespace {

class Finder {
 public:
    void look(const QWidget& widget) {
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            lookAt(*label);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
            lookAt(*button);
        else if (const auto* box = qobject_cast<const QComboBox*>(&widget))
            lookAt(*box);
        else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
            lookAt(*tabs);
        else if (const auto* field = qobject_cast<const QLineEdit*>(&widget))
            lookAt(*field);
        else if (const auto* head = qobject_cast<const QHeaderView*>(&widget))
            lookAt(*head);
        else if (const auto* table = qobject_cast<const QTableView*>(&widget))
            lookAt(*table);
        else if (const auto* tree = qobject_cast<const QTreeView*>(&widget))
            lookAt(*tree);
    }

    QStringList found;

 private:
    void tell(const QWidget& where, const QString& text, const QString& tip) {
        if (!tip.isEmpty())
            return;
        QStringList who;
        for (const QWidget* at = &where; at != nullptr; at = at->parentWidget()) {
            if (at->metaObject()->className()[0] != 'Q' || at == &where)
                who.prepend(QLatin1String(at->metaObject()->className()));
        }
        found << QStringLiteral("%1: \"%2\" in %3 × %4")
                     .arg(who.join(u'/'), text)
                     .arg(where.width())
                     .arg(where.height());
    }

    void lookAt(const QLabel& label) {
        if (label.text().isEmpty())
            return;
        const QSize has = label.size();
        // Lines are not whole pixels high, and layouts round down: that is no cut.
        const bool cut = label.wordWrap() ? has.height() + 1 < label.heightForWidth(has.width())
                                          : has.width() < label.sizeHint().width() ||
                                                has.height() < label.sizeHint().height();
        // What ends in dots was made to fit, and says the whole when it is asked.
        if (cut || label.text().contains(QChar(0x2026)))
            tell(label, label.text(), cut ? QString() : tipOf(label));
    }

    // The tip may be that of what it is part of. Sentences that end so are whole.
    [[nodiscard]] static QString tipOf(const QLabel& label) {
        if (label.text().endsWith(QStringLiteral(" …")) || !label.toolTip().isEmpty())
            return QStringLiteral("whole");
        return label.parentWidget() != nullptr ? label.parentWidget()->toolTip() : QString();
    }

    void lookAt(const QAbstractButton& button) {
        if (!button.text().isEmpty() && (button.width() < button.sizeHint().width() ||
                                         button.height() < button.sizeHint().height()))
            tell(button, button.text(), {});
    }

    void lookAt(const QComboBox& box) {
        QStyleOptionComboBox option;
        option.initFrom(&box);
        const QRect room = box.style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                       QStyle::SC_ComboBoxEditField, &box);
        if (box.fontMetrics().horizontalAdvance(box.currentText()) > room.width())
            tell(box, box.currentText(), box.toolTip());
    }

    void lookAt(const QTabBar& tabs) {
        constexpr int kPadding = 24;
        for (int i = 0; i < tabs.count(); ++i) {
            if (tabs.isTabVisible(i) &&
                tabs.fontMetrics().horizontalAdvance(tabs.tabText(i)) + kPadding >
                    tabs.tabRect(i).width())
                tell(tabs, tabs.tabText(i), tabs.tabToolTip(i));
        }
        if (tabs.count() > 0 && tabs.tabRect(tabs.count() - 1).right() > tabs.width())
            tell(tabs, QStringLiteral("the last tab"), {});
    }

    void lookAt(const QLineEdit& field) {
        constexpr int kPadding = 20;
        if (field.text().isEmpty() &&
            field.fontMetrics().horizontalAdvance(field.placeholderText()) + kPadding >
                field.width())
            tell(field, field.placeholderText(), field.toolTip());
    }

    void lookAt(const QHeaderView& head) {
        if (head.orientation() != Qt::Horizontal || head.model() == nullptr)
            return;
        for (int section = 0; section < head.count(); ++section) {
            const QString text =
                head.model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
            if (!head.isSectionHidden(section) && !text.isEmpty() &&
                head.sectionSize(section) < head.sectionSizeHint(section) - sortMark(head) &&
                head.sectionViewportPosition(section) < head.width())
                tell(head, text,
                     head.model()->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString());
        }
    }

    // Room for it is taken from sections that are not sorted by.
    [[nodiscard]] static int sortMark(const QHeaderView& head) {
        return head.isSortIndicatorShown() ? 20 : 0;
    }

    void lookAtCell(const QAbstractItemView& view, const QModelIndex& index, int indent) {
        constexpr int kPadding = 12;
        const QRect cell = view.visualRect(index);
        const QString text = index.data().toString();
        if (text.isEmpty() || !cell.intersects(view.viewport()->rect()))
            return;
        const QVariant font = index.data(Qt::FontRole);
        const QFontMetrics metrics(font.isValid() ? font.value<QFont>() : view.font());
        const int mark = index.data(Qt::CheckStateRole).isValid() ? 20 : 0;
        const int icon = index.data(Qt::DecorationRole).isValid() ? 20 : 0;
        const auto* const table = qobject_cast<const QTableView*>(&view);
        if (table != nullptr && table->wordWrap())
            return;  // rows are as high as their cells
        if (metrics.horizontalAdvance(text) + kPadding + indent + mark + icon > cell.width())
            tell(view, text, index.data(Qt::ToolTipRole).toString());
    }

    void lookAt(const QTableView& table) {
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            for (int column = 0; column < table.model()->columnCount(); ++column) {
                if (!table.isColumnHidden(column))
                    lookAtCell(table, table.model()->index(row, column), 0);
            }
        }
    }

    void lookAt(const QTreeView& tree) {
        for (QModelIndex row = tree.model()->index(0, 0); row.isValid();
             row = tree.indexBelow(row)) {
            for (int column = 0; column < tree.model()->columnCount(); ++column) {
                if (!tree.isColumnHidden(column))
                    lookAtCell(tree, row.siblingAtColumn(column), -8);
            }
        }
    }
};

}  // namespace

QStringList cutTexts(const QWidget& window) {
    Finder finder;
    for (const QWidget* const widget : window.findChildren<QWidget*>()) {
        if (widget->isVisibleTo(&window) && !widget->visibleRegion().isEmpty())
            finder.look(*widget);
    }
    finder.found.removeDuplicates();
    return finder.found;
}

}  // namespace gemba::test
