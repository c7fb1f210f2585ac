#include "ui/docks/source_panel.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {

SourcePanel::SourcePanel(QWidget* parent)
    : Panel(parent),
      m_content(makeChild<QWidget>(this)),
      m_column(makeChild<QVBoxLayout>(m_content)) {
    m_content->setObjectName(QStringLiteral("panel"));
    m_content->setAttribute(Qt::WA_StyledBackground);
    m_column->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    m_column->setSpacing(theme::kSpace);
    m_column->addStretch(1);
    auto* area = makeChild<QScrollArea>(this);
    area->setWidget(m_content);
    area->setWidgetResizable(true);
    area->setAccessibleName(tr("Sources"));
    m_hint = makeChild<EmptyHint>(this, area,
                                  tr("This twin has no live source.\nThe panel Wire adds one: "
                                     "say there where the plant publishes."));
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
}

void SourcePanel::showSession(const SessionLink* link) {
    m_links = link ? link->links : nullptr;
    m_twin = link ? link->twin : nullptr;
    m_editable = link != nullptr && link->wire != nullptr;  // sockets, and no recording
    setCount(0);
    m_hint->setEmpty(m_twin == nullptr || m_twin->live.empty());
}

void SourcePanel::setCount(size_t count) {
    while (m_cards.size() > count) {
        m_cards.back()->hide();
        m_cards.back()->deleteLater();
        m_cards.pop_back();
    }
    while (m_cards.size() < count) {
        m_cards.push_back(makeChild<SourceCard>(m_content));
        m_column->insertWidget(m_column->count() - 1, m_cards.back());
        SourceCard* const card = m_cards.back();
        card->setEditable(m_editable);
        connect(card, &SourceCard::editRequested, this, &SourcePanel::editRequested);
        connect(card, &SourceCard::removeRequested, this, &SourcePanel::removeRequested);
        connect(card, &SourceCard::reconnectRequested, this, &SourcePanel::reconnectRequested);
        connect(card, &SourceCard::patienceRequested, this, &SourcePanel::patienceRequested);
    }
}

void SourcePanel::refresh(const sim::Snapshot& snapshot, UtcNs now) {
    const std::vector<sim::LinkStatus> links = m_links ? m_links() : std::vector<sim::LinkStatus>{};
    m_hint->setEmpty(links.empty());
    setCount(links.size());
    for (size_t i = 0; i < links.size(); ++i)
        m_cards[i]->show(
            links[i], i < snapshot.sources.size() ? snapshot.sources[i] : sim::SnapshotSource{},
            m_twin != nullptr && i < m_twin->live.size() ? &m_twin->live[i] : nullptr, now);
    keepHeight();
}

// A scroll area does not ask for the height of text that wraps, and would push the cards together.
void SourcePanel::keepHeight() {
    int height = theme::kSpace;
    for (const SourceCard* card : m_cards)
        height += card->minimumHeight() + theme::kSpace;
    m_content->setMinimumHeight(height);
}

}  // namespace gemba::ui
