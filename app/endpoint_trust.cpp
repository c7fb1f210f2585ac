#include "app/endpoint_trust.h"

#include <arpa/inet.h>

#include <QMessageBox>
#include <string>

namespace gemba::app {
namespace {

// The host alone decides, not how the text begins: "127.evil.example" is another machine.
bool isLoopback(const std::string& endpoint) {
    if (endpoint.rfind("ipc://", 0) == 0 || endpoint.rfind("inproc://", 0) == 0)
        return true;
    const bool mqtt = endpoint.rfind("mqtt://", 0) == 0;
    const size_t start = mqtt ? 7 : 6;
    // An MQTT broker's port may be missing; what follows an address in brackets is its port.
    size_t colon = endpoint.rfind(':');
    if (mqtt && (colon < start || endpoint.back() == ']'))
        colon = endpoint.size();
    if ((!mqtt && endpoint.rfind("tcp://", 0) != 0) || endpoint.find(';') != std::string::npos ||
        colon < start)
        return false;
    const std::string host = endpoint.substr(start, colon - start);
    in_addr address{};
    if (inet_pton(AF_INET, host.c_str(), &address) == 1)
        return (ntohl(address.s_addr) >> 24) == 127;
    return host == "localhost" || host == "[::1]";
}

}  // namespace

// A machine that the engineer never named is not called without asking.
QStringList EndpointTrust::refused(const twin::Twin& twin) {
    const QStringList known = m_settings.value("endpoints/allowed").toStringList();
    QStringList unknown;
    for (const twin::LiveSource& live : twin.live) {
        const QString endpoint = QString::fromStdString(live.connect);
        if (!m_refused.contains(endpoint) && !isLoopback(live.connect) && !known.contains(endpoint))
            unknown.push_back(endpoint);
    }
    if (unknown.empty())
        return m_refused;
    const auto answer = QMessageBox::question(
        &m_window, tr("Connect?"),
        tr("This twin wants to receive data from\n\n%1\n\nConnect to it?").arg(unknown.join('\n')),
        QMessageBox::Yes | QMessageBox::No, QMessageBox::No);
    if (answer == QMessageBox::Yes)
        m_settings.setValue("endpoints/allowed", known + unknown);
    else
        m_refused += unknown;  // asked once for what is open
    return m_refused;
}

}  // namespace gemba::app
