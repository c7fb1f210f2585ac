#include "ui/layout_store.h"

namespace gemba::ui {
namespace {
constexpr const char* kGeometry = "window/geometry";
constexpr const char* kState = "window/state";
constexpr const char* kNamed = "layouts";

// A name may hold what a key may not.
[[nodiscard]] QString keyOf(const QString& name) {
    return QStringLiteral("%1/%2").arg(QLatin1String(kNamed),
                                       QString::fromLatin1(name.toUtf8().toPercentEncoding()));
}
}  // namespace

void LayoutStore::save() {
    saveGeometry();
    m_settings.setValue(QLatin1String(kState), m_window.saveState(kVersion));
}

void LayoutStore::saveGeometry() {
    m_settings.setValue(QLatin1String(kGeometry), m_window.saveGeometry());
}

bool LayoutStore::restoreGeometry() {
    return m_window.restoreGeometry(m_settings.value(QLatin1String(kGeometry)).toByteArray());
}

QStringList LayoutStore::names() const {
    m_settings.beginGroup(QLatin1String(kNamed));
    QStringList out = m_settings.childKeys();
    m_settings.endGroup();
    for (QString& name : out)
        name = QString::fromUtf8(QByteArray::fromPercentEncoding(name.toLatin1()));
    out.sort();
    return out;
}

void LayoutStore::saveAs(const QString& name) {
    m_settings.setValue(keyOf(name), m_window.saveState(kVersion));
}

bool LayoutStore::apply(const QString& name) {
    return m_window.restoreState(m_settings.value(keyOf(name)).toByteArray(), kVersion);
}

void LayoutStore::remove(const QString& name) {
    m_settings.remove(keyOf(name));
}

void LayoutStore::restoreDocks() {
    if (!m_window.restoreState(m_settings.value(QLatin1String(kState)).toByteArray(), kVersion))
        reset();
}

}  // namespace gemba::ui
