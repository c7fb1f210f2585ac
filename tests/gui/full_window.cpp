#include "tests/gui/full_window.h"

#include <gtest/gtest.h>

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QInputDialog>
#include <QMetaProperty>
#include <QPainter>
#include <QTabBar>
#include <QTableView>

#include "engine/sim/world.h"
#include "ui/commands/shortcut_dialog.h"
#include "ui/edit/force_dialog.h"
#include "ui/pages/about_box.h"
#include "ui/pages/help_dialog.h"
#include "ui/pages/save_dialog.h"

namespace gemba::test {
namespace {

constexpr UtcNs kNow = MadeUpSession::kNow;
constexpr UtcNs kFrom = kNow - 3 * 3600 * kNsPerSecond;

// What the made-up session has, so that it can be edited.
constexpr const char* kCell = R"(gemba = 1
name = "Packing cell"

[[item]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 5.0

[[item]]
id = "small_carton_with_a_name_that_is_long"
size = [0.3, 0.2, 0.2]
mass = 2.5

[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8] }
speed = 0.4

[[conveyor]]
id = "outfeed"
size = [6.0, 0.6, 0.8]
pose = { position = [6.0, 0.0, 0.8] }

[[photo_eye]]
id = "eye_entry"
on = "infeed"
at = 0.4

[[photo_eye]]
id = "eye_exit"
on = "outfeed"
at = 5.5

[[photo_eye]]
id = "eye_scale"
on = "infeed"
at = 5.5

[[pusher]]
id = "rejecter"
on = "outfeed"
at = 4.2
size = [0.5, 0.04, 0.25]

[[scale]]
id = "scale"
on = "outfeed"
at = 1.2
length = 0.7

[[stopper]]
id = "stop"
on = "outfeed"
at = 2.6

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"

[[alarm]]
id = "scale_off"
when = "residual"
on = "scale"
above = 1.0
text = "The scale does not weigh what its model weighs"

[[alarm]]
id = "silent"
when = "stale"
on = "plc"
priority = "high"
text = "Nothing is heard of the plant"

[[view]]
name = "Overview"
eye = [14.0, -9.0, 7.0]
target = [6.0, 0.0, 1.0]

[[view]]
name = "Scale"
eye = [7.0, -3.0, 2.0]
target = [6.0, 0.0, 1.0]

[[binding]]
signal = "acme/site1/hall2/line3/packing/eye_entry/blocked"
device = "eye_entry.blocked"
role = "compare"

[[binding]]
signal = "acme/site1/hall2/line3/packing/eye_exit/blocked"
device = "eye_exit.blocked"
role = "compare"

[[binding]]
signal = "acme/site1/hall2/line3/packing/eye_scale/blocked"
device = "eye_scale.blocked"
role = "compare"

[[binding]]
signal = "acme/site1/hall2/line3/packing/infeed/drives/main_drive/frequency_converter/actual_speed_filtered"
device = "infeed.actual_speed"
role = "compare"

[[binding]]
signal = "acme/site1/hall2/line3/packing/infeed/speed"
device = "infeed.speed"
role = "drive"

[[binding]]
signal = "acme/site1/hall2/line3/packing/scale/weight"
device = "scale.last_weight"
role = "compare"

[[binding]]
signal = "acme/site1/hall2/line3/packing/装箱机/温度"
device = "outfeed.actual_speed"
role = "show"
)";

[[nodiscard]] std::shared_ptr<const twin::Twin> cell() {
    twin::ReadOutcome read = twin::readTwinText(kCell, "/plants/packing_cell.toml");
    for (const twin::Problem& problem : read.problems)
        ADD_FAILURE() << problem.key << ": found " << problem.found << ", expected "
                      << problem.expected;
    return read.twin != nullptr ? read.twin : madeUpTwin();
}

const std::vector<twin::Problem>& madeUpProblems() {
    static const std::vector<twin::Problem> kProblems{
        {.line = 12,
         .column = 9,
         .key = "conveyor.infeed.speed",
         .found = "\"fast\"",
         .expected = "a number from -20 to 20 (m/s)",
         .hint = {}},
        {.line = 31,
         .column = 1,
         .key = "photo_eye.eye_scale.on",
         .found = "\"infed\"",
         .expected = "a file that exists",
         .hint = "did you mean \"infeed\"?"},
        {.line = 77,
         .column = 1,
         .key = "model.操作台.file",
         .found = "models/操作台.glb",
         .expected = "a file that exists",
         .hint = {}},
    };
    return kProblems;
}

void fillEvents(MadeUpSession& session) {
    session.next.alarms[0] = {
        .active = 1, .acknowledged = 0, .count = 1, .raised = kNow - 75 * kNsPerSecond};
    session.next.alarms[1] = {
        .active = 0, .acknowledged = 0, .count = 2, .raised = kNow - 20 * kNsPerSecond};
    session.next.deviceState[session.device("infeed")] = 2;
    session.next.deviceState[session.device("outfeed")] = 1;
    const uint32_t weight = session.signal("acme/site1/hall2/line3/packing/scale/weight");
    for (int i = 0; i < 30; ++i)
        session.history->append(
            weight, signals::Series::measured,
            {kNow - (60 - 2 * i) * kNsPerSecond, 5.0 + 0.05 * (i % 4), signals::Quality::good});
}

}  // namespace

