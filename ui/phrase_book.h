#pragma once

#include <QString>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gemba::ui {

/// Finds of which sentence a text was made: "pe1 is silent" is "%1 is silent" with "pe1". The
/// engine knows no Qt, so that its texts come made. Any thread, once built.
class PhraseBook {
 public:
    struct Found {
        const char* phrase = nullptr;          ///< null: none
        std::vector<std::string_view> values;  ///< of %1, %2 …, within the text
    };

    /// Phrases outlive it; "%1" … stand in ascending order.
    explicit PhraseBook(std::span<const std::span<const char* const>> phrases);

    /// The one with the most letters of its own.
    [[nodiscard]] Found find(std::string_view text) const;

 private:
    struct Phrase {
        const char* text;
        std::vector<std::string_view> pieces;  // around the values
        size_t letters = 0;
    };
    std::vector<Phrase> m_phrases;  // the most letters first
};

}  // namespace gemba::ui
