#include "engine/analysis/estimator.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gemba::analysis {
namespace {

using sim::ParameterKind;

// So many residuals of a segment are remembered, on average: two minutes of a line whose parts come
// every 2.5 s.
constexpr double kMemory = 50.0;

// Residuals beyond ten times what is usual, squared.
constexpr double kFarOut = 100.0;

// Not what was expected: so many of its standard deviations away, squared.
constexpr double kUnexpected = 16.0;

// How much more residuals spread than is usual, from the last few dozen.
constexpr double kExcessShare = 1.0 / 30.0;

// A parameter that is not what the model has is one of twenty. Explanations that are no more likely
// than by this are not told from each other.
constexpr double kOdds = 3.0;  // nats

// A delay is not negative: by so many standard deviations it may seem to be.
constexpr double kNegative = 2.0;

// A cause may be so many times what is usual, where the residuals say so.
constexpr double kFarFromUsual = 10.0;

// So many choices that are as likely as the best are looked at: with more, nothing is told anyway.
constexpr size_t kMostLikely = 24;

// So many residuals have a say before a parameter is called a cause: while a change goes through
// the line, many things look like one.
constexpr uint32_t kSteady = 10;

// What is usual, before anything was seen: one standard deviation.
double usual(ParameterKind kind) {
    switch (kind) {
        case ParameterKind::slip:
            return 0.1;
        case ParameterKind::delay:
            return 0.1;  // s
        case ParameterKind::bias:
            break;
    }
    return 0.2;  // kg
}

// Of one residual, one standard deviation: a PLC's scan and a tick; a scale's last digit.
double noise(ParameterKind kind) {
    return kind == ParameterKind::bias ? 0.01 : 0.005;
}

// Of all residuals of a segment alike, one standard deviation: where an eye stands to the
// millimetre, how a model takes a belt's end. No number of parts makes it smaller.
double offset(ParameterKind kind) {
    return kind == ParameterKind::bias ? 0.002 : 0.003;
}

constexpr double square(double x) {
    return x * x;
}

}  // namespace

uint32_t Estimator::add(ParameterKind kind, uint32_t equipment) {
    for (uint32_t i = 0; i < m_parameters.size(); ++i) {
        if (m_parameters[i].kind == kind && m_parameters[i].equipment == equipment)
            return i;
    }
    m_parameters.push_back({kind, equipment});
    m_counts.push_back(0);
    m_segmentsOf.emplace_back();
    m_told.push_back({1.0, -1.0, false});
    m_likely.reserve(kMostLikely);
    return static_cast<uint32_t>(m_parameters.size() - 1);
}

uint32_t Estimator::addSegment(std::vector<uint32_t> parameters) {
    const size_t n = parameters.size();
    const auto number = static_cast<uint32_t>(m_segments.size());
    for (const uint32_t parameter : parameters) {
        std::vector<uint32_t>& its = m_segmentsOf[parameter];
        if (its.empty() || its.back() != number)  // twice in it: counted once
            its.push_back(number);
    }
    m_segments.push_back({.parameters = std::move(parameters),
                          .information = std::vector<double>(n * n, 0.0),
                          .vector = std::vector<double>(n, 0.0)});
    return number;
}

bool Estimator::weighs(const Segment& segment) const {
    return m_parameters[segment.parameters.front()].kind == ParameterKind::bias;
}

// Of all times or of all weights: which of them has changed is not known.
void Estimator::forget(bool weights) {
    for (Segment& segment : m_segments) {
        if (weighs(segment) != weights)
            continue;
        std::ranges::fill(segment.information, 0.0);
        std::ranges::fill(segment.vector, 0.0);
        segment.weight = 0.0;
        segment.excess = 1.0;
        for (const uint32_t parameter : segment.parameters)
            m_counts[parameter] = 0;
    }
}

