#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/twin/patch.h"
#include "engine/twin/reader.h"

namespace gemba::twin {

/// A twin that is being edited: each step makes a new immutable Twin, and undo is the old one, byte
/// for byte. One thread.
///
///     Editor editor(twin);
///     if (auto done = editor.apply("Speed of infeed", changes); !done)
///         ...  // nothing changed
///     editor.undo();  // the first twin
class Editor {
 public:
    static constexpr size_t kMaxSteps = 1000;  ///< further back nothing can be undone

    /// `twin` was read from a file, whose text it holds.
    explicit Editor(std::shared_ptr<const Twin> twin);

    [[nodiscard]] const std::shared_ptr<const Twin>& twin() const { return m_steps[m_at].twin; }
    [[nodiscard]] const std::string& text() const { return twin()->text; }

    /// All of these changes as one step, whose name people read behind "Undo". Steps of one
    /// non-empty `merge` that follow each other are one: a drag is undone at once. What was undone
    /// before can no longer be redone. Errors: what patched() says, or the first thing that is then
    /// wrong with the twin; nothing is changed.
    [[nodiscard]] Result<void> apply(std::string label, std::span<const Change> changes,
                                     std::string_view merge = {});
    /// The same by a text that was made of text() elsewhere.
    [[nodiscard]] Result<void> applyText(std::string label, std::string next,
                                         std::string_view merge = {});
    /// The next step of this merge begins a new one: the drag has ended.
    void endMerge() { m_steps[m_at].merge.clear(); }

    // False, and nothing changes, where there is no step.
    bool undo();
    bool redo();
    /// Names of the steps that undo() and redo() would take; empty: none.
    [[nodiscard]] std::string_view undoLabel() const;
    [[nodiscard]] std::string_view redoLabel() const;

    /// Each step is called anew: what people read is in the language of now.
    void rename(const std::function<std::string(const std::string&)>& name);

    /// The text is another than the file's.
    [[nodiscard]] bool changed() const { return text() != m_saved; }
    /// Writes the text into the file. Errors: it is another than the one that was read or written
    /// last, or cannot be written.
    [[nodiscard]] Result<void> save();
    /// Writes it into the file that was chosen, over what is there. It is then the twin's: what it
    /// names by relative paths is meant from there.
    [[nodiscard]] Result<void> saveAs(const std::filesystem::path& file);
    /// What is known of the file: the text that was read or written last.
    [[nodiscard]] const std::string& saved() const { return m_saved; }

    enum class File { asKnown, other, gone };
    /// The file as it is now.
    [[nodiscard]] File file() const;
    /// The file's text becomes a step, and is what is saved: undo brings back what was. Errors: it
    /// cannot be read, or is no twin; nothing is changed.
    [[nodiscard]] Result<void> takeFile(std::string label);
    /// The file as it is now is known, and will be written over by save().
    [[nodiscard]] Result<void> disregardFile();

 private:
    struct Step {
        std::shared_ptr<const Twin> twin;
        std::string label, merge;  // of the step that led here
    };

    [[nodiscard]] Result<std::string> textOfFile() const;

    std::vector<Step> m_steps;  // the first one has no label
    size_t m_at = 0;
    std::string m_saved;
};

}  // namespace gemba::twin
