#include "ui/plot/plot_rows.h"

#include <QJsonDocument>
#include <QJsonValue>
#include <algorithm>
#include <utility>

#include "ui/format.h"
#include "ui/models/signal_model.h"

namespace gemba::ui {
namespace {

// Short, for they are written for each signal.
constexpr QLatin1String kName("signal"), kHidden("hidden"), kLanes("lanes"), kSignals("signals");
constexpr size_t kMostAbsent = PlotRows::kMostRows * PlotRows::kMostInRow;

[[nodiscard]] uint32_t freeColor(const PlotRow& row) {
    uint32_t color = 0;
    const auto worn = [&](const PlotSignal& other) { return other.color == color; };
    while (std::any_of(row.signals.begin(), row.signals.end(), worn))
        ++color;
    return color;
}

[[nodiscard]] QString hiddenSeries(const PlotSignal& what) {
    QString out;
    out += what.measured ? QString() : QStringLiteral("m");
    out += what.simulated ? QString() : QStringLiteral("s");
    out += what.residual ? QString() : QStringLiteral("r");
    return out;
}

}  // namespace

std::vector<SignalTraits> traitsOf(const twin::Twin& twin, const signals::SignalNames& names) {
    std::vector<SignalTraits> out(names.size());
    for (uint32_t signal = 0; signal < names.size(); ++signal) {
        SignalTraits& traits = out[signal];
        traits.fullName = format::text(names.name(signal));
        traits.title = traits.fullName;
        traits.unit = SignalModel::unitOf(twin, names, signal);
        if (!names.bindings(signal).empty())
            traits.title =
                format::text(twin.propertyName(twin.bindings[names.meaning(signal)].target));
        for (const uint32_t index : names.bindings(signal)) {
            const twin::Binding& binding = twin.bindings[index];
            const twin::PropertyInfo& property = twin.info(binding.target);
            traits.lane |= property.type == ValueType::boolean;
            traits.whole |= property.type == ValueType::integer;
            traits.compared |= binding.role == twin::Role::compare;
            traits.simulated |= binding.role != twin::Role::show;
        }
    }
    return out;
}

void PlotRows::setTraits(std::vector<SignalTraits> traits) {
    m_traits = std::move(traits);
    clear();
}

int PlotRows::rowOf(uint32_t signal) const {
    for (size_t row = 0; row < m_rows.size(); ++row) {
        for (const PlotSignal& other : m_rows[row].signals) {
            if (other.signal == signal)
                return static_cast<int>(row);
        }
    }
    return -1;
}

PlotSignal* PlotRows::find(uint32_t signal) {
    for (PlotRow& row : m_rows) {
        for (PlotSignal& other : row.signals) {
            if (other.signal == signal)
                return &other;
        }
    }
    return nullptr;
}

bool PlotRows::add(uint32_t signal, int row) {
    if (row < 0 || row >= static_cast<int>(m_rows.size()))
        return insert(signal, static_cast<int>(m_rows.size()));
    if (rowOf(signal) == row)
        return true;
    const PlotRow& into = m_rows[static_cast<size_t>(row)];
    const SignalTraits& traits = m_traits[signal];
    const bool fits = into.lanes ? traits.lane || traits.whole : !traits.lane;
    if (!fits || into.signals.size() >= kMostInRow)
        return insert(signal, row + 1);
    PlotSignal what{.signal = signal};
    if (const PlotSignal* before = find(signal))
        what = *before;
    what.color = freeColor(into);
    m_rows[static_cast<size_t>(row)].signals.push_back(what);
    // Out of where it was, the first that is found; the new one comes later in the same row never.
    for (size_t other = 0; other < m_rows.size(); ++other) {
        if (static_cast<int>(other) == row)
            continue;
        auto& signals = m_rows[other].signals;
        std::erase_if(signals, [&](const PlotSignal& one) { return one.signal == signal; });
    }
    std::erase_if(m_rows, [](const PlotRow& one) { return one.signals.empty(); });
    return true;
}

bool PlotRows::insert(uint32_t signal, int at) {
    PlotSignal what{.signal = signal};
    if (const PlotSignal* before = find(signal)) {
        what = *before;
        const int row = rowOf(signal);
        const bool alone = m_rows[static_cast<size_t>(row)].signals.size() == 1;
        remove(signal);
        if (alone && row < at)
            --at;
    }
    if (m_rows.size() >= kMostRows)
        return false;
    what.color = 0;
    at = std::clamp(at, 0, static_cast<int>(m_rows.size()));
    m_rows.insert(m_rows.begin() + at, {.signals = {what}, .lanes = m_traits[signal].lane});
    return true;
}

void PlotRows::remove(uint32_t signal) {
    for (PlotRow& row : m_rows)
        std::erase_if(row.signals, [&](const PlotSignal& one) { return one.signal == signal; });
    std::erase_if(m_rows, [](const PlotRow& row) { return row.signals.empty(); });
}

void PlotRows::removeRow(int row) {
    if (row >= 0 && row < static_cast<int>(m_rows.size()))
        m_rows.erase(m_rows.begin() + row);
}

void PlotRows::moveRow(int row, int to) {
    const auto count = static_cast<int>(m_rows.size());
    if (row < 0 || row >= count || to < 0 || to >= count)
        return;
    const PlotRow moved = m_rows[static_cast<size_t>(row)];
    m_rows.erase(m_rows.begin() + row);
    m_rows.insert(m_rows.begin() + to, moved);
}

void PlotRows::setLanes(int row, bool lanes) {
    if (row >= 0 && row < static_cast<int>(m_rows.size()))
        m_rows[static_cast<size_t>(row)].lanes = lanes;
}

void PlotRows::clear() {
    m_rows.clear();
    m_absent.clear();
}

QString PlotRows::text() const {
    QJsonArray rows;
    for (const PlotRow& row : m_rows) {
        QJsonArray signals;
        for (const PlotSignal& what : row.signals) {
            QJsonObject entry{{kName, m_traits[what.signal].fullName}};
            if (const QString hidden = hiddenSeries(what); !hidden.isEmpty())
                entry[kHidden] = hidden;
            signals.append(entry);
        }
        QJsonObject entry{{kSignals, signals}};
        if (row.lanes)
            entry[kLanes] = true;
        rows.append(entry);
    }
    putBack(rows);
    return rows.isEmpty() ? QString()
                          : QString::fromUtf8(QJsonDocument(rows).toJson(QJsonDocument::Compact));
}

// What is absent, where it stood: into the rows that are there, then as rows between them.
void PlotRows::putBack(QJsonArray& rows) const {
    const auto into = [&](qsizetype at, const Absent& absent) {
        QJsonObject row = rows[at].toObject();
        QJsonArray signals = row[kSignals].toArray();
        signals.insert(std::min(absent.place, signals.size()), absent.entry);
        row[kSignals] = signals;
        rows[at] = row;
    };
    for (const Absent& absent : m_absent) {
        if (const int row = absent.with ? rowOf(*absent.with) : -1; row >= 0)
            into(row, absent);
    }
    qsizetype stood = -1, at = 0;
    for (const Absent& absent : m_absent) {
        if (absent.with)
            continue;
        if (std::exchange(stood, absent.row) != absent.row) {
            at = std::min(absent.row, rows.size());
            QJsonObject row{{kSignals, QJsonArray()}};
            if (absent.lanes)
                row[kLanes] = true;
            rows.insert(at, row);
        }
        into(at, absent);
    }
}

void PlotRows::setText(const QString& text) {
    clear();
    const QJsonArray rows = QJsonDocument::fromJson(text.toUtf8()).array();
    for (qsizetype at = 0; at < rows.size(); ++at) {
        int into = kNewRow;
        const size_t absentBefore = m_absent.size();
        const bool lanes = rows[at][kLanes].toBool();
        const QJsonArray entries = rows[at][kSignals].toArray();
        for (qsizetype place = 0; place < entries.size(); ++place) {
            const QString name = entries[place][kName].toString();
            const auto found =
                std::find_if(m_traits.begin(), m_traits.end(),
                             [&](const SignalTraits& traits) { return traits.fullName == name; });
            const auto signal = static_cast<uint32_t>(found - m_traits.begin());
            if (found == m_traits.end() && !name.isEmpty() && m_absent.size() < kMostAbsent)
                m_absent.push_back({entries[place].toObject(), at, place, lanes, {}});
            if (found == m_traits.end() || rowOf(signal) >= 0 || !add(signal, into))
                continue;
            into = rowOf(signal);
            setLanes(into, lanes || found->lane);
            const QString hidden = entries[place][kHidden].toString();
            PlotSignal& what = *find(signal);
            what.measured = !hidden.contains(u'm');
            what.simulated = !hidden.contains(u's');
            what.residual = !hidden.contains(u'r');
        }
        for (size_t i = absentBefore; i < m_absent.size() && into >= 0; ++i)
            m_absent[i].with = m_rows[static_cast<size_t>(into)].signals.front().signal;
    }
}

}  // namespace gemba::ui