// By the explanation that is chosen now; `variance` gets what is not sure of it.
double Estimator::expect(const Segment& segment, std::span<const double> weights,
                         double& variance) const {
    std::array<double, Choice::kMost> of{};
    double expected = 0.0;
    for (size_t i = 0; i < m_choice.size; ++i) {
        for (size_t k = 0; k < weights.size(); ++k) {
            if (segment.parameters[k] == m_choice.parameters[i])
                of[i] += weights[k];
        }
        expected += of[i] * m_choice.mean[i];
    }
    variance = 0.0;
    for (size_t i = 0; i < m_choice.size; ++i) {
        for (size_t k = 0; k < m_choice.size; ++k)
            variance += of[i] * of[k] * m_choice.covariance[i][k];
    }
    return expected;
}

void Estimator::observe(uint32_t segmentIndex, std::span<const double> weights, double residual) {
    Segment& segment = m_segments[segmentIndex];
    const ParameterKind kind = m_parameters[segment.parameters.front()].kind;
    double variance = square(noise(kind)) * segment.excess;
    double most = variance;
    for (size_t i = 0; i < weights.size(); ++i)
        most += square(weights[i] * usual(m_parameters[segment.parameters[i]].kind));
    if (!(square(residual) <= kFarOut * most))
        return;

    double sure = 0.0;
    const double expected = expect(segment, weights, sure);
    const double all = variance + square(offset(kind)) + sure;
    // The first one says what is to be expected.
    const double excess = segment.weight > 0.0 ? square(residual - expected) / all : 1.0;
    const int32_t side = residual < expected ? -1 : 1;
    if (excess < kUnexpected) {
        segment.run = 0;
        segment.excess +=
            kExcessShare * (std::max(excess * all / square(noise(kind)), 1.0) - segment.excess);
    } else {
        segment.run = segment.run * side > 0 ? segment.run + side : side;
        variance *= excess;  // it counts for as much as it may be wrong
    }
    if (std::abs(segment.run) >= kChange) {
        forget(weighs(segment));
        segment.run = 0;
        variance = square(noise(kind));
    }

    // What was seen fades, and this is added.
    const size_t n = segment.parameters.size();
    const double kept = 1.0 - 1.0 / kMemory;
    segment.weight = kept * segment.weight + 1.0 / variance;
    for (size_t i = 0; i < n; ++i) {
        ++m_counts[segment.parameters[i]];
        segment.vector[i] = kept * segment.vector[i] + weights[i] * residual / variance;
        for (size_t k = 0; k < n; ++k) {
            double& information = segment.information[i * n + k];
            information = kept * information + weights[i] * weights[k] / variance;
        }
    }
    choose(segment);
}

// A segment is no surer than its offset.
double Estimator::shareOf(const Segment& segment) const {
    const ParameterKind kind = m_parameters[segment.parameters.front()].kind;
    return 1.0 / (1.0 + square(offset(kind)) * segment.weight);
}

double Estimator::informationOf(uint32_t one, uint32_t other) const {
    double sum = 0.0;
    for (const uint32_t number : m_segmentsOf[one]) {
        const Segment& segment = m_segments[number];
        const size_t n = segment.parameters.size();
        double its = 0.0;
        for (size_t i = 0; i < n; ++i) {
            for (size_t k = 0; k < n; ++k) {
                if (segment.parameters[i] == one && segment.parameters[k] == other)
                    its += segment.information[i * n + k];
            }
        }
        sum += shareOf(segment) * its;
    }
    return sum;
}

double Estimator::vectorOf(uint32_t parameter) const {
    double sum = 0.0;
    for (const uint32_t number : m_segmentsOf[parameter]) {
        const Segment& segment = m_segments[number];
        for (size_t i = 0; i < segment.parameters.size(); ++i) {
            if (segment.parameters[i] == parameter)
                sum += shareOf(segment) * segment.vector[i];
        }
    }
    return sum;
}

// Both in one segment: else neither can stand for the other.
bool Estimator::areTogether(uint32_t one, uint32_t other) const {
    return std::ranges::any_of(m_segmentsOf[one], [&](uint32_t number) {
        return std::ranges::find(m_segments[number].parameters, other) !=
               m_segments[number].parameters.end();
    });
}

