#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <vector>

#include "ui/engine_texts.h"
#include "ui/format.h"
#include "ui/phrase_book.h"

/// What the engine says, in the window's language.
namespace gemba::ui::format {
namespace {

constexpr int kDeep = 3;  // sentences within sentences
constexpr std::string_view kCannot = "cannot ", kFound = ": found ", kExpected = ": expected ",
                           kAndExpected = ", expected ";

[[nodiscard]] QString said(std::string_view english, int depth);

// A word alone is a name, not a sentence.
[[nodiscard]] QString value(std::string_view value, int depth) {
    return depth < kDeep && value.find(' ') != std::string_view::npos ? said(value, depth + 1)
                                                                      : text(value);
}

[[nodiscard]] const PhraseBook& book() {
    static const PhraseBook kBook(std::array{engineTexts(), ingestTexts()});
    return kBook;
}

[[nodiscard]] QString phrase(std::string_view english, int depth) {
    const PhraseBook::Found found = book().find(english);
    if (found.phrase == nullptr)
        return {};
    QString out = QCoreApplication::translate("engine", found.phrase);
    // From the last to the first, each once: a value may hold a "%1" of its own.
    struct Place {
        qsizetype at;
        size_t number;
    };
    std::vector<Place> places;
    for (size_t i = 0; i < found.values.size(); ++i)
        places.push_back({out.indexOf(QStringLiteral("%%1").arg(i + 1)), i});
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return a.at > b.at; });
    for (const Place& place : places) {
        if (place.at >= 0)
            out.replace(place.at, 2, value(found.values[place.number], depth));
    }
    return out;
}

// Takes what stands behind a mark off the text.
[[nodiscard]] std::string_view cutBehind(std::string_view& text, std::string_view mark) {
    const size_t at = text.find(mark);
    if (at == std::string_view::npos)
        return {};
    const std::string_view out = text.substr(at + mark.size());
    text = text.substr(0, at);
    return out;
}

// As Error::message() puts it together: "cannot DO: ON: found WHAT, expected WHAT".
[[nodiscard]] QString error(std::string_view message, int depth) {
    message.remove_prefix(kCannot.size());
    std::string_view expected = cutBehind(message, kAndExpected);
    if (expected.empty())
        expected = cutBehind(message, kExpected);
    const std::string_view found = cutBehind(message, kFound);
    const std::string_view on = cutBehind(message, ": ");
    const QString doing = phrase(message, depth);
    if (doing.isEmpty())
        return {};
    const auto tr = [](const char* source) {
        return QCoreApplication::translate("gemba::ui::format", source);
    };
    QString out = QCoreApplication::translate("gemba::ui::format", "cannot %1").arg(doing);
    const auto add = [&](const char* how, const QString& what) {
        if (!what.isEmpty())
            out += tr(how).arg(what);
    };
    add(QT_TRANSLATE_NOOP("gemba::ui::format", ": %1"), value(on, depth));
    add(QT_TRANSLATE_NOOP("gemba::ui::format", ": found %1"),
        found.empty() ? QString() : said(found, depth + 1));
    if (expected.empty())
        return out;
    add(found.empty() ? QT_TRANSLATE_NOOP("gemba::ui::format", ": expected %1")
                      : QT_TRANSLATE_NOOP("gemba::ui::format", ", expected %1"),
        said(expected, depth + 1));
    return out;
}

QString said(std::string_view english, int depth) {
    if (depth > kDeep)
        return text(english);
    QString out = english.starts_with(kCannot) ? error(english, depth) : QString();
    if (out.isEmpty())
        out = phrase(english, depth);
    return out.isEmpty() ? text(english) : out;
}

}  // namespace

QString said(std::string_view english) {
    return said(english, 0);
}

QString said(const Error& error) {
    return said(error.message());
}

}  // namespace gemba::ui::format
