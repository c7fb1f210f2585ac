#include "ui/phrase_book.h"

#include <algorithm>

namespace gemba::ui {
namespace {

// Values are as short as they can be, the last one reaches to the end.
[[nodiscard]] bool matches(std::string_view text, std::span<const std::string_view> pieces,
                           std::vector<std::string_view>& values) {
    values.clear();
    if (!text.starts_with(pieces.front()))
        return false;
    text.remove_prefix(pieces.front().size());
    for (size_t i = 1; i < pieces.size(); ++i) {
        const bool last = i + 1 == pieces.size();
        if (last && (text.size() < pieces[i].size() || !text.ends_with(pieces[i])))
            return false;
        const size_t at = last ? text.size() - pieces[i].size() : text.find(pieces[i]);
        if (at == std::string_view::npos || at == 0)
            return false;
        values.push_back(text.substr(0, at));
        text.remove_prefix(at + pieces[i].size());
    }
    return text.empty();
}

}  // namespace

PhraseBook::PhraseBook(std::span<const std::span<const char* const>> phrases) {
    for (const std::span<const char* const> part : phrases) {
        for (const char* const text : part) {
            Phrase& phrase = m_phrases.emplace_back(Phrase{.text = text, .pieces = {}});
            std::string_view rest = text;
            for (size_t at = rest.find('%'); at != std::string_view::npos; at = rest.find('%')) {
                phrase.pieces.push_back(rest.substr(0, at));
                rest.remove_prefix(at + 2);
            }
            phrase.pieces.push_back(rest);
            for (const std::string_view piece : phrase.pieces)
                phrase.letters += piece.size();
        }
    }
    std::stable_sort(m_phrases.begin(), m_phrases.end(),
                     [](const Phrase& a, const Phrase& b) { return a.letters > b.letters; });
}

PhraseBook::Found PhraseBook::find(std::string_view text) const {
    Found found;
    for (const Phrase& phrase : m_phrases) {
        if (phrase.letters <= text.size() && matches(text, phrase.pieces, found.values)) {
            found.phrase = phrase.text;
            return found;
        }
    }
    found.values.clear();
    return found;
}

}  // namespace gemba::ui