// Mean, covariance and evidence of these parameters, by Cholesky's factor L of what is known: L L'
// = information of the residuals and of what is usual: so many times what usually is.
void Estimator::explain(Choice& choice, double usuals) const {
    const size_t n = choice.size;
    std::array<double, Choice::kMost> vector{};
    for (size_t i = 0; i < n; ++i)
        vector[i] = vectorOf(choice.parameters[i]);
    std::array<std::array<double, Choice::kMost>, Choice::kMost> factor{};
    choice.evidence = -kOdds * static_cast<double>(n);
    for (size_t i = 0; i < n; ++i) {
        const double prior = 1.0 / square(usuals * usual(m_parameters[choice.parameters[i]].kind));
        for (size_t k = 0; k <= i; ++k) {
            double sum = informationOf(choice.parameters[i], choice.parameters[k]);
            sum += i == k ? prior : 0.0;
            for (size_t j = 0; j < k; ++j)
                sum -= factor[i][j] * factor[k][j];
            factor[i][k] = i == k ? std::sqrt(sum) : sum / factor[k][k];
        }
        choice.evidence += 0.5 * std::log(prior) - std::log(factor[i][i]);
    }
    // Column by column of the inverse, forth and back.
    for (size_t column = 0; column < n; ++column) {
        const auto inverse = [&](size_t row) -> double& { return choice.covariance[row][column]; };
        for (size_t i = 0; i < n; ++i) {
            double sum = i == column ? 1.0 : 0.0;
            for (size_t j = 0; j < i; ++j)
                sum -= factor[i][j] * inverse(j);
            inverse(i) = sum / factor[i][i];
        }
        for (size_t i = n; i-- > 0;) {
            double sum = inverse(i);
            for (size_t j = i + 1; j < n; ++j)
                sum -= factor[j][i] * inverse(j);
            inverse(i) = sum / factor[i][i];
        }
    }
    choice.fit = 0.0;
    for (size_t i = 0; i < n; ++i) {
        choice.mean[i] = 0.0;
        for (size_t k = 0; k < n; ++k)
            choice.mean[i] += choice.covariance[i][k] * vector[k];
        choice.evidence += 0.5 * choice.mean[i] * vector[i];
        choice.fit += 0.5 * choice.mean[i] * vector[i];
    }
    for (size_t i = 0; i < n; ++i) {
        if (m_parameters[choice.parameters[i]].kind == ParameterKind::delay &&
            choice.mean[i] < -kNegative * std::sqrt(choice.covariance[i][i]))
            choice.evidence = choice.fit = -std::numeric_limits<double>::infinity();
    }
}

Estimator::Choice Estimator::with(const Choice& choice, uint32_t added) const {
    Choice out;
    out.size = choice.size + 1;
    out.parameters = choice.parameters;
    out.parameters[choice.size] = added;
    explain(out);
    return out;
}

Estimator::Choice Estimator::without(const Choice& choice, size_t place) const {
    Choice out;
    for (size_t i = 0; i < choice.size; ++i) {
        if (i != place)
            out.parameters[out.size++] = choice.parameters[i];
    }
    explain(out);
    return out;
}

Estimator::Choice Estimator::swapped(const Choice& choice, size_t place, uint32_t added) const {
    Choice out;
    out.size = choice.size;
    out.parameters = choice.parameters;
    out.parameters[place] = added;
    explain(out);
    return out;
}

// Its place in a choice; the choice's size where it is none of it.
size_t Estimator::placeOf(const Choice& choice, uint32_t parameter) {
    size_t place = 0;
    while (place < choice.size && choice.parameters[place] != parameter)
        ++place;
    return place;
}

bool Estimator::isChosen(uint32_t parameter) const {
    return placeOf(m_choice, parameter) < m_choice.size;
}

