#include "engine/twin/editor.h"

#include "engine/twin/document.h"
#include "engine/twin/save.h"

namespace gemba::twin {

Editor::Editor(std::shared_ptr<const Twin> twin) : m_saved(twin->text) {
    m_steps.push_back({std::move(twin), {}, {}});
}

Result<void> Editor::apply(std::string label, std::span<const Change> changes,
                           std::string_view merge) {
    auto next = patched(text(), changes, twin()->file);
    if (!next)
        return tl::unexpected(next.error());
    return applyText(std::move(label), std::move(*next), merge);
}

Result<void> Editor::applyText(std::string label, std::string next, std::string_view merge) {
    if (next == text())
        return {};
    ReadOutcome read = readTwinText(std::move(next), twin()->file);
    if (read.twin == nullptr) {
        const Problem& first = read.problems.front();
        return fail({.doing = "change the twin",
                     .on = first.key,
                     .found = first.found,
                     .expected = first.expected + (first.hint.empty() ? "" : "; " + first.hint)});
    }
    m_steps.resize(m_at + 1);
    // The first step has nothing before it that could be undone.
    if (m_at > 0 && !merge.empty() && m_steps[m_at].merge == merge) {
        m_steps[m_at].twin = std::move(read.twin);
        return {};
    }
    if (m_steps.size() > kMaxSteps)
        m_steps.erase(m_steps.begin());
    m_steps.push_back({std::move(read.twin), std::move(label), std::string(merge)});
    m_at = m_steps.size() - 1;
    return {};
}

bool Editor::undo() {
    if (m_at == 0)
        return false;
    endMerge();
    --m_at;
    endMerge();
    return true;
}

bool Editor::redo() {
    if (m_at + 1 == m_steps.size())
        return false;
    ++m_at;
    endMerge();
    return true;
}

std::string_view Editor::undoLabel() const {
    return m_at == 0 ? std::string_view() : m_steps[m_at].label;
}

std::string_view Editor::redoLabel() const {
    return m_at + 1 == m_steps.size() ? std::string_view() : m_steps[m_at + 1].label;
}

Result<void> Editor::save() {
    if (auto done = replaceTwinFile(twin()->file, m_saved, text()); !done)
        return done;
    m_saved = text();
    return {};
}

Result<void> Editor::saveAs(const std::filesystem::path& file) {
    if (file == twin()->file) {
        if (auto done = writeTwinFile(file, text()); !done)
            return done;
        m_saved = text();
        return {};
    }
    // Every step back is a twin of the new file then.
    std::vector<Step> steps = m_steps;
    for (Step& step : steps) {
        ReadOutcome read = readTwinText(step.twin->text, file);
        if (read.twin == nullptr) {
            const Problem& first = read.problems.front();
            return fail({.doing = "save the twin under another name",
                         .on = first.key,
                         .found = first.found,
                         .expected = first.expected});
        }
        step.twin = std::move(read.twin);
    }
    if (auto done = writeTwinFile(file, text()); !done)
        return done;
    m_steps = std::move(steps);
    m_saved = text();
    return {};
}

Editor::File Editor::file() const {
    std::error_code error;
    if (!std::filesystem::exists(twin()->file, error))
        return File::gone;
    std::string now;
    return readFile(twin()->file, kMaxFileBytes, now).has_value() || now != m_saved ? File::other
                                                                                    : File::asKnown;
}

Result<std::string> Editor::textOfFile() const {
    std::string now;
    if (const auto problem = readFile(twin()->file, kMaxFileBytes, now))
        return fail({.doing = "read the twin file",
                     .on = twin()->file.filename().string(),
                     .found = problem->found,
                     .expected = problem->expected});
    return now;
}

Result<void> Editor::takeFile(std::string label) {
    auto now = textOfFile();
    if (!now)
        return tl::unexpected(now.error());
    if (auto done = applyText(std::move(label), *now); !done)
        return done;
    m_saved = std::move(*now);
    return {};
}

Result<void> Editor::disregardFile() {
    auto now = textOfFile();
    if (!now)
        return tl::unexpected(now.error());
    m_saved = std::move(*now);
    return {};
}

}  // namespace gemba::twin
