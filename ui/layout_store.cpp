#include "ui/layout_store.h"

namespace gemba::ui {
namespace {
constexpr const char* kGeometry = "window/geometry";
constexpr const char* kState = "window/state";
}  // namespace

void LayoutStore::save() {
    saveGeometry();
    m_settings.setValue(QLatin1String(kState), m_window.saveState(kVersion));
}

void LayoutStore::saveGeometry() {
    m_settings.setValue(QLatin1String(kGeometry), m_window.saveGeometry());
}

void LayoutStore::restoreGeometry() {
    m_window.restoreGeometry(m_settings.value(QLatin1String(kGeometry)).toByteArray());
}

void LayoutStore::restoreDocks() {
    if (!m_window.restoreState(m_settings.value(QLatin1String(kState)).toByteArray(), kVersion))
        reset();
}

}  // namespace gemba::ui
