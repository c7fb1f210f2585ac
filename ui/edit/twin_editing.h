#pragma once

#include <QAction>
#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "engine/twin/editor.h"
#include "ui/edit/file_watch.h"

namespace gemba::ui {

class Spoken;

/// Asks where a twin is to be written; the name ends in .toml. Empty: nowhere.
[[nodiscard]] QString askForTwinFile(QWidget& window, const QString& title,
                                     const QString& proposed);

/// The open twin as it is edited: steps, undo and redo, saving. What comes of a step is shown by
/// app/, which builds a session of it. GUI thread.
class TwinEditing final : public QObject {
    Q_OBJECT

 public:
    explicit TwinEditing(QWidget& window);

    /// Another twin, as its file says; null: what is open cannot be edited (a recording, a model).
    void open(std::shared_ptr<const twin::Twin> twin);
    [[nodiscard]] bool canEdit() const { return m_editor.has_value(); }
    /// As it stands after the last step; null where nothing can be edited.
    [[nodiscard]] std::shared_ptr<const twin::Twin> twin() const;
    /// Not saved.
    [[nodiscard]] bool changed() const { return m_editor && m_editor->changed(); }

    /// One step. False: it cannot be, and refused() says why; nothing changed.
    bool apply(const QString& label, const std::vector<twin::Change>& changes,
               const QString& merge = {});

    /// The same by a text that was made of the twin's.
    bool applyText(const QString& label, std::string text);
    /// What is done next is a step of its own.
    void endMerge();
    /// What another program wrote into the file becomes a step; what was done here can be had back
    /// by undo. False: it cannot be read, and refused() says why.
    bool takeFile();
    /// What another program wrote is written over by the next save().
    void disregardFile();
    /// The text that the file is known to have; empty where nothing can be edited.
    [[nodiscard]] std::string saved() const { return m_editor ? m_editor->saved() : std::string(); }

    /// False: refused, and said.
    bool save();
    bool saveAs();
    /// True when nothing would be lost: saved, thrown away by the user's word, or unchanged.
    [[nodiscard]] bool mayLeave();

    /// Undo and redo, then saving, for menus.
    [[nodiscard]] std::vector<QAction*> steps() const { return {m_undo, m_redo}; }
    [[nodiscard]] std::vector<QAction*> savers() const { return {m_save, m_saveAs}; }

    /// The language is another one now: names of steps too. `before`: what was said until now.
    void renew(const Spoken& before);

 Q_SIGNALS:
    /// Another twin is open, or none.
    void opened();
    /// Of this file nothing is unsaved any more: saved, or thrown away by the user's word.
    void settled(const QString& file);
    /// Another program wrote the file, while there are steps here that are not saved.
    void fileDiffers(const QString& file);
    /// There is another twin now.
    void edited(std::shared_ptr<const gemba::twin::Twin> twin);
    /// For the user: why there is no step; of no interest after the next edited().
    void refused(const QString& message);
    /// For the user: what was done, or why it was not.
    void said(const QString& message);
    /// Saved or not, for the window's title.
    void changedChanged(bool changed);

 private:
    void undo();
    void redo();
    void update();
    void judgeFile();
    void settle();
    [[nodiscard]] QString fileName() const;
    bool done(const Result<void>& result, const std::shared_ptr<const twin::Twin>& before);

    QWidget& m_window;
    std::optional<twin::Editor> m_editor;
    FileWatch m_files;
    bool m_discarded = false;  // by the user's word, should it be left
    QAction* m_undo;
    QAction* m_redo;
    QAction* m_save;
    QAction* m_saveAs;
};

}  // namespace gemba::ui
