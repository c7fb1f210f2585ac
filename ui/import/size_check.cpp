#include "ui/import/size_check.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace gemba::ui {
namespace {

constexpr double kBolt = 0.004, kHall = 300.0;             // m: least and most that is likely
constexpr double kLikelyLeast = 0.02, kLikelyMost = 60.0;  // m: of a machine
constexpr std::array<std::pair<const char*, double>, 5> kUnits{
    {{"mm", 0.001}, {"cm", 0.01}, {"m", 1.0}, {"in", 0.0254}, {"ft", 0.3048}}};

[[nodiscard]] QString tr(const char* text) {
    return QCoreApplication::translate("gemba::ui", text);
}

/// A unit for lengths about as large as this.
[[nodiscard]] std::pair<const char*, double> readableUnit(double longest) {
    if (longest >= 1000.0)
        return {"km", 1000.0};
    if (longest >= 1.0)
        return {"m", 1.0};
    return longest >= 0.01 ? std::pair{"mm", 0.001} : std::pair{"µm", 1e-6};
}

[[nodiscard]] QString figure(double value) {
    return QString::number(value, 'f', value >= 100.0 ? 0 : value >= 10.0 ? 1 : 2);
}

}  // namespace

QString unitName(double unitM) {
    for (const auto& [name, metres] : kUnits) {
        if (std::abs(unitM - metres) < 1e-9 * metres)
            return QString::fromUtf8(name);
    }
    return {};
}

QString sizeText(const Vec3& sizeM) {
    const auto [name, metres] = readableUnit(std::max({sizeM.x, sizeM.y, sizeM.z}));
    return QStringLiteral("%1 × %2 × %3 %4")
        .arg(figure(sizeM.x / metres), figure(sizeM.y / metres), figure(sizeM.z / metres),
             QString::fromUtf8(name));
}

SizeCheck checkSize(const Vec3& sizeM, double unitM) {
    SizeCheck out;
    const double longest = std::max({sizeM.x, sizeM.y, sizeM.z});
    out.odd = !(longest >= kBolt && longest <= kHall);
    if (!out.odd)
        return out;
    if (!(longest > 0.0)) {
        out.text = tr("It has no size.");
        return out;
    }
    const auto [name, metres] = readableUnit(longest);
    out.text = tr("It would be %1 %2 long.").arg(figure(longest / metres), QString::fromUtf8(name));
    // The unit that comes nearest to what is read now, so that inches are not preferred to metres.
    for (const char* const wanted : {"mm", "m", "cm", "in", "ft"}) {
        for (const auto& [candidate, candidateM] : kUnits) {
            const double then = longest / unitM * candidateM;
            if (std::string_view(candidate) == wanted && out.betterUnitM == 0.0 &&
                then >= kLikelyLeast && then <= kLikelyMost)
                out.betterUnitM = candidateM;
        }
    }
    return out;
}

}  // namespace gemba::ui
