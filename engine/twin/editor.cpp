#include "engine/twin/editor.h"

#include <fmt/format.h>

#include <deque>
#include <iterator>

#include "engine/twin/document.h"
#include "engine/twin/save.h"

namespace gemba::twin {
namespace {

std::string firstProblem(const ReadOutcome& read) {
    return read.problems.empty()
               ? "no twin"
               : fmt::format("{}: {}", read.problems.front().key, read.problems.front().found);
}

}  // namespace

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

void Editor::rename(const std::function<std::string(const std::string&)>& name) {
    for (Step& step : m_steps) {
        if (!step.label.empty())
            step.label = name(step.label);
    }
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
    // Every step is a twin of the new file then; one that cannot be, and what lies behind it, is
    // left out.
    const auto moved = [&](const Step& step) {
        return Step{readTwinText(step.twin->text, file).twin, step.label, step.merge};
    };
    std::deque<Step> steps;
    for (size_t i = m_at + 1; i-- > 0;) {
        if (Step step = moved(m_steps[i]); step.twin != nullptr)
            steps.push_front(std::move(step));
        else if (i == m_at)
            return fail({.doing = "save the twin under another name",
                         .on = file.filename().string(),
                         .found = firstProblem(readTwinText(text(), file))});
        else
            break;
    }
    const size_t at = steps.size() - 1;
    for (size_t i = m_at + 1; i < m_steps.size(); ++i) {
        Step step = moved(m_steps[i]);
        if (step.twin == nullptr)
            break;
        steps.push_back(std::move(step));
    }
    if (auto done = writeTwinFile(file, text()); !done)
        return done;
    m_steps.assign(std::make_move_iterator(steps.begin()), std::make_move_iterator(steps.end()));
    m_at = at;
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
