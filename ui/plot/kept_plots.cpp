#include "ui/plot/kept_plots.h"

#include <QCryptographicHash>
#include <QStringList>

namespace gemba::ui {
namespace {

constexpr const char* kGroup = "plots";
constexpr const char* kOrder = "plots/order";  // names of twins, newest first
constexpr const char* kTwin = "twin_";

[[nodiscard]] QString nameOf(const std::filesystem::path& file) {
    const QByteArray path = QByteArray::fromStdString(file.string());
    return QLatin1String(kTwin) +
           QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha1).toHex());
}

[[nodiscard]] QString keyOf(const QString& name) {
    return QStringLiteral("%1/%2").arg(QLatin1String(kGroup), name);
}

// Newest first; those that no order knows come last.
[[nodiscard]] QStringList allOf(QSettings& settings) {
    QStringList out = settings.value(QLatin1String(kOrder)).toStringList();
    settings.beginGroup(QLatin1String(kGroup));
    const QStringList kept = settings.childKeys();
    settings.endGroup();
    out.removeIf([&](const QString& name) { return !kept.contains(name); });
    for (const QString& name : kept) {
        if (name.startsWith(QLatin1String(kTwin)) && !out.contains(name))
            out << name;
    }
    return out;
}

}  // namespace

QString KeptPlots::of(const std::filesystem::path& file) const {
    return m_settings.value(keyOf(nameOf(file))).toString();
}

void KeptPlots::keep(const std::filesystem::path& file, const QString& text) {
    const QString name = nameOf(file);
    const bool newest = m_settings.value(QLatin1String(kOrder)).toStringList().value(0) == name;
    if (of(file) == text && (text.isEmpty() || newest))
        return;
    if (text.isEmpty())
        m_settings.remove(keyOf(name));
    else
        m_settings.setValue(keyOf(name), text);
    QStringList order = allOf(m_settings);
    order.removeAll(name);
    if (!text.isEmpty())
        order.prepend(name);
    while (order.size() > kMost)
        m_settings.remove(keyOf(order.takeLast()));
    m_settings.setValue(QLatin1String(kOrder), order);
}

}  // namespace gemba::ui