FullWindow::FullWindow()
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
      m_session(cell()),
      m_time({kFrom, kNow}) {
    QApplication::setCursorFlashTime(0);  // pictures of one instant are alike
    fillEvents(m_session);
    static const UtcNs kSince = steadyUtcNow() - 4 * 3600 * kNsPerSecond;  // of all windows
    m_recording.recording = {.recording = true,
                             .since = kSince,
                             .durableUntil = steadyUtcNow(),
                             .bytes = 312'000'000,
                             .folder = "/var/lib/gemba/recordings"};
    m_time.now.now = kNow;
    m_time.now.live = true;
    m_time.now.cursor = kNow;
    m_time.marks = {{kNow - 3600 * kNsPerSecond, kNow - 3600 * kNsPerSecond,
                     sim::MarkKind::bookmark, "jam at the scale"}};
    auto overview = std::make_shared<sim::Overview>();
    overview->density = {{kFrom, kNow}, 200, {"plc"}, std::vector<float>(200, 4.0f)};
    m_time.seen = overview;
    static const QTemporaryDir kPlants;  // of all windows
    for (const char* const name :
         {"cell.toml", "packing_line_3_of_hall_2_with_a_name_that_is_long.toml"}) {
        QFile file(kPlants.filePath(QLatin1String(name)));
        (void)file.open(QIODevice::WriteOnly);
        ui::RecentFiles(m_settings).add(file.fileName());
    }
    m_window = std::make_unique<ui::MainWindow>(m_port, m_settings);
    // The time of a line is that of the test.
    m_window->findChild<ui::LogPanel*>()->findChild<QTableView*>()->hideColumn(ui::LogModel::time);
    m_window->setWindowState(Qt::WindowNoState);  // of the size that is asked for
    m_window->resize(1440, 900);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
}

FullWindow::~FullWindow() {
    m_window->clearSession();
    m_window->editing().open(nullptr);
}

ui::SessionLink FullWindow::link(Scene scene) {
    ui::SessionLink out = m_session.link();
    out.time = &m_time;
    out.saving = &m_recording;
    if (scene == Scene::recording) {
        m_time.now.now = 0;
        m_time.now.live = false;
        m_time.now.chosen = {kNow - 2400 * kNsPerSecond, kNow - 1200 * kNsPerSecond};
        return out;
    }
    out.source = m_session.twin;
    out.past = {&m_past, nullptr, m_session.history.get()};
    out.futures = &m_futures;
    out.wire = &m_wire;
    out.recording = &m_recording;
    return out;
}

void FullWindow::show(Scene scene) {
    if (scene == Scene::welcome)
        return;
    if (scene == Scene::empty) {
        auto empty = std::make_shared<twin::Twin>();
        empty->name = "empty";
        empty->file = "/plants/empty.toml";
        m_session.twin = empty;
        m_session.names = std::make_shared<signals::SignalNames>(*empty);
        m_session.next = {};
        m_session.links.clear();
        ui::SessionLink bare = m_session.link();
        bare.source = empty;
        m_window->showSession(std::move(bare), {});
        look();
        return;
    }
    if (scene == Scene::notices) {
        m_session.next.controllerStopped = true;
        m_session.addFrozenCarton();
        const auto forced = static_cast<uint8_t>(sim::Driver::forced);
        m_session.next.drivers[m_session.twin->devices[m_session.device("infeed")].firstProperty] =
            forced;
    }
    m_window->showSession(link(scene), {});
    QApplication::processEvents();
    fill();
    if (scene == Scene::problems)
        m_window->showProblems(QStringLiteral("/plants/packing_cell.toml"), madeUpProblems());
    if (scene == Scene::notices) {
        m_window->offer({.text = m_window
                                     ->tr("%1 was changed by another program, and has changes "
                                          "here that are not saved.")
                                     .arg(QStringLiteral("packing_cell.toml")),
                         .yes = m_window->tr("Take the file's"),
                         .no = m_window->tr("Keep mine"),
                         .answer = [](bool) {}});
        auto* panel = m_window->findChild<ui::SignalPanel*>();
        panel->choose(5);
        panel->table().actions().front()->trigger();
    }
    if (scene == Scene::back) {
        m_time.now.live = false;
        m_time.now.cursor = kNow - 900 * kNsPerSecond;
        m_past.writing() = m_session.next;
        m_past.writing().paused = true;
        m_past.publish();
    }
    look();
}

