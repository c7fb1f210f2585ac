#pragma once

#include <functional>
#include <vector>

#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/docks/source_card.h"

class QVBoxLayout;

namespace gemba::ui {

/// Health of each live source.
class SourcePanel final : public Panel {
    Q_OBJECT

 public:
    explicit SourcePanel(QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int leastWidth() const override { return 300; }
    [[nodiscard]] int refreshEvery() const override { return 10; }

    [[nodiscard]] const std::vector<SourceCard*>& cards() const { return m_cards; }

 Q_SIGNALS:
    /// Of a card; see there.
    void editRequested(const QString& source);
    void removeRequested(const QString& source);
    void reconnectRequested();
    void patienceRequested(const QString& source, double seconds);

 private:
    void setCount(size_t count);
    void keepHeight();

    std::function<std::vector<sim::LinkStatus>()> m_links;
    std::shared_ptr<const twin::Twin> m_twin;
    bool m_editable = false;
    std::vector<SourceCard*> m_cards;
    QWidget* m_content;
    QVBoxLayout* m_column;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
