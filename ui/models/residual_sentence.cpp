#include "ui/models/residual_sentence.h"

#include <QCoreApplication>

#include "ui/format.h"

namespace gemba::ui {
namespace {

using analysis::ResidualFacts;
using Way = ResidualFacts::Way;

struct Sentence {
    Q_DECLARE_TR_FUNCTIONS(ResidualSentence)

 public:
    // As many of them as were compared.
    [[nodiscard]] static QString noun(const ResidualFacts& facts) {
        const bool one = facts.of == 1;
        if (facts.kind == sim::ResidualKind::value)
            return one ? tr("reading") : tr("readings");
        if (facts.kind == sim::ResidualKind::state)
            return one ? tr("stroke") : tr("strokes");
        if (facts.item.empty())
            return one ? tr("part") : tr("parts");
        const QString item = format::text(facts.item);
        return one ? item : tr("%1s", "several of an item").arg(item);
    }

    [[nodiscard]] static QString counted(const QString& how, uint32_t n,
                                         const ResidualFacts& facts) {
        return how.arg(QString::number(n), QString::number(facts.of), noun(facts));
    }

    [[nodiscard]] static QString way(const ResidualFacts& facts) {
        const QString how[] = {{},
                               tr("%1 of the last %2 %3 late"),
                               tr("%1 of the last %2 %3 early"),
                               tr("%1 of the last %2 %3 high"),
                               tr("%1 of the last %2 %3 low")};
        if (facts.way == Way::none)
            return {};
        QString out = counted(how[static_cast<size_t>(facts.way)], facts.count, facts);
        if (facts.hasMedian)
            out += tr(", %1 %2", "by how much, in which unit")
                       .arg(QString::asprintf(
                                facts.kind == sim::ResidualKind::value ? "%+.3g" : "%+.2f",
                                facts.median),
                            format::text(facts.unit));
        return out;
    }

    [[nodiscard]] static QString alone(const ResidualFacts& facts) {
        QStringList out;
        if (facts.missing > 0)
            out << counted(tr("%1 of the last %2 %3 missing"), facts.missing, facts);
        if (facts.extra > 0)
            out << counted(tr("%1 of the last %2 %3 extra"), facts.extra, facts);
        return out.join(tr(", "));
    }

    [[nodiscard]] static QString whole(const ResidualFacts& facts) {
        QStringList out{way(facts), alone(facts)};
        out.removeAll(QString());
        if (!out.isEmpty())
            return out.join(tr("; "));
        return tr("agrees, %1 of the last %2 %3 within %4 %5")
            .arg(QString::number(facts.of), QString::number(facts.of), noun(facts),
                 QString::number(facts.within, 'g', 2), format::text(facts.unit));
    }
};

}  // namespace

QString residualSentence(const ResidualFacts& facts) {
    if (facts.who.empty())
        return {};
    return Sentence::tr("%1: %2").arg(
        format::text(facts.who),
        facts.of == 0 ? Sentence::tr("nothing to compare yet") : Sentence::whole(facts));
}

}  // namespace gemba::ui
