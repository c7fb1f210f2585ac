#include "ui/opening_bar.h"

#include <QHBoxLayout>

#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {

OpeningBar::OpeningBar(QWidget* parent)
    : QWidget(parent),
      m_text(makeChild<QLabel>(this)),
      m_cancel(makeChild<QPushButton>(this, tr("Cancel"))) {
    m_text->setFont(theme::caption());
    m_text->setTextFormat(Qt::PlainText);
    m_cancel->setObjectName(QStringLiteral("small"));
    m_cancel->setFont(theme::caption());
    m_cancel->setToolTip(tr("Do not open it; what is open goes on"));
    connect(m_cancel, &QPushButton::clicked, this, &OpeningBar::cancelled);
    auto* layout = makeChild<QHBoxLayout>(this);
    layout->setContentsMargins(10, 0, 6, 0);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_text);
    layout->addWidget(m_cancel);
    hide();
}

void OpeningBar::setText(const QString& text) {
    if (m_text->text() != text)
        m_text->setText(text);
    setVisible(!text.isEmpty());
}

}  // namespace gemba::ui
