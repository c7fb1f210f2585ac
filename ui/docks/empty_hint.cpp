#include "ui/docks/empty_hint.h"

#include "ui/make_child.h"

namespace gemba::ui {

EmptyHint::EmptyHint(QWidget* content, const QString& sentence, QWidget* parent)
    : QStackedWidget(parent), m_content(content), m_label(makeChild<QLabel>(this, sentence)) {
    m_label->setObjectName(QStringLiteral("caption"));
    m_label->setAlignment(Qt::AlignCenter);
    m_label->setWordWrap(true);
    m_label->setMargin(24);
    addWidget(m_content);
    addWidget(m_label);
    setEmpty(true);
}

void EmptyHint::setEmpty(bool empty) {
    setCurrentWidget(empty ? static_cast<QWidget*>(m_label) : m_content);
}

void EmptyHint::setSentence(const QString& sentence) {
    m_label->setText(sentence);
}

}  // namespace gemba::ui
