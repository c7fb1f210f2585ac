#include "ui/commands/command_palette.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr auto kRecent = "palette/recent";
constexpr int kKept = 6, kWidth = 560, kTop = 90, kRowHeight = 30, kShownRows = 12, kIndent = 10;
enum Role { path = Qt::UserRole, keys, enabled };

/// Title on the left, where it stands and its key on the right.
class RowDelegate final : public QStyledItemDelegate {
 public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {option.rect.width(), kRowHeight};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        if (chosen)
            painter->fillRect(option.rect, QColor(theme::colors().selection));
        QRect rest = option.rect.adjusted(kIndent, 0, -kIndent, 0);
        const auto right = [&](const QString& text, QRgb color) {
            if (text.isEmpty())
                return;
            painter->setPen(QColor(color));
            painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, text);
            rest.setRight(rest.right() - option.fontMetrics.horizontalAdvance(text) - 2 * kIndent);
        };
        right(index.data(keys).toString(), theme::colors().accent);
        const bool can = index.data(enabled).toBool();
        painter->setPen(QColor(can ? theme::colors().text : theme::colors().faint));
        const QString title =
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rest.width());
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, title);
        rest.setLeft(rest.left() + option.fontMetrics.horizontalAdvance(title) + 2 * kIndent);
        right(
            option.fontMetrics.elidedText(index.data(path).toString(), Qt::ElideLeft, rest.width()),
            theme::colors().muted);
    }
};

}  // namespace

CommandPalette::CommandPalette(QSettings& settings, QWidget* window)
    : QWidget(window, Qt::Dialog | Qt::FramelessWindowHint),
      m_settings(settings),
      m_input(makeChild<QLineEdit>(this)),
      m_list(makeChild<QListWidget>(this)),
      m_nothing(makeChild<QLabel>(this, tr("Nothing here is called so."))) {
    setObjectName(QStringLiteral("palette"));
    setAttribute(Qt::WA_StyledBackground);
    m_input->setPlaceholderText(tr("What do you want to do?"));
    m_input->setAccessibleName(tr("Search of commands"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setItemDelegate(makeChild<RowDelegate>(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setMargin(kIndent);
    // Always as high: where a window that changes its size comes to stand is the desktop's choice.
    for (QWidget* below : std::initializer_list<QWidget*>{m_list, m_nothing})
        below->setFixedHeight(kShownRows * kRowHeight);
    m_nothing->setObjectName(QStringLiteral("caption"));
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { run(m_list->row(item)); });
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_input);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
}

void CommandPalette::open(QList<Command> commands) {
    m_all = std::move(commands);
    m_input->clear();
    search();
    const QWidget& window = *parentWidget();
    const int width = std::min(kWidth, window.width());
    m_input->setFixedWidth(width);
    move(window.mapToGlobal(QPoint((window.width() - width) / 2, kTop)));
    show();
    activateWindow();
    m_input->setFocus();
}

// The hand went elsewhere.
bool CommandPalette::event(QEvent* event) {
    if (event->type() == QEvent::WindowDeactivate)
        close();
    return QWidget::event(event);
}

// It is opened with other words then.
void CommandPalette::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    m_all.clear();
    search();
    close();
}

QStringList CommandPalette::recent() const {
    return m_settings.value(QLatin1String(kRecent)).toStringList();
}

void CommandPalette::search() {
    m_found = matching(m_all, m_input->text(), recent());
    m_list->clear();
    for (const Command& command : m_found) {
        auto* item =
            std::make_unique<QListWidgetItem>(
                command.checked ? command.title + QStringLiteral("  ✓") : command.title, m_list)
                .release();
        item->setData(path, command.path);
        item->setData(keys, command.keys);
        item->setData(enabled, command.enabled);
        if (!command.enabled)
            item->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
    m_list->setVisible(!m_found.isEmpty());
    m_nothing->setVisible(m_found.isEmpty());
}

// Closed first: what is done may open a dialog of its own.
void CommandPalette::run(int row) {
    if (row < 0 || row >= m_found.size() || !m_found[row].enabled)
        return;
    const Command command = m_found[row];
    QStringList used = recent();
    used.removeAll(command.title);
    used.prepend(command.title);
    m_settings.setValue(QLatin1String(kRecent), QStringList(used.mid(0, kKept)));
    close();
    command.run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentRow();
    switch (key->key()) {
        case Qt::Key_Down:
            m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1));
            return true;
        case Qt::Key_Up:
            m_list->setCurrentRow(std::max(row - 1, 0));
            return true;
        case Qt::Key_PageDown:
        case Qt::Key_PageUp: {
            const int page = std::max(m_list->height() / kRowHeight - 1, 1);
            const int next = row + (key->key() == Qt::Key_PageDown ? page : -page);
            m_list->setCurrentRow(std::clamp(next, 0, std::max(m_list->count() - 1, 0)));
            return true;
        }
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run(row);
            return true;
        case Qt::Key_Escape:
            close();
            return true;
        default:
            return false;
    }
}

}  // namespace gemba::ui
