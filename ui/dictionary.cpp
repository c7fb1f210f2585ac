#include "ui/dictionary.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace gemba::ui {
namespace {

[[nodiscard]] QString translated(const Spoken::Source& source, int n = -1) {
    return QCoreApplication::translate(
        source.context, source.text,
        source.comment.isEmpty() ? nullptr : source.comment.constData(), n);
}

// "%1 of %2" as it finds what was put into it.
[[nodiscard]] QRegularExpression finder(const QString& phrase, QStringList& places) {
    static const QRegularExpression kPlace(QStringLiteral("%L?(\\d|n)"));
    QString pattern;
    qsizetype at = 0;
    for (auto all = kPlace.globalMatch(phrase); all.hasNext();) {
        const QRegularExpressionMatch place = all.next();
        pattern += QRegularExpression::escape(phrase.mid(at, place.capturedStart() - at));
        pattern += QStringLiteral("(.+?)");
        places << place.captured();
        at = place.capturedEnd();
    }
    pattern += QRegularExpression::escape(phrase.mid(at));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::DotMatchesEverythingOption);
}

[[nodiscard]] qsizetype lettersOf(QString phrase) {
    static const QRegularExpression kNone(QStringLiteral("%L?(\\d|n)|\\W"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return phrase.remove(kNone).size();
}

}  // namespace

void Spoken::note(const QString& said, Source source) {
    QList<Source>& sources = m_said[said];
    if (sources.contains(source))
        return;
    if (said.contains(u'%'))
        m_withPlaces[source.context].push_back({said, source});
    sources.push_back(std::move(source));
}

QString Spoken::exact(const QString& text, const QList<QByteArray>& contexts) const {
    const auto at = m_said.constFind(text);
    if (at == m_said.cend())
        return {};
    for (const QByteArray& context : contexts) {
        for (const Source& source : *at) {
            if (source.context == context)
                return translated(source);
        }
    }
    return {};
}

// The one with the most letters of its own, its values said anew where they are words of ours.
QString Spoken::made(const QString& text, const QByteArray& context,
                     const QList<QByteArray>& contexts) const {
    QString best;
    qsizetype most = 0;
    for (const auto& [phrase, source] : m_withPlaces.value(context)) {
        const qsizetype letters = lettersOf(phrase);
        if (letters <= most)
            continue;
        QStringList places;
        const QRegularExpressionMatch match = finder(phrase, places).match(text);
        if (!match.hasMatch())
            continue;
        const qsizetype n = places.indexOf(QStringLiteral("%n"));
        QString out = translated(source, n < 0 ? -1 : match.captured(int(n) + 1).toInt());
        // From the last to the first: a value may hold a "%1" of its own.
        QList<std::pair<qsizetype, QString>> values;
        for (qsizetype i = 0; i < places.size(); ++i) {
            const QString value = match.captured(int(i) + 1), said = exact(value, contexts);
            values.push_back({out.indexOf(places[i]), said.isEmpty() ? value : said});
        }
        std::sort(values.begin(), values.end(),
                  [](const auto& a, const auto& b) { return a.first > b.first; });
        for (const auto& [place, value] : values) {
            if (place >= 0)
                out.replace(place, 2, value);
        }
        best = out;
        most = letters;
    }
    return best;
}

QString Spoken::again(const QString& text, const QList<QByteArray>& contexts) const {
    if (QString out = exact(text, contexts); !out.isEmpty())
        return out;
    for (const QByteArray& context : contexts) {
        if (QString out = made(text, context, contexts); !out.isEmpty())
            return out;
    }
    if (!text.contains(u'\n'))
        return text;
    QStringList lines = text.split(u'\n');
    for (QString& line : lines)
        line = line.isEmpty() ? line : again(line, contexts);
    return lines.join(u'\n');
}

Dictionary::Dictionary(QObject* parent) : QTranslator(parent) {}

Spoken Dictionary::speak(const QLocale& locale) {
    std::shared_ptr<QTranslator> words;
    if (locale.language() != QLocale::English) {
        words = std::make_shared<QTranslator>();
        if (!words->load(locale, QStringLiteral("gemba"), QStringLiteral("_"),
                         QStringLiteral(":/translations")))
            words.reset();
    }
    const std::lock_guard lock(m_mutex);
    m_words = std::move(words);
    m_known.clear();
    return std::exchange(m_spoken, {});
}

// Qt's own words are its widgets' matter.
QString Dictionary::translate(const char* context, const char* text, const char* comment,
                              int n) const {
    if (context == nullptr || context[0] == 'Q')
        return {};
    const size_t hash = qHash(QByteArrayView(context)) ^ (qHash(QByteArrayView(text)) * 31) ^
                        (qHash(QByteArrayView(comment)) * 131);
    const std::lock_guard lock(m_mutex);
    const QString out = m_words ? m_words->translate(context, text, comment, n) : QString();
    if (!m_known.contains(hash)) {
        m_known.insert(hash);
        m_spoken.note(out.isNull() ? QString::fromUtf8(text) : out, {context, text, comment});
    }
    return out;
}

}  // namespace gemba::ui