bool Estimator::isSound() const {
    const auto sound = [](const Segment& segment) {
        const size_t n = segment.parameters.size();
        return segment.information.size() == n * n && segment.vector.size() == n;
    };
    if (m_counts.size() != m_parameters.size() || m_choice.size > Choice::kMost ||
        !std::ranges::all_of(m_segments, sound))
        return false;
    for (size_t i = 0; i < m_choice.size; ++i) {
        const auto before = m_choice.parameters.begin() + static_cast<std::ptrdiff_t>(i);
        if (m_choice.parameters[i] >= m_parameters.size() ||
            std::find(m_choice.parameters.begin(), before, *before) != before)
            return false;
    }
    return true;
}

// What shares a segment with a parameter of the one that changed: of the others nothing new is
// known. From what was chosen, and from nothing: the climb from one may end on a lower hill.
void Estimator::choose(const Segment& changed) {
    m_near.clear();
    for (const uint32_t parameter : changed.parameters) {
        for (const uint32_t number : m_segmentsOf[parameter]) {
            for (const uint32_t other : m_segments[number].parameters) {
                if (std::ranges::find(m_near, other) == m_near.end())
                    m_near.push_back(other);
            }
        }
    }
    Choice anew;
    for (size_t i = 0; i < m_choice.size; ++i) {
        if (std::ranges::find(m_near, m_choice.parameters[i]) == m_near.end())
            anew.parameters[anew.size++] = m_choice.parameters[i];
    }
    climb(m_choice);
    climb(anew);
    if (anew.evidence > m_choice.evidence)
        m_choice = anew;
    tell();
}

// Adds, swaps and drops one at a time, as long as that explains more.
void Estimator::climb(Choice& choice) const {
    constexpr int kMostSteps = 4 * static_cast<int>(Choice::kMost);
    explain(choice);
    for (int step = 0; step < kMostSteps; ++step) {
        Choice best = choice;
        const auto consider = [&](const Choice& other) {
            if (other.evidence > best.evidence + 1e-9)
                best = other;
        };
        for (const uint32_t k : m_near) {
            if (placeOf(choice, k) < choice.size)
                continue;
            if (choice.size < Choice::kMost)
                consider(with(choice, k));
            for (size_t j = 0; j < choice.size; ++j) {
                if (areTogether(choice.parameters[j], k))
                    consider(swapped(choice, j, k));
            }
        }
        for (size_t j = 0; j < choice.size; ++j)
            consider(without(choice, j));
        if (!(best.evidence > choice.evidence))
            return;
        choice = best;
    }
}

bool Estimator::isListed(const Choice& choice) const {
    return std::ranges::any_of(m_likely, [&](const Choice& listed) {
        return listed.size == choice.size &&
               std::is_permutation(listed.parameters.begin(),
                                   listed.parameters.begin() + listed.size,
                                   choice.parameters.begin());
    });
}

void Estimator::cover(const Choice& choice) {
    constexpr double k95 = 1.96;
    for (size_t i = 0; i < choice.size; ++i) {
        Range& range = m_told[choice.parameters[i]];
        const double spread = k95 * std::sqrt(choice.covariance[i][i]);
        range.low = std::min(range.low, choice.mean[i] - spread);
        range.high = std::max(range.high, choice.mean[i] + spread);
    }
}

// Choices that explain as much as the chosen one, with one cause of another in place of one.
void Estimator::addLikely(size_t at) {
    const Choice base = m_likely[at];
    for (size_t j = 0; j < base.size; ++j) {
        for (uint32_t k = 0; k < m_parameters.size(); ++k) {
            if (placeOf(base, k) < base.size || !areTogether(base.parameters[j], k))
                continue;
            Choice other = base;
            other.parameters[j] = k;
            if (isListed(other))
                continue;
            explain(other, kFarFromUsual);
            if (other.fit > m_likely.front().fit - kOdds && m_likely.size() < kMostLikely)
                m_likely.push_back(other);
        }
    }
}