void FullWindow::fill() {
    m_window->logModel().add(log::Level::info, "infeed.speed is driven by the plant now");
    m_window->logModel().add(log::Level::warn, "plc7 is silent");
    m_window->logModel().add(log::Level::error, "alarm slow: 0.31");
    m_window->view().select({render::PickId::Kind::device, m_session.device("infeed")});
    look();
    fillPlots();
    if (ui::KeyField* const speed = m_window->inspector().field("speed"))
        Q_EMIT speed->edited(QStringLiteral("0.5"));
    trigger("edit.undo");
    if (m_window->link()->futures != nullptr) {
        fillFutures();
        fillWire();
    }
    look();
}

void FullWindow::fillPlots() {
    auto* plot = m_window->findChild<ui::PlotPanel*>();
    const auto name = [this](uint32_t signal) {
        return QString::fromStdString(m_session.names->name(signal));
    };
    plot->plot({name(3), name(m_session.signal("acme/site1/hall2/line3/packing/scale/weight"))});
    plot->plot({name(0), name(1)});
    look();
    plot->cursorsButton().setChecked(true);
    plot->table().topLevelItem(0)->setExpanded(true);
}

void FullWindow::fillFutures() {
    auto* panel = m_window->findChild<ui::FuturesPanel*>();
    panel->changes().add().setValue(0.6);
    panel->startButton().click();
    m_futures.finish(*m_session.twin);
    while (panel->table().model()->rowCount() == 0)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void FullWindow::fillWire() {
    m_wire.come(
        {{.topic = "acme/site1/hall2/line3/packing/infeed/speed",
          .rate = 10.0,
          .received = kNow,
          .value = Value::ofReal(0.5)},
         {.topic = "acme/line3/pe1/blocked", .received = 0, .value = Value::ofBoolean(true)},
         {.topic = "acme/装箱机",
          .member = "温度",
          .rate = 0.5,
          .received = kNow,
          .value = Value::ofReal(21.5)}});
    auto* panel = m_window->findChild<ui::WirePanel*>();
    panel->look();
    panel->table().selectRow(0);
}

void FullWindow::look() {
    for (int i = 0; i < 41; ++i) {
        m_session.publish();
        m_window->look();
    }
    QApplication::processEvents();
}

QList<ui::Dock*> FullWindow::docks() const {
    return m_window->findChildren<ui::Dock*>();
}

void FullWindow::raise(ui::Dock& dock) {
    dock.show();
    dock.raise();
    QApplication::processEvents();
    look();
}

void FullWindow::trigger(const char* action) {
    m_window->findChild<QAction*>(QLatin1String(action))->trigger();
}

QStringList FullWindow::dialogs() {
    return {QStringLiteral("import"), QStringLiteral("shortcuts"), QStringLiteral("help"),
            QStringLiteral("about"),  QStringLiteral("array"),     QStringLiteral("force"),
            QStringLiteral("save"),   QStringLiteral("bookmark"),  QStringLiteral("layout"),
            QStringLiteral("palette")};
}

QWidget* FullWindow::dialog(const QString& name) {
    QWidget* out = nullptr;
    if (name == QLatin1String("import")) {
        uint64_t number = 0;
        const auto heard =
            QObject::connect(m_window.get(), &ui::MainWindow::importAsked, m_window.get(),
                             [&number](const ui::ImportAsk& ask) { number = ask.number; });
        m_window->addModel(QStringLiteral("/plants/models/a_conveyor_with_a_rather_long_name.stl"));
        QApplication::processEvents();
        QObject::disconnect(heard);
        ui::ImportAnswer answer{.number = number};
        answer.report.unitM = 1.0;
        answer.report.sizeM = Vec3(3200.0, 600.0, 800.0);
        answer.report.evidence = "STL has no unit: metres are taken";
        answer.report.triangles = 123'456;
        answer.report.instances = 12;
        answer.report.materials = 3;
        answer.report.warnings = {"texture wood.png is missing"};
        answer.hulls = 7;
        m_window->showImport(answer);
        out = m_window->findChild<ui::ImportDialog*>();
    } else if (name == QLatin1String("shortcuts")) {
        trigger("help.shortcuts");
        out = m_window->findChild<ui::ShortcutDialog*>();
    } else if (name == QLatin1String("help")) {
        trigger("help.keys");
        out = m_window->findChild<ui::HelpDialog*>();
    } else if (name == QLatin1String("about")) {
        trigger("help.about");
        out = m_window->findChild<ui::AboutBox*>();
    } else if (name == QLatin1String("array")) {
        trigger("edit.array");
        out = m_window->findChild<QDialog*>(QStringLiteral("array"));
    } else if (name == QLatin1String("force")) {
        const uint32_t belt = m_session.device("infeed");
        const auto speed = *twin::findProperty(m_session.twin->devices[belt].info(), "speed");
        Q_EMIT m_window->findChild<ui::ScenePanel*>()->forceRequested(belt, speed, 0.5);
        out = m_window->findChild<ui::ForceDialog*>();
    } else if (name == QLatin1String("save")) {
        auto* dialog = std::make_unique<ui::SaveDialog>(
                           sim::TimeRange{kFrom, kNow},
                           sim::TimeRange{kNow - 2400 * kNsPerSecond, kNow - 1200 * kNsPerSecond},
                           m_window->findChild<ui::RecordingBar*>())
                           .release();  // the bar's
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
        out = dialog;
    } else if (name == QLatin1String("bookmark")) {
        trigger("time.bookmark");
        out = m_window->findChild<QInputDialog*>();
    } else if (name == QLatin1String("layout")) {
        trigger("keepLayout");
        out = m_window->findChild<QInputDialog*>();
    } else {
        trigger("help.find");
        out = m_window->findChild<ui::CommandPalette*>();
    }
    QApplication::processEvents();
    return out;
}

namespace {

constexpr const char* kTexts[] = {
    "text",      "title",           "windowTitle", "toolTip", "accessibleName",
    "statusTip", "placeholderText", "prefix",      "suffix",  "specialValueText",
    "labelText", "informativeText"};

void addCell(QStringList& out, const QString& who, const QModelIndex& index) {
    for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
        out << QStringLiteral("%1 %2: %3").arg(who).arg(role).arg(index.data(role).toString());
}

using Hidden = std::function<bool(int)>;  // a column

void addCells(QStringList& out, const QString& who, const QAbstractItemModel& model,
              const QModelIndex& parent, const Hidden& hidden) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            if (!hidden(column))
                addCell(out, QStringLiteral("%1 %2,%3").arg(who).arg(row).arg(column),
                        model.index(row, column, parent));
        }
        addCells(out, who + QStringLiteral(" %1").arg(row), model, model.index(row, 0, parent),
                 hidden);
    }
}

