#include "ui/relabel.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMetaProperty>
#include <QPointer>
#include <QTabWidget>
#include <QTableWidget>
#include <QTextEdit>
#include <QTreeWidget>
#include <functional>

namespace gemba::ui {
namespace {

using Say = std::function<QString(const QString&)>;

// Classes of the object and of those around it, the nearest first. In menus stands what many gave.
[[nodiscard]] QList<QByteArray> contextsOf(const QObject* object) {
    QList<QByteArray> out;
    const bool menu = qobject_cast<const QAction*>(object) != nullptr ||
                      qobject_cast<const QMenu*>(object) != nullptr;
    for (; object != nullptr; object = object->parent()) {
        for (const QMetaObject* meta = object->metaObject(); meta != nullptr;
             meta = meta->superClass()) {
            if (meta->className()[0] != 'Q')
                out << QByteArray(meta->className());
        }
    }
    if (menu)
        out << "gemba::ui::MainMenu"
            << "gemba::ui::TransportBar"
            << "gemba::ui::AlignActions"
            << "kind"
            << "catalogue";
    return out;
}

void sayProperties(QObject& object, const Say& say) {
    constexpr const char* kTexts[] = {
        "text",           "title",     "windowTitle",           "toolTip",
        "accessibleName", "statusTip", "accessibleDescription", "placeholderText",
        "prefix",         "suffix",    "specialValueText",      "labelText",
        "informativeText"};
    const bool written = qobject_cast<QLineEdit*>(&object) != nullptr ||
                         qobject_cast<QTextEdit*>(&object) != nullptr;
    const QMetaObject& meta = *object.metaObject();
    for (const char* const name : kTexts) {
        const int index = meta.indexOfProperty(name);
        if (index < 0 || !meta.property(index).isWritable() ||
            (written && qstrcmp(name, "text") == 0))
            continue;
        const QString text = meta.property(index).read(&object).toString();
        if (text.isEmpty())
            continue;
        if (const QString next = say(text); next != text)
            meta.property(index).write(&object, next);
    }
}

void sayChoices(QComboBox& box, const Say& say) {
    for (int i = 0; i < box.count(); ++i) {
        if (const QString next = say(box.itemText(i)); next != box.itemText(i))
            box.setItemText(i, next);
        const QString tip = box.itemData(i, Qt::ToolTipRole).toString();
        if (!tip.isEmpty())
            box.setItemData(i, say(tip), Qt::ToolTipRole);
    }
}

void sayTabs(QTabWidget& tabs, const Say& say) {
    for (int i = 0; i < tabs.count(); ++i)
        tabs.setTabText(i, say(tabs.tabText(i)));
}

void sayHead(QTreeWidget& tree, const Say& say) {
    QTreeWidgetItem& head = *tree.headerItem();
    for (int i = 0; i < tree.columnCount(); ++i) {
        head.setText(i, say(head.text(i)));
        head.setToolTip(i, head.toolTip(i).isEmpty() ? QString() : say(head.toolTip(i)));
    }
}

void sayHead(QTableWidget& table, const Say& say) {
    for (int i = 0; i < table.columnCount(); ++i) {
        if (QTableWidgetItem* const head = table.horizontalHeaderItem(i); head != nullptr) {
            head->setText(say(head->text()));
            head->setToolTip(head->toolTip().isEmpty() ? QString() : say(head->toolTip()));
        }
    }
}

void sayAll(QObject& object, const Spoken& before) {
    const QList<QByteArray> contexts = contextsOf(&object);
    const Say say = [&](const QString& text) { return before.again(text, contexts); };
    sayProperties(object, say);
    if (auto* const box = qobject_cast<QComboBox*>(&object))
        sayChoices(*box, say);
    else if (auto* const tabs = qobject_cast<QTabWidget*>(&object))
        sayTabs(*tabs, say);
    else if (auto* const tree = qobject_cast<QTreeWidget*>(&object))
        sayHead(*tree, say);
    else if (auto* const table = qobject_cast<QTableWidget*>(&object))
        sayHead(*table, say);
    else if (auto* const view = qobject_cast<QAbstractItemView*>(&object))
        view->viewport()->update();
    else if (auto* const header = qobject_cast<QHeaderView*>(&object))
        header->viewport()->update();
}

}  // namespace

void relabel(QObject& root, const Spoken& before) {
    // A box of messages makes its labels anew when it is given another text.
    QList<QPointer<QObject>> objects{&root};
    for (QObject* const object : root.findChildren<QObject*>())
        objects.push_back(object);
    for (const QPointer<QObject>& object : objects) {
        if (object != nullptr)
            sayAll(*object, before);
    }
}

}  // namespace gemba::ui
