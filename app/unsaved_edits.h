#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/workers.h"
#include "engine/twin/unsaved.h"
#include "ui/main_window.h"

namespace gemba::app {

/// Keeps what is edited in the window and not saved, a second after each step, and offers it when
/// the file is opened after a crash. GUI thread; files are written on a worker, one after the
/// other.
class UnsavedEdits final : public QObject {
    Q_OBJECT

 public:
    UnsavedEdits(ui::MainWindow& window, std::filesystem::path folder);
    /// After the event loop: what is not done yet is done now.
    ~UnsavedEdits() override;

 private:
    /// What a file's kept text is to become; no text: it goes.
    struct Wish {
        std::filesystem::path file;
        std::optional<std::string> text;
        uint64_t base = 0;
    };

    void opened();
    void keep();
    void settled(const QString& file);
    void work(Wish wish);
    void begin();
    [[nodiscard]] Result<void> fulfil(const Wish& wish) const;
    void ended(const QString& problem);
    [[nodiscard]] bool restore(const std::string& text);

    ui::MainWindow& m_window;
    twin::UnsavedTwins m_unsaved;
    QTimer m_rests;
    std::vector<Wish> m_wishes;  // in their order; the first one is under way
    bool m_offers = false;       // nothing is written over what is offered
    bool m_failed = false;       // said once
    std::optional<Workers> m_workers;
};

/// $XDG_STATE_HOME/gemba/unsaved or ~/.local/state/gemba/unsaved.
[[nodiscard]] std::filesystem::path defaultUnsavedFolder();

}  // namespace gemba::app