void addHead(QStringList& out, const QString& who, const QHeaderView& head) {
    const QAbstractItemModel* const model = head.model();
    for (int section = 0; model != nullptr && section < head.count(); ++section) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
            out << QStringLiteral("%1 %2: %3")
                       .arg(who)
                       .arg(section)
                       .arg(model->headerData(section, head.orientation(), role).toString());
    }
}

[[nodiscard]] QString nameOf(const QObject& object) {
    QString out;
    for (const QObject* at = &object; at != nullptr; at = at->parent())
        out.prepend(QStringLiteral("/%1").arg(QLatin1String(at->metaObject()->className())));
    return out;
}

// Of Qt's own making, and Qt's to translate.
[[nodiscard]] bool isQts(const QObject& object) {
    return object.inherits("QDockWidgetTitleButton") ||
           (object.inherits("QToolButton") && qobject_cast<const QTabBar*>(object.parent()));
}

void addTexts(QStringList& out, const QObject& object) {
    if (isQts(object))
        return;
    const QString who = nameOf(object);
    const QMetaObject& meta = *object.metaObject();
    for (const char* const name : kTexts) {
        const int at = meta.indexOfProperty(name);
        const QString text = at < 0 ? QString() : meta.property(at).read(&object).toString();
        if (!text.isEmpty())
            out << QStringLiteral("%1 %2: %3").arg(who, QLatin1String(name), text);
    }
    const auto* const table = qobject_cast<const QTableView*>(&object);
    const Hidden hidden = [table](int column) {
        return table != nullptr && table->isColumnHidden(column);
    };
    const auto* const view = qobject_cast<const QAbstractItemView*>(&object);
    if (const auto* head = qobject_cast<const QHeaderView*>(&object))
        addHead(out, who, *head);
    else if (view != nullptr && view->model() != nullptr)
        addCells(out, who, *view->model(), view->rootIndex(), hidden);
    if (const auto* box = qobject_cast<const QComboBox*>(&object))
        addCells(out, who, *box->model(), {}, hidden);
    if (const auto* tabs = qobject_cast<const QTabBar*>(&object)) {
        for (int i = 0; i < tabs->count(); ++i)
            out << QStringLiteral("%1 tab: %2").arg(who, tabs->tabText(i));
    }
}

}  // namespace

QStringList textsOf(const QWidget& root) {
    QStringList out;
    addTexts(out, root);
    for (const QObject* const object : root.findChildren<QObject*>())
        addTexts(out, *object);
    out.sort();
    return out;
}

}  // namespace gemba::test
