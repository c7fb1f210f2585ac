#include "ui/format.h"

#include <QCoreApplication>
#include <cmath>

namespace gemba::ui::format {
namespace {

const QChar kMinus(0x2212);
const QChar kThin(0x2009);

[[nodiscard]] QString tr(const char* source) {
    return QCoreApplication::translate("gemba::ui::format", source);
}

// A true minus sign, as wide as the plus: columns of differences line up.
[[nodiscard]] QString withMinus(QString number) {
    if (number.startsWith(QLatin1Char('-')))
        number[0] = kMinus;
    return number;
}

}  // namespace

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString unit(std::string_view unit) {
    QString out = text(unit);
    out.replace(QStringLiteral("s2"), QStringLiteral("s²"));
    return out;
}

QString words(std::string_view key) {
    return doc(text(key).replace(u'_', u' ').toStdString());
}

QString kind(std::string_view name) {
    return QCoreApplication::translate("kind", text(name).replace(u'_', u' ').toUtf8().constData());
}

QString kindTitle(std::string_view name) {
    QString out = kind(name);
    if (out == QLatin1String("agv"))
        return out.toUpper();
    out[0] = out[0].toUpper();
    return out;
}

QString doc(std::string_view doc) {
    return QCoreApplication::translate("catalogue", std::string(doc).c_str());
}

QString number(double number) {
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const double size = std::abs(number);
    if (size != 0.0 && (size >= 1e7 || size < 1e-4))
        return withMinus(QString::number(number, 'g', 4));
    const int decimals = size >= 1000.0 ? 1 : size >= 10.0 ? 2 : 3;
    return withMinus(QString::number(number, 'f', decimals));
}

QString value(const Value& value) {
    switch (value.type()) {
        case ValueType::none:
            return QStringLiteral("—");
        case ValueType::boolean:
            return value.boolean() ? tr("on") : tr("off");
        case ValueType::integer:
            return withMinus(QString::number(value.integer()));
        case ValueType::real:
            return number(value.number());
        case ValueType::text:
            return text(value.text());
        case ValueType::vector:
            break;
    }
    QStringList parts;
    for (const double element : value.vector())
        parts << number(element);
    return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
}

QString signedNumber(double number, int decimals) {
    QString out = QString::number(std::abs(number), 'f', decimals);
    return (std::signbit(number) ? kMinus : QLatin1Char('+')) + out;
}

QString count(uint64_t count) {
    QString out = QString::number(count);
    for (qsizetype at = out.size() - 3; at > 0; at -= 3)
        out.insert(at, kThin);
    return out;
}

QString age(int64_t ns) {
    const int64_t seconds = ns / kNsPerSecond;
    if (seconds < 1)
        return tr("now");
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min").arg(seconds / 60);
    return tr("%1 h").arg(seconds / 3600);
}

QString clock(double seconds) {
    const auto tenths = static_cast<int64_t>(std::max(0.0, seconds) * 10.0 + 0.5);
    const int64_t whole = tenths / 10;
    const QChar zero(u'0');
    const QString rest = QStringLiteral("%1.%2").arg(whole % 60, 2, 10, zero).arg(tenths % 10);
    if (whole < 3600)
        return QStringLiteral("%1:%2").arg(whole / 60).arg(rest);
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, zero).arg(rest);
}

QString offset(int64_t ns) {
    const double ms = static_cast<double>(ns) * 1e-6;
    if (std::abs(ms) < 1000.0)
        return tr("%1 ms").arg(signedNumber(ms, 1));
    return tr("%1 s").arg(signedNumber(ms * 1e-3, 3));
}

QString rate(double rate) {
    if (rate == 0.0)
        return tr("max");
    const int decimals = rate < 10.0 ? 2 : rate < 100.0 ? 1 : 0;
    return QStringLiteral("%1×").arg(rate, 0, 'f', decimals);
}

}  // namespace gemba::ui::format
