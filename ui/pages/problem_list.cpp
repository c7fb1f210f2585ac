#include "ui/pages/problem_list.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kLeastHeight = 40;  // of the table: the title comes first where room is short

enum Column { line, key, found, expected, hint, columns };

// Keys and paths have no spaces: they may be broken behind a dot, a slash or an underscore.
[[nodiscard]] QString breakable(const QString& text) {
    QString out;
    for (const QChar c : text) {
        out += c;
        if (c == u'.' || c == u'/' || c == u'_')
            out += QChar(0x200b);
    }
    return out;
}

[[nodiscard]] QTableWidgetItem* cell(const QString& text) {
    auto out = std::make_unique<QTableWidgetItem>(breakable(text));
    out->setToolTip(text);
    out->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    return out.release();  // the table's now
}

}  // namespace

ProblemList::ProblemList(QWidget* parent)
    : QWidget(parent),
      m_title(makeChild<ElidedLabel>(this)),
      m_where(makeChild<ElidedLabel>(this)),
      m_goesOn(makeChild<ElidedLabel>(this)),
      m_table(makeChild<QTableWidget>(this)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    strong.setPixelSize(15);
    m_title->setFont(strong);
    for (ElidedLabel* const note : {m_where, m_goesOn})
        note->setObjectName(QStringLiteral("caption"));

    m_table->setColumnCount(columns);
    m_table->setHorizontalHeaderLabels(
        {tr("Line"), tr("Key"), tr("Found"), tr("Expected"), tr("Hint")});
    m_table->setAccessibleName(tr("Problems"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(true);
    m_table->setMinimumHeight(kLeastHeight);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(30);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTextElideMode(Qt::ElideNone);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->viewport()->installEventFilter(this);
    m_table->horizontalHeaderItem(line)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (int column = key; column < columns; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    auto* retry = makeChild<QPushButton>(this, tr("Read again"));
    connect(retry, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(m_file); });
    auto* dismiss = makeChild<QPushButton>(this, tr("Close"));
    connect(dismiss, &QPushButton::clicked, this, &ProblemList::dismissed);
    auto* words = makeLayout<QVBoxLayout>();
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_where);
    words->addWidget(m_goesOn);
    auto* head = makeLayout<QHBoxLayout>();
    head->setSpacing(theme::kSpace);
    head->addLayout(words, 1);
    head->addWidget(retry, 0, Qt::AlignTop);
    head->addWidget(dismiss, 0, Qt::AlignTop);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
}

// Short columns take what they need, long ones share the rest by how much they say; then rows are
// as high as their longest cell.
void ProblemList::fitColumns() {
    constexpr int kLine = 56, kLeast = 90, kPadding = 20;
    const QFontMetrics metrics(m_table->font());
    double wish[columns] = {};
    double wished = 0.0;
    for (int column = key; column < columns; ++column) {
        if (m_table->isColumnHidden(column))
            continue;
        wish[column] = kLeast;
        for (int row = 0; row < m_table->rowCount(); ++row)
            wish[column] = std::max(
                wish[column],
                double(metrics.horizontalAdvance(m_table->item(row, column)->text()) + kPadding));
        // Twice as long a text is not worth twice the width: it wraps.
        wish[column] = std::sqrt(wish[column]);
        wished += wish[column];
    }
    const double room = std::max(0, m_table->viewport()->width() - kLine);
    m_table->setColumnWidth(line, kLine);
    for (int column = key; column < columns; ++column)
        m_table->setColumnWidth(column, static_cast<int>(room * wish[column] / wished));
    m_table->resizeRowsToContents();
}

bool ProblemList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void ProblemList::setHead(const QString& file, const QString& title, bool running) {
    m_file = file;
    m_running = running;
    m_title->setFullText(title);
    m_where->setFullText(file);
    m_goesOn->setFullText(tr("The twin that was open before goes on running."));
    m_goesOn->setVisible(running);
}

void ProblemList::show(const QString& file, const std::vector<twin::Problem>& problems,
                       bool running) {
    const QString name = QFileInfo(file).fileName();
    m_shown = problems;
    setHead(
        file,
        problems.size() == 1
            ? tr("%1 was not opened: there is one problem in it").arg(name)
            : tr("%1 was not opened: there are %2 problems in it").arg(name).arg(problems.size()),
        running);
    m_table->setRowCount(0);
    for (const twin::Problem& problem : problems) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        QTableWidgetItem* number =
            cell(problem.line > 0 ? QString::number(problem.line) : QStringLiteral("—"));
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        number->setForeground(QColor(theme::colors().muted));
        m_table->setItem(row, line, number);
        m_table->setItem(row, key, cell(format::text(problem.key)));
        m_table->setItem(row, found, cell(format::said(problem.found)));
        m_table->item(row, found)->setForeground(QColor(theme::colors().residual));
        m_table->setItem(row, expected, cell(format::said(problem.expected)));
        m_table->setItem(row, hint, cell(format::said(problem.hint)));
        m_table->item(row, hint)->setForeground(QColor(theme::colors().accent));
    }
    const bool hints = std::any_of(problems.begin(), problems.end(),
                                   [](const twin::Problem& p) { return !p.hint.empty(); });
    m_table->setColumnHidden(hint, !hints);
    m_table->show();
    fitColumns();
}

void ProblemList::showMessage(const QString& file, const QString& message, bool running) {
    m_shown.clear();
    m_message = message;
    setHead(file, format::said(message.toStdString()), running);
    m_table->setRowCount(0);
    m_table->hide();
}

void ProblemList::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr || m_file.isEmpty())
        return;
    if (m_shown.empty())
        showMessage(QString(m_file), QString(m_message), m_running);
    else
        show(QString(m_file), std::vector(m_shown), m_running);
}

}  // namespace gemba::ui
