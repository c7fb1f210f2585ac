#include "ui/commands/shortcut_dialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {
enum Column { titleColumn, keyColumn, columns };
constexpr int kWidth = 520, kHeight = 560, kKeyWidth = 150;
}  // namespace

ShortcutDialog::ShortcutDialog(Shortcuts& shortcuts, QWidget* parent)
    : QDialog(parent),
      m_shortcuts(shortcuts),
      m_filter(makeChild<QLineEdit>(this)),
      m_list(makeChild<QTreeWidget>(this)),
      m_key(makeChild<QKeySequenceEdit>(this)),
      m_set(makeChild<QPushButton>(this, tr("Set"))),
      m_clear(makeChild<QPushButton>(this, tr("No key"))),
      m_reset(makeChild<QPushButton>(this, tr("Standard"))),
      m_said(makeChild<QLabel>(this)) {
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(kWidth, kHeight);
    m_filter->setPlaceholderText(tr("Filter by command or key"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter of shortcuts"));
    m_list->setColumnCount(columns);
    m_list->setHeaderLabels({tr("Command"), tr("Key")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->header()->setSectionResizeMode(titleColumn, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_list->setColumnWidth(keyColumn, kKeyWidth);
    m_key->setAccessibleName(tr("New key"));
    m_key->setToolTip(tr("Press the new key here"));
    m_said->setObjectName(QStringLiteral("caption"));
    m_said->setWordWrap(true);
    m_said->setMinimumHeight(2 * fontMetrics().lineSpacing());
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutDialog::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutDialog::choose);
    connect(m_key, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutDialog::explain);
    connect(m_set, &QPushButton::clicked, this, &ShortcutDialog::set);
    connect(m_clear, &QPushButton::clicked, this, &ShortcutDialog::clear);
    connect(m_reset, &QPushButton::clicked, this, &ShortcutDialog::reset);
    auto* all = makeChild<QPushButton>(this, tr("All standard"));
    auto* close = makeChild<QPushButton>(this, tr("Close"));
    connect(all, &QPushButton::clicked, this, &ShortcutDialog::resetAll);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    for (QPushButton* button : {m_set, m_clear, m_reset, all, close})
        button->setAutoDefault(false);

    auto* change = makeLayout<QHBoxLayout>();
    change->addWidget(m_key, 1);
    for (QPushButton* button : {m_set, m_clear, m_reset})
        change->addWidget(button);
    auto* end = makeLayout<QHBoxLayout>();
    end->addWidget(all);
    end->addStretch(1);
    end->addWidget(close);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(2 * theme::kSpace, 2 * theme::kSpace, 2 * theme::kSpace,
                               2 * theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addLayout(change);
    layout->addWidget(m_said);
    layout->addLayout(end);
    fill();
    choose();
}

// Texts of actions change while it is not seen: "Undo: speed of infeed".
void ShortcutDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    showRows();
}

void ShortcutDialog::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    showRows();
    explain(m_key->keySequence());
}

void ShortcutDialog::showRows() {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        showRow(*m_list->topLevelItem(i));
}

void ShortcutDialog::fill() {
    for (size_t i = 0; i < m_shortcuts.rows().size(); ++i) {
        auto* item = std::make_unique<QTreeWidgetItem>(m_list).release();
        item->setData(titleColumn, Qt::UserRole, static_cast<int>(i));
        showRow(*item);
    }
}

void ShortcutDialog::showRow(QTreeWidgetItem& item) {
    const auto& row =
        m_shortcuts.rows()[static_cast<size_t>(item.data(titleColumn, Qt::UserRole).toInt())];
    QString keys;
    for (const QKeySequence& one : row.action->shortcuts())
        keys += (keys.isEmpty() ? QString() : QStringLiteral(", ")) +
                one.toString(QKeySequence::NativeText);
    item.setText(titleColumn, plainTitle(row.action->text()));
    item.setText(keyColumn, keys);
    item.setToolTip(titleColumn, row.action->toolTip());
    const bool standard = m_shortcuts.isStandard(*row.action);
    item.setForeground(keyColumn, QColor(standard ? theme::colors().text : theme::colors().accent));
}

QAction* ShortcutDialog::chosen() const {
    const QTreeWidgetItem* const item = m_list->currentItem();
    return item == nullptr
               ? nullptr
               : m_shortcuts
                     .rows()[static_cast<size_t>(item->data(titleColumn, Qt::UserRole).toInt())]
                     .action;
}

void ShortcutDialog::choose() {
    const QAction* const action = chosen();
    m_key->setKeySequence(action != nullptr ? action->shortcut() : QKeySequence());
    for (QWidget* each : std::initializer_list<QWidget*>{m_key, m_clear, m_reset})
        each->setEnabled(action != nullptr);
    explain(m_key->keySequence());
}

// Whether it can be, before it is asked for.
void ShortcutDialog::explain(const QKeySequence& wanted) {
    m_key->findChild<QLineEdit*>()->setPlaceholderText(m_key->toolTip());
    const QAction* const action = chosen();
    const QAction* const other = m_shortcuts.holder(wanted);
    const bool taken = other != nullptr && other != action;
    m_set->setEnabled(action != nullptr && !taken && !wanted.isEmpty() &&
                      wanted != action->shortcut());
    if (action == nullptr)
        m_said->setText(tr("Choose a command to change its key."));
    else if (taken)
        m_said->setText(
            tr("%1 is the key of \"%2\".")
                .arg(wanted.toString(QKeySequence::NativeText), plainTitle(other->text())));
    else
        m_said->setText(action->toolTip());
}

void ShortcutDialog::set() {
    if (const QAction* const action = chosen();
        action != nullptr && m_shortcuts.set(*action, m_key->keySequence()))
        showRow(*m_list->currentItem());
    choose();
}

void ShortcutDialog::clear() {
    if (const QAction* const action = chosen(); action != nullptr) {
        (void)m_shortcuts.set(*action, {});
        showRow(*m_list->currentItem());
    }
    choose();
}

void ShortcutDialog::reset() {
    const QAction* const action = chosen();
    if (action == nullptr)
        return;
    const bool done = m_shortcuts.reset(*action);
    showRow(*m_list->currentItem());
    choose();
    if (!done)
        m_said->setText(tr("Its standard key is another command's now."));
}

void ShortcutDialog::resetAll() {
    m_shortcuts.resetAll();
    showRows();
    choose();
}

void ShortcutDialog::filter(const QString& text) {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* const item = m_list->topLevelItem(i);
        item->setHidden(!item->text(titleColumn).contains(text, Qt::CaseInsensitive) &&
                        !item->text(keyColumn).contains(text, Qt::CaseInsensitive));
    }
}

}  // namespace gemba::ui
