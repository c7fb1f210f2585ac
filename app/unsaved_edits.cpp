#include "app/unsaved_edits.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QMetaObject>
#include <utility>

#include "engine/core/log.h"
#include "ingest/store/rolling_store.h"
#include "ui/edit/twin_editing.h"
#include "ui/format.h"

namespace gemba::app {
namespace {
constexpr int kRestsMs = 1000;
}  // namespace

std::filesystem::path defaultUnsavedFolder() {
    return ingest::defaultStoreFolder().parent_path() / "unsaved";
}

UnsavedEdits::UnsavedEdits(ui::MainWindow& window, std::filesystem::path folder)
    : m_window(window), m_unsaved(std::move(folder)), m_workers(std::in_place) {
    const ui::TwinEditing& editing = window.editing();
    m_rests.setSingleShot(true);
    m_rests.setInterval(kRestsMs);
    connect(&m_rests, &QTimer::timeout, this, &UnsavedEdits::keep);
    connect(&editing, &ui::TwinEditing::opened, this, &UnsavedEdits::opened);
    connect(&editing, &ui::TwinEditing::settled, this, &UnsavedEdits::settled);
    connect(&editing, &ui::TwinEditing::edited, &m_rests, qOverload<>(&QTimer::start));
}

UnsavedEdits::~UnsavedEdits() {
    m_workers.reset();
    for (size_t i = 1; i < m_wishes.size(); ++i)
        (void)fulfil(m_wishes[i]);
}

void UnsavedEdits::opened() {
    m_rests.stop();
    m_offers = false;
    const auto twin = m_window.editing().twin();
    if (twin == nullptr)
        return;
    const auto kept = m_unsaved.find(twin->file);
    if (!kept)
        return;
    if (kept->text == twin->text) {
        work({.file = twin->file, .text = {}});
        return;
    }
    m_offers = true;
    const QString name = QString::fromStdString(twin->file.filename().string());
    const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(kept->when / 1'000'000),
                                            QLocale::ShortFormat);
    const bool same = kept->base == twin::UnsavedTwins::textHash(twin->text);
    m_window.offer(
        {.text =
             same
                 ? tr("Changes of %1 were not saved before the program ended (%2).").arg(name, when)
                 : tr("Changes of %1 were not saved before the program ended (%2), "
                      "and the file was changed since.")
                       .arg(name, when),
         .yes = tr("Restore them"),
         .no = tr("Throw them away"),
         .answer = [this, text = kept->text, file = twin->file](bool yes) {
             if (yes && !restore(text)) {
                 opened();  // it stays where it is kept, and is offered again
                 return;
             }
             m_offers = false;
             if (!yes)
                 work({.file = file, .text = {}});
         }});
}

// A step as any other: undo leads back to the file.
bool UnsavedEdits::restore(const std::string& text) {
    return m_window.editing().applyText(tr("Restore unsaved changes"), text);
}

void UnsavedEdits::keep() {
    const ui::TwinEditing& editing = m_window.editing();
    const auto twin = editing.twin();
    if (twin == nullptr || m_offers)
        return;
    Wish wish{.file = twin->file, .text = {}};
    if (editing.changed()) {
        wish.text = twin->text;
        wish.base = twin::UnsavedTwins::textHash(editing.saved());
    }
    work(std::move(wish));
}

void UnsavedEdits::settled(const QString& file) {
    m_rests.stop();
    if (m_offers)
        return;  // what is offered is older than what was settled
    work({.file = file.toStdString(), .text = {}});
}

void UnsavedEdits::work(Wish wish) {
    const bool idle = m_wishes.empty();
    if (!idle && m_wishes.size() > 1)
        std::erase_if(m_wishes, [&](const Wish& one) {
            return &one != &m_wishes.front() && one.file == wish.file;
        });
    m_wishes.push_back(std::move(wish));
    if (idle)
        begin();
}

void UnsavedEdits::begin() {
    (void)m_workers->run([this, wish = m_wishes.front()](const std::stop_token&) {
        const Result<void> done = fulfil(wish);
        const QString problem = done ? QString() : ui::format::said(done.error());
        QMetaObject::invokeMethod(this, [this, problem] { ended(problem); });
    });
}

// Any thread, one at a time.
Result<void> UnsavedEdits::fulfil(const Wish& wish) const {
    if (wish.text)
        return m_unsaved.keep(wish.file, *wish.text, wish.base);
    m_unsaved.forget(wish.file);
    return {};
}

void UnsavedEdits::ended(const QString& problem) {
    if (!problem.isEmpty() && !std::exchange(m_failed, true))
        m_window.say(problem);
    m_wishes.erase(m_wishes.begin());
    if (!m_wishes.empty())
        begin();
}

}  // namespace gemba::app
