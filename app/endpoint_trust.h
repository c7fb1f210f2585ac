#pragma once

#include <QCoreApplication>
#include <QSettings>
#include <QStringList>
#include <QWidget>

#include "engine/twin/twin.h"

namespace gemba::app {

/// Whom a twin may be connected to: this machine, and those whom the user agreed to once. GUI
/// thread.
class EndpointTrust {
    Q_DECLARE_TR_FUNCTIONS(EndpointTrust)

 public:
    EndpointTrust(QWidget& window, QSettings& settings) : m_window(window), m_settings(settings) {}

    /// Asks about endpoints that were never named; returns those that the user does not want.
    [[nodiscard]] QStringList refused(const twin::Twin& twin);
    /// Something else is opened: what was refused is asked again.
    void forgetRefusals() { m_refused.clear(); }

 private:
    QWidget& m_window;
    QSettings& m_settings;
    QStringList m_refused;
};

}  // namespace gemba::app
