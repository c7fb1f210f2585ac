#include "ui/support_report.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <QSysInfo>
#include <QTextStream>
#include <thread>

#include "ui/format.h"

namespace gemba::ui {
namespace {

void writeMachine(QTextStream& out, const SupportFacts& facts) {
    out << "Gemba " << QCoreApplication::applicationVersion() << ", "
        << QDateTime::currentDateTime().toString(Qt::ISODate) << '\n';
    out << "system: " << QSysInfo::prettyProductName() << ", " << QSysInfo::kernelType() << ' '
        << QSysInfo::kernelVersion() << ", " << QSysInfo::currentCpuArchitecture() << ", "
        << std::thread::hardware_concurrency() << " threads\n";
    out << "Qt " << qVersion() << ", " << QGuiApplication::platformName() << ", locale "
        << QLocale().name() << '\n';
    for (const QScreen* screen : QGuiApplication::screens())
        out << "screen: " << screen->size().width() << " x " << screen->size().height() << " at "
            << screen->devicePixelRatio() << '\n';
    out << "graphics: " << (facts.deviceName.isEmpty() ? "none" : facts.deviceName) << '\n';
    const render::FrameStatistics& frame = facts.figures.frame;
    out << "last frame: " << frame.frameMs << " ms, " << frame.triangles << " triangles, "
        << frame.instances << " instances, " << frame.validationMessages
        << " validation messages\n";
    out << "sensor to screen: p50 " << facts.figures.latencyP50Ms << " ms, p99 "
        << facts.figures.latencyP99Ms << " ms, " << facts.figures.latencySamples << " samples\n";
}

void writeLinks(QTextStream& out, const std::vector<sim::LinkStatus>& links) {
    out << "\n== Sources\n";
    for (const sim::LinkStatus& link : links) {
        out << format::text(link.id) << ' ' << format::text(link.endpoint)
            << (link.connected ? " connected" : " not connected") << ", messages " << link.messages
            << ", rejected " << link.rejected << ", lost " << link.lost << ", duplicates "
            << link.duplicates << ", dropped " << link.dropped << ", disconnects "
            << link.disconnects << '\n';
        if (!link.firstReason.empty())
            out << "  first rejected: " << format::text(link.firstReason) << '\n';
        if (!link.firstConflict.empty())
            out << "  two publishers: " << format::text(link.firstConflict) << '\n';
    }
}

}  // namespace

QString supportReport(const SupportFacts& facts) {
    QString text;
    QTextStream out(&text);
    writeMachine(out, facts);
    if (!facts.links.empty())
        writeLinks(out, facts.links);
    if (facts.twin != nullptr) {
        out << "\n== Twin " << QString::fromStdString(facts.twin->file.string()) << '\n';
        out << format::text(facts.twin->text) << '\n';
    }
    out << "\n== Log\n" << facts.log << '\n';
    return text;
}

}  // namespace gemba::ui
