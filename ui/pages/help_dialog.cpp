#include "ui/pages/help_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

struct Habit {
    QString keys, effect;
};

[[nodiscard]] QGridLayout* table(QWidget* parent, const QString& title,
                                 const QList<Habit>& habits) {
    auto* out = makeLayout<QGridLayout>();
    out->setHorizontalSpacing(3 * theme::kSpace);
    out->setVerticalSpacing(6);
    auto* head = makeChild<QLabel>(parent, title);
    QFont strong = head->font();
    strong.setWeight(QFont::DemiBold);
    head->setFont(strong);
    out->addWidget(head, 0, 0, 1, 2);
    int row = 1;
    for (const Habit& habit : habits) {
        auto* keys = makeChild<QLabel>(parent, habit.keys);
        keys->setObjectName(QStringLiteral("keys"));
        out->addWidget(keys, row, 0);
        out->addWidget(makeChild<QLabel>(parent, habit.effect), row, 1);
        ++row;
    }
    out->setColumnStretch(1, 1);
    out->setRowStretch(row, 1);
    return out;
}

}  // namespace

HelpDialog::HelpDialog(QWidget* parent) : QDialog(parent), m_colors(makeChild<QLabel>(this)) {
    setWindowTitle(tr("Mouse and keys"));
    const QList<Habit> viewport{
        {tr("Click"), tr("select")},
        {tr("Left drag"), tr("orbit (with Alt too)")},
        {tr("Middle drag"), tr("pan")},
        {tr("Wheel"), tr("zoom to the cursor")},
        {tr("Right drag"), tr("look around; fly with W A S D Q E, faster with Shift")},
        {tr("F"), tr("frame the selection")},
        {tr("Home"), tr("frame everything")},
        {tr("1  3  7"), tr("from the front, from the right, from above")},
        {tr("5"), tr("perspective or parallel")},
        {tr("Esc"), tr("select nothing")},
    };
    const QList<Habit> time{
        {tr("Space"), tr("play or pause")}, {tr("."), tr("one tick on")},
        {tr("+  −"), tr("faster, slower")}, {tr("Ctrl+R"), tr("back to the start")},
        {tr("Ctrl+O"), tr("open")},         {tr("F11"), tr("full screen")},
        {tr("F1"), tr("this page")},
    };
    const QList<Habit> past{
        {tr("Drag"), tr("move the cursor: everything shows that instant")},
        {tr("Shift+drag"), tr("choose a range; Shift+click: none")},
        {tr("←  →"), tr("1 second; with Shift 10, with Alt 0.1")},
        {tr(",  ."), tr("one tick back, one tick on")},
        {tr("Ctrl+,  Ctrl+."), tr("the message before, the next one: of the chosen signal")},
        {tr("Home  End"), tr("to the beginning, to the end")},
        {tr("L"), tr("back to now, where a session runs")},
        {tr("B"), tr("a bookmark with a note")},
    };
    const QList<Habit> plots{
        {tr("Drag"), tr("along the time; A, B or the cursor where it is on one")},
        {tr("Wheel"), tr("more time, less time")},
        {tr("Double click"), tr("the cursor goes there: everything shows that instant")},
        {tr("Right click"), tr("order, remove")},
        {tr("Del"), tr("remove the signal that is chosen in the table")},
    };
    auto* columns = makeLayout<QHBoxLayout>();
    columns->setSpacing(5 * theme::kSpace);
    auto* left = makeLayout<QVBoxLayout>();
    left->setSpacing(20);
    left->addLayout(table(this, tr("In the 3-D view"), viewport));
    left->addLayout(table(this, tr("In the plots"), plots));
    columns->addLayout(left);
    auto* right = makeLayout<QVBoxLayout>();
    right->setSpacing(20);
    right->addLayout(table(this, tr("Everywhere"), time));
    right->addLayout(table(this, tr("In the time bar of a recording"), past));
    columns->addLayout(right);

    m_colors->setWordWrap(true);
    showColors();
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(20);
    layout->addLayout(columns);
    layout->addWidget(m_colors);
    auto* buttons = makeChild<QDialogButtonBox>(this);
    buttons->setStandardButtons(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setIcon({});  // no other button here wears one
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void HelpDialog::showColors() {
    m_colors->setText(
        tr("<span style='color:%1'>Amber</span> is what the plant measured, "
           "<span style='color:%2'>blue</span> what the model simulates, "
           "<span style='color:%3'>coral</span> where they part, "
           "<span style='color:%4'>violet</span> what nobody has heard of lately.")
            .arg(QColor(theme::colors().measured).name(), QColor(theme::colors().simulated).name(),
                 QColor(theme::colors().residual).name(), QColor(theme::colors().stale).name()));
}

void HelpDialog::customEvent(QEvent* event) {
    if (Renewal::of(*event) != nullptr)
        showColors();
}

}  // namespace gemba::ui