// All that lead from the chosen one swap by swap: two causes may look like two others of which each
// alone looks like none. It counts what they explain and not how usual they are, which would be
// the prior's word and not the residuals'.
void Estimator::tell() {
    explain(m_choice);
    m_likely.clear();
    m_likely.push_back(m_choice);
    explain(m_likely.front(), kFarFromUsual);
    for (size_t at = 0; at < m_likely.size(); ++at)
        addLikely(at);

    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    std::ranges::fill(m_told, Range{kInfinite, -kInfinite, false});
    for (const Choice& choice : m_likely)
        cover(choice);
    for (uint32_t k = 0; k < m_parameters.size(); ++k) {
        m_told[k].open = m_likely.size() == kMostLikely ||
                         std::ranges::any_of(m_likely, [&](const Choice& choice) {
                             return placeOf(choice, k) == choice.size;
                         });
    }
}

// What a parameter is where it is a cause, and where it takes the place of one.
sim::ParameterEstimate Estimator::estimate(uint32_t index) const {
    constexpr double k95 = 1.96;
    const Parameter& parameter = m_parameters[index];
    const Range& told = m_told[index];
    const bool isCause = isChosen(index);
    const bool open = told.high >= told.low && told.open;
    double mean = 0.0, low = told.low, high = told.high;
    if (isCause) {
        mean = m_choice.mean[placeOf(m_choice, index)];
    } else {
        // Beside what was chosen.
        const Choice base =
            m_choice.size == Choice::kMost ? without(m_choice, m_choice.size - 1) : m_choice;
        const Choice beside = with(base, index);
        const double spread = k95 * std::sqrt(beside.covariance[base.size][base.size]);
        mean = beside.mean[base.size];
        low = std::min(low, mean - spread);
        high = std::max(high, mean + spread);
    }
    if (open) {
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    if (parameter.kind == ParameterKind::delay) {
        for (double* const value : {&mean, &low, &high})
            *value = std::max(*value, 0.0);
    }

    const auto plain = [&](double value) {
        return parameter.kind == ParameterKind::slip ? 1.0 - 1.0 / std::max(1.0 + value, 0.1)
                                                     : value;
    };
    // No belt is faster by half than its drive: something else is the cause.
    const bool possible = parameter.kind != ParameterKind::slip || plain(mean) > -0.5;
    const bool narrow = high - low < 2.0 * k95 * kTold * usual(parameter.kind);
    return {.kind = parameter.kind,
            .equipment = parameter.equipment,
            .value = plain(mean),
            .low = plain(low),
            .high = plain(high),
            .n = m_counts[index],
            .identifiable = m_counts[index] > 0 && narrow && !open && possible};
}

sim::ParameterEstimate Estimator::of(ParameterKind kind, uint32_t equipment) const {
    for (uint32_t i = 0; i < m_parameters.size(); ++i) {
        if (m_parameters[i].kind == kind && m_parameters[i].equipment == equipment)
            return estimate(i);
    }
    return {.kind = kind, .equipment = equipment};
}

double Estimator::cause(ParameterKind kind, uint32_t equipment) const {
    for (size_t i = 0; i < m_choice.size; ++i) {
        const uint32_t index = m_choice.parameters[i];
        if (m_parameters[index].kind != kind || m_parameters[index].equipment != equipment)
            continue;
        const sim::ParameterEstimate found = estimate(index);
        return found.identifiable != 0 && found.n >= kSteady ? found.value : 0.0;
    }
    return 0.0;
}

void Estimator::describe(std::vector<sim::ParameterEstimate>& out) const {
    const auto first = static_cast<std::ptrdiff_t>(out.size());
    for (uint32_t i = 0; i < m_parameters.size(); ++i) {
        if (m_told[i].high >= m_told[i].low)
            out.push_back(estimate(i));
    }
    std::stable_sort(out.begin() + first, out.end(),
                     [](const auto& a, const auto& b) { return a.equipment < b.equipment; });
}

}  // namespace gemba::analysis
