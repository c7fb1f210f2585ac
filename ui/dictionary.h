#pragma once

#include <QHash>
#include <QList>
#include <QLocale>
#include <QSet>
#include <QTranslator>
#include <memory>
#include <mutex>

namespace gemba::ui {

/// What was said in one language, and of what it was made: so that the same can be said in another.
class Spoken {
 public:
    struct Source {
        QByteArray context, text, comment;
        bool operator==(const Source&) const = default;
    };

    void note(const QString& said, Source source);
    /// A text that stands somewhere, said anew in the language of now. `contexts`: classes of whom
    /// shows it and of those around it, the nearest first; of others only sentences are known, for
    /// a word may be a name. Unchanged where it is none of ours.
    [[nodiscard]] QString again(const QString& text, const QList<QByteArray>& contexts) const;

 private:
    [[nodiscard]] QString exact(const QString& text, const QList<QByteArray>& contexts) const;
    [[nodiscard]] QString made(const QString& text, const QByteArray& context,
                               const QList<QByteArray>& contexts) const;

    QHash<QString, QList<Source>> m_said;
    QHash<QByteArray, QList<std::pair<QString, Source>>> m_withPlaces;  // by context: "%1 of %2"
};

/// The program's translations, and its memory of what it translated. English, where the sources
/// are, is remembered too. translate() may be called by any thread, all else by the GUI thread.
class Dictionary final : public QTranslator {
    Q_OBJECT

 public:
    explicit Dictionary(QObject* parent);

    /// From now on. Returns what was said before.
    Spoken speak(const QLocale& locale);

    [[nodiscard]] QString translate(const char* context, const char* text, const char* comment,
                                    int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }

 private:
    std::shared_ptr<const QTranslator> m_words;  // null: English
    mutable std::mutex m_mutex;
    mutable Spoken m_spoken;
    mutable QSet<size_t> m_known;  // hashes of what was noted
};

}  // namespace gemba::ui
