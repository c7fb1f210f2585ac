#include "ui/docks/plot_panel.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QMenu>
#include <QXmlStreamReader>
#include <cmath>

#include "engine/core/measure.h"
#include "tests/gui/main_window_fixture.h"
#include "ui/plot/signal_mime.h"
#include "ui/watched_application.h"

namespace gemba::test {
namespace {

using signals::Series;
using ui::PlotCanvas;
using ui::PlotTable;

class PlotPanelTest : public MainWindowTest {
 protected:
    PlotPanelTest() { m_window->resize(1440, 1000); }

    [[nodiscard]] ui::PlotPanel& panel() { return *m_window->findChild<ui::PlotPanel*>(); }
    [[nodiscard]] PlotTable& table() { return panel().table(); }
    [[nodiscard]] PlotCanvas& canvas() { return panel().canvas(); }
    [[nodiscard]] QWidget& plot() {
        for (QWidget* child : canvas().findChildren<QWidget*>()) {
            if (child->inherits("QCustomPlot"))
                return *child;
        }
        std::abort();
    }
    [[nodiscard]] QString nameOf(uint32_t signal) const {
        return QString::fromStdString(m_session.names->name(signal));
    }
    [[nodiscard]] std::vector<std::vector<uint32_t>> rows() {
        std::vector<std::vector<uint32_t>> out;
        for (const ui::PlotRow& row : panel().rows().rows()) {
            out.emplace_back();
            for (const ui::PlotSignal& what : row.signals)
                out.back().push_back(what.signal);
        }
        return out;
    }
    using Rows = std::vector<std::vector<uint32_t>>;

    // As a hand does it: in, along and let go. False: not taken.
    bool drop(const QStringList& names, const QPoint& atOfCanvas) {
        const std::unique_ptr<QMimeData> data(ui::signalMime(names));
        const QPoint at = canvas().mapTo(&panel(), atOfCanvas);
        QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&panel(), &enter);
        if (!enter.isAccepted())
            return false;
        QDragMoveEvent move(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&panel(), &move);
        QDropEvent event(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&panel(), &event);
        settle();
        return true;
    }
    // A place to drop on: in the middle of a row, not between two.
    [[nodiscard]] QPoint into(int row) {
        for (int y = 0; y < canvas().height(); ++y) {
            const PlotCanvas::Place place = canvas().placeAt({200, y});
            if (place.row == row && !place.newRow)
                return {200, y + 2};
        }
        return {};
    }
    void settle() {
        QApplication::processEvents();
        canvas().drawNow();
        look();
        canvas().drawNow();
        panel().showFigures();
    }
    void mouse(QEvent::Type type, QPoint at, Qt::MouseButtons held) {
        QMouseEvent event(type, at, plot().mapToGlobal(at),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held,
                          Qt::NoModifier);
        QApplication::sendEvent(&plot(), &event);
    }
    void dragFrom(QPoint from, QPoint to) {
        mouse(QEvent::MouseButtonPress, from, Qt::LeftButton);
        mouse(QEvent::MouseMove, to, Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, to, Qt::NoButton);
    }
    [[nodiscard]] QString cell(int row, int column) {
        return table().topLevelItem(row)->text(column);
    }
    bool choose(QMenu& menu, const QString& text) {
        for (QAction* action : menu.actions()) {
            if (action->text() == text && action->isEnabled()) {
                action->trigger();
                settle();
                return true;
            }
        }
        return false;
    }

    static constexpr UtcNs kNow = MadeUpSession::kNow;
    QString m_said;
};

TEST_F(PlotPanelTest, WhatIsChosenIsAGuest) {
    open();
    auto* list = m_window->findChild<ui::SignalPanel*>();
    list->choose(3);
    EXPECT_EQ(rows(), (Rows{{3}}));
    list->choose(5);
    EXPECT_EQ(rows(), (Rows{{5}})) << "the next takes its place";
    panel().plotAction()->trigger();
    EXPECT_EQ(panel().shownSignal(), -1) << "put here by hand it is no guest";
    list->choose(3);
    EXPECT_EQ(rows(), (Rows{{5}}));
    panel().plotAction()->trigger();
    EXPECT_EQ(rows(), (Rows{{5}, {3}}));
}

TEST_F(PlotPanelTest, SignalsAreDroppedIntoRowsAndBetweenThem) {
    open();
    EXPECT_TRUE(drop({nameOf(3)}, {50, 50})) << "also where nothing is yet";
    EXPECT_EQ(rows(), (Rows{{3}}));
    EXPECT_TRUE(drop({nameOf(5)}, {200, canvas().height() - 2}));
    EXPECT_EQ(rows(), (Rows{{3}, {5}})) << "below the last one a new one";
    EXPECT_TRUE(drop({nameOf(4)}, into(0)));
    EXPECT_EQ(rows(), (Rows{{3, 4}, {5}}));
    EXPECT_TRUE(drop({nameOf(0), nameOf(1)}, {200, 1}));
    EXPECT_EQ(rows(), (Rows{{0, 1}, {3, 4}, {5}})) << "several make one row, of lanes";
    EXPECT_TRUE(panel().rows().rows()[0].lanes);
    EXPECT_TRUE(drop({nameOf(4)}, {200, canvas().height() - 2}));
    EXPECT_EQ(rows(), (Rows{{0, 1}, {3}, {5}, {4}})) << "and moves";
    EXPECT_TRUE(drop({QStringLiteral("unknown")}, {200, 1}));
    EXPECT_EQ(rows().size(), 4u);
    EXPECT_FALSE(drop({}, {200, 1}));
    m_window->clearSession();
    EXPECT_FALSE(drop({nameOf(3)}, {50, 50})) << "of nothing that is open";
}

TEST_F(PlotPanelTest, ListAndTreeGiveSignalsAway) {
    open();
    auto* list = m_window->findChild<ui::SignalPanel*>();
    const QAbstractItemModel& model = *list->table().model();
    const QModelIndex first = model.index(0, 0);
    EXPECT_TRUE(model.flags(first) & Qt::ItemIsDragEnabled);
    const std::unique_ptr<QMimeData> data(model.mimeData({first, model.index(0, 1)}));
    EXPECT_EQ(ui::signalsOf(*data), QStringList{nameOf(static_cast<uint32_t>(
                                        first.data(ui::SignalModel::signalRole).toInt()))});

    auto* scene = m_window->findChild<ui::ScenePanel*>();
    QTreeWidgetItem* infeed =
        scene->tree()
            .findItems(QStringLiteral("infeed"), Qt::MatchRecursive | Qt::MatchExactly)
            .front();
    scene->tree().setCurrentItem(infeed);
    ASSERT_EQ(scene->tree().actions().front()->text(), QStringLiteral("Plot"));
    scene->tree().actions().front()->trigger();
    EXPECT_EQ(rows(), (Rows{{3, 4}})) << "all that is bound to the belt";
    const std::unique_ptr<QMimeData> dragged(
        scene->tree().model()->mimeData({scene->tree().model()->index(0, 0)}));
    EXPECT_EQ(dragged, nullptr) << "a heading has no signal";
}

TEST_F(PlotPanelTest, AGroupIsOneRowWithToggles) {
    open();
    panel().plot({nameOf(3)});
    settle();
    ASSERT_EQ(table().topLevelItemCount(), 1);
    QTreeWidgetItem& group = *table().topLevelItem(0);
    EXPECT_EQ(group.text(PlotTable::name), QStringLiteral("infeed.actual_speed"));
    EXPECT_EQ(group.childCount(), 2);
    for (const Series series : {Series::measured, Series::simulated, Series::residual})
        EXPECT_NE(canvas().curve(3, series), nullptr);
    group.setCheckState(PlotTable::simulated, Qt::Unchecked);
    group.setCheckState(PlotTable::residual, Qt::Unchecked);
    settle();
    EXPECT_NE(canvas().curve(3, Series::measured), nullptr);
    EXPECT_EQ(canvas().curve(3, Series::simulated), nullptr);
    EXPECT_EQ(canvas().curve(3, Series::residual), nullptr);
}

TEST_F(PlotPanelTest, CursorsTellTimeAndValuesApart) {
    open();
    panel().plot({nameOf(3)});
    settle();
    EXPECT_FALSE(table().isVisible());
    EXPECT_TRUE(panel().deltaText().isEmpty());
    panel().cursorsButton().click();
    settle();
    EXPECT_TRUE(table().isVisible()) << "what they say stands there";
    EXPECT_FALSE(table().isColumnHidden(PlotTable::difference));
    EXPECT_EQ(panel().deltaText(), QStringLiteral("Δt +20.000 s"));

    // Taken hold of and dragged; the time in sight stays.
    const UtcNs from = canvas().from();
    const int a = canvas().xOf(*canvas().cursor(PlotCanvas::Cursor::a));
    dragFrom({a, 60}, {canvas().xOf(kNow - 50 * kNsPerSecond), 60});
    EXPECT_NEAR(static_cast<double>(*canvas().cursor(PlotCanvas::Cursor::a) - kNow), -50e9, 0.3e9);
    EXPECT_EQ(canvas().from(), from);
    canvas().setCursor(PlotCanvas::Cursor::a, kNow - 21 * kNsPerSecond);
    canvas().setCursor(PlotCanvas::Cursor::b, kNow - 10 * kNsPerSecond);
    table().topLevelItem(0)->setExpanded(true);
    settle();
    const QTreeWidgetItem& simulated = *table().topLevelItem(0)->child(0);
    EXPECT_EQ(simulated.text(PlotTable::atA), QStringLiteral("0.470"));
    EXPECT_EQ(simulated.text(PlotTable::atB), QStringLiteral("0.500"));
    EXPECT_EQ(simulated.text(PlotTable::difference), QStringLiteral("0.030"));
    panel().cursorsButton().click();
    EXPECT_FALSE(canvas().cursor(PlotCanvas::Cursor::a).has_value());
    EXPECT_TRUE(panel().deltaText().isEmpty());
}

TEST_F(PlotPanelTest, StatisticsAreOfWhatIsInSight) {
    open();
    panel().plot({nameOf(3), nameOf(0)});
    panel().valuesButton().click();
    settle();
    table().topLevelItem(0)->setExpanded(true);
    canvas().setRange(kNow - 30 * kNsPerSecond, kNow - 10 * kNsPerSecond);
    panel().follow().setChecked(false);
    settle();
    // 8 s of 0.5, 8 of 0.47, 4 of 0.5.
    const QTreeWidgetItem& simulated = *table().topLevelItem(0)->child(0);
    EXPECT_EQ(simulated.text(PlotTable::least), QStringLiteral("0.470"));
    EXPECT_EQ(simulated.text(PlotTable::most), QStringLiteral("0.500"));
    EXPECT_EQ(simulated.text(PlotTable::mean), QStringLiteral("0.488"));
    EXPECT_EQ(simulated.text(PlotTable::deviation), QStringLiteral("0.015"));
    EXPECT_EQ(simulated.text(PlotTable::count), QStringLiteral("2"));
    EXPECT_EQ(cell(0, PlotTable::count), QStringLiteral("401"));
    EXPECT_EQ(cell(1, PlotTable::mean), QStringLiteral("5.6 s · 28 %")) << "of a lane, time on";
    canvas().setRange(kNow - 40 * kNsPerSecond, kNow);
    settle();
    EXPECT_TRUE(cell(0, PlotTable::count).contains(u'+')) << "what is not trusted is told";
}

TEST_F(PlotPanelTest, AHandOnThePlotsLooksBackAndFollowReturns) {
    open();
    panel().plot({nameOf(3)});
    settle();
    EXPECT_TRUE(panel().follow().isChecked());
    EXPECT_EQ(canvas().to(), kNow);
    dragFrom({100, 60}, {100 + (canvas().xOf(kNow) - canvas().xOf(kNow - 10 * kNsPerSecond)), 60});
    settle();
    EXPECT_FALSE(panel().follow().isChecked());
    EXPECT_NEAR(static_cast<double>(canvas().to() - kNow), -10e9, 0.3e9);
    EXPECT_EQ(panel().shownSpan(), 60.0);
    panel().follow().setChecked(true);
    EXPECT_EQ(canvas().to(), kNow);
}

TEST_F(PlotPanelTest, ADoubleClickMovesTheOneCursor) {
    open();
    panel().plot({nameOf(3)});
    settle();
    std::vector<qint64> sought;
    QObject::connect(&panel(), &ui::PlotPanel::sought, [&](qint64 at) { sought.push_back(at); });
    mouse(QEvent::MouseButtonDblClick, {canvas().xOf(kNow - 20 * kNsPerSecond), 60},
          Qt::LeftButton);
    ASSERT_EQ(sought.size(), 1u);
    EXPECT_NEAR(static_cast<double>(sought[0] - kNow), -20e9, 0.3e9);
}

TEST_F(PlotPanelTest, TheOneCursorIsTakenHoldOf) {
    open();
    panel().plot({nameOf(3)});
    settle();
    panel().follow().setChecked(false);
    canvas().setRange(kNow - 60 * kNsPerSecond, kNow + 60 * kNsPerSecond);
    settle();
    std::vector<qint64> sought;
    QObject::connect(&panel(), &ui::PlotPanel::sought, [&](qint64 at) { sought.push_back(at); });
    dragFrom({canvas().xOf(kNow), 60}, {canvas().xOf(kNow - 30 * kNsPerSecond), 60});
    ASSERT_EQ(sought.size(), 1u);
    EXPECT_NEAR(static_cast<double>(sought[0] - kNow), -30e9, 0.6e9);
    EXPECT_EQ(canvas().to(), kNow + 60 * kNsPerSecond) << "the plots stay where they are";
}

TEST_F(PlotPanelTest, WhileOneLooksBackThePastIsRead) {
    signals::History past(m_session.names->size());
    past.append(3, Series::measured, {kNow - 100 * kNsPerSecond, 7.0});
    ui::SessionLink link = m_session.link();
    link.past.history = &past;
    ui::PlotPanel alone(m_settings, nullptr);
    alone.resize(600, 400);
    alone.show();
    alone.showSession(&link);
    alone.plot({nameOf(3)});
    alone.refresh(m_session.next, kNow);
    alone.canvas().drawNow();
    EXPECT_LT(alone.canvas().curve(3, Series::measured)->whole.most, 1.0);
    link.looksBack = true;
    alone.refresh(m_session.next, kNow - 50 * kNsPerSecond);
    alone.canvas().drawNow();
    const ui::Curve& curve = *alone.canvas().curve(3, Series::measured);
    EXPECT_EQ(curve.whole.most, 7.0);
    EXPECT_EQ(curve.line.back().key, ui::keyOf(kNow - 50 * kNsPerSecond));
}

TEST_F(PlotPanelTest, RowsAreMovedAndRemoved) {
    open();
    panel().plot({nameOf(3)});
    panel().plot({nameOf(5), nameOf(4)});
    settle();
    EXPECT_FALSE(choose(*panel().menuOf(0, -1), QStringLiteral("Move the plot up")));
    EXPECT_TRUE(choose(*panel().menuOf(1, -1), QStringLiteral("Move the plot up")));
    EXPECT_EQ(rows(), (Rows{{5, 4}, {3}}));
    EXPECT_TRUE(choose(*panel().menuOf(0, 4), QStringLiteral("To a plot of its own")));
    EXPECT_EQ(rows(), (Rows{{5}, {4}, {3}}));
    EXPECT_TRUE(choose(*panel().menuOf(2, 3), QStringLiteral("Remove infeed.actual_speed")));
    EXPECT_EQ(rows(), (Rows{{5}, {4}}));

    // Delete removes it from the plots, and no shortcut of the window takes the key.
    table().setCurrentItem(table().topLevelItem(0));
    press(table(), Qt::Key_Delete, {});
    EXPECT_TRUE(m_taken);
    QKeyEvent key(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier);
    QApplication::sendEvent(&table(), &key);
    EXPECT_EQ(rows(), (Rows{{4}}));
    EXPECT_TRUE(choose(*panel().menuOf(0, -1), QStringLiteral("Remove all")));
    EXPECT_TRUE(rows().empty());
    EXPECT_FALSE(canvas().isVisible()) << "a sentence says what to do instead";
}

TEST_F(PlotPanelTest, IsKeptForEachTwin) {
    const auto named = [](const char* file) {
        auto twin = std::const_pointer_cast<twin::Twin>(madeUpTwin());
        twin->file = file;
        return twin;
    };
    m_session.twin = named("/twins/a.toml");
    open();
    panel().plot({nameOf(3), nameOf(4)});
    panel().plot({nameOf(0)});
    const Rows kept = rows();
    m_session.twin = named("/twins/b.toml");
    open();
    EXPECT_TRUE(rows().empty());
    panel().showSignal(5);  // a guest is not kept
    m_session.twin = named("/twins/a.toml");
    open();
    EXPECT_EQ(rows(), kept);
    m_session.twin = named("/twins/b.toml");
    open();
    EXPECT_TRUE(rows().empty());
}

TEST_F(PlotPanelTest, StaysThroughAnEdit) {
    open();
    panel().plot({nameOf(3), nameOf(4)});
    settle();
    panel().follow().setChecked(false);
    ui::SessionLink next = m_session.link();
    next.continues = true;
    m_window->showSession(next, {});
    EXPECT_EQ(rows(), (Rows{{3, 4}}));
    EXPECT_FALSE(panel().follow().isChecked());
}

TEST_F(PlotPanelTest, ComesBackWithItsSignals) {
    const auto full = std::const_pointer_cast<twin::Twin>(madeUpTwin());
    full->file = "/twins/a.toml";
    m_session.twin = full;
    open();
    panel().plot({nameOf(3)});
    const QString name = nameOf(3);
    const auto show = [&](const std::shared_ptr<const twin::Twin>& twin) {
        ui::SessionLink next = m_session.link();
        next.continues = true;
        next.twin = twin;
        next.names = std::make_shared<signals::SignalNames>(*twin);
        m_window->showSession(next, {});
    };
    const auto shown = [&] {
        return rows().empty() ? QString() : panel().rows().traits(rows()[0][0]).fullName;
    };
    // The device with its bindings is removed.
    const auto less = std::make_shared<twin::Twin>(*full);
    less->bindings.clear();
    show(less);
    EXPECT_TRUE(rows().empty());
    show(less);
    show(full);
    EXPECT_EQ(shown(), name);
    // Also where meanwhile another one was looked at.
    const auto few = std::make_shared<twin::Twin>(*full);
    std::erase_if(few->bindings, [](const twin::Binding& one) { return one.target.device == 3; });
    show(few);
    EXPECT_TRUE(rows().empty());
    panel().showSignal(0);
    EXPECT_EQ(panel().shownSignal(), 0);
    show(full);
    EXPECT_EQ(shown(), name);
    EXPECT_EQ(panel().shownSignal(), -1);
}

TEST_F(PlotPanelTest, SeveralUnitsHaveSeveralAxes) {
    open();
    panel().plot({nameOf(3), nameOf(5), nameOf(4)});
    settle();
    EXPECT_EQ(rows(), (Rows{{3, 5, 4}}));
    QStringList units;
    for (const QObject* axis : plot().findChildren<QObject*>()) {
        if (const QVariant unit = axis->property("unit"); unit.isValid())
            units << unit.toString();
    }
    units.sort();
    EXPECT_EQ(units, (QStringList{QStringLiteral("kg"), QStringLiteral("m/s")}));
    // Each fits what it shows.
    const ui::Curve* speed = canvas().curve(3, Series::measured);
    ASSERT_NE(speed, nullptr);
    EXPECT_LT(speed->whole.most, 0.6);
}

TEST_F(PlotPanelTest, ExportsWhatIsInSight) {
    open();
    panel().plot({nameOf(3), nameOf(4)});
    panel().plot({nameOf(0)});
    settle();
    QObject::connect(&panel(), &ui::PlotPanel::said,
                     [this](const QString& said) { m_said = said; });

    const QString png = m_folder.filePath(QStringLiteral("plot.png"));
    panel().exportTo(png);
    const QImage picture(png);
    EXPECT_EQ(picture.width(), 2 * plot().width());
    EXPECT_TRUE(m_said.contains(png));

    const QString svg = m_folder.filePath(QStringLiteral("plot.svg"));
    panel().exportTo(svg);
    QFile drawing(svg);
    ASSERT_TRUE(drawing.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&drawing);
    int lines = 0;
    QString texts;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement &&
            xml.name() == QLatin1String("polyline"))
            ++lines;
        texts += xml.text();
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_GT(lines, 3);
    EXPECT_TRUE(texts.contains(QStringLiteral("infeed.actual_speed")));

    const QString csv = m_folder.filePath(QStringLiteral("plot.csv"));
    panel().exportTo(csv);
    while (panel().csvExport().running())
        QApplication::processEvents();
    QFile file(csv);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> rowsOfFile = file.readAll().trimmed().split('\n');
    EXPECT_EQ(rowsOfFile.front(), "time,signal,value,quality");
    EXPECT_GT(rowsOfFile.size(), 1200);
    EXPECT_TRUE(m_said.contains(csv));
    if (const QString folder = qEnvironmentVariable("GEMBA_GUI_SHOTS"); !folder.isEmpty()) {
        QFile::copy(png, QDir(folder).filePath(QStringLiteral("plot_export.png")));
        QFile::copy(svg, QDir(folder).filePath(QStringLiteral("plot_export.svg")));
    }
}

TEST_F(PlotPanelTest, ExportsThatFailSayWhy) {
    open();
    panel().plot({nameOf(3)});
    settle();
    QObject::connect(&panel(), &ui::PlotPanel::said,
                     [this](const QString& said) { m_said = said; });
    for (const char* name : {"/nowhere/a.png", "/nowhere/a.svg", "/nowhere/a.csv", "/tmp/a.xls"}) {
        m_said.clear();
        panel().exportTo(QLatin1String(name));
        EXPECT_TRUE(m_said.startsWith(QLatin1String("Not written"))) << name;
        EXPECT_TRUE(m_said.contains(QLatin1String(name)));
        EXPECT_FALSE(panel().csvExport().running());
    }
}

TEST_F(PlotPanelTest, ALongTableIsCancelledAndLeavesNothing) {
    for (int i = 0; i < 200'000; ++i)
        m_session.history->append(5, Series::measured, {kNow - 200'000 + i, 1.0});
    open();
    panel().plot({nameOf(5)});
    settle();
    const QString csv = m_folder.filePath(QStringLiteral("long.csv"));
    panel().exportTo(csv);
    QApplication::processEvents();
    EXPECT_TRUE(panel().csvExport().running());
    auto* cancel = panel().findChild<QProgressBar*>();
    EXPECT_TRUE(cancel->isVisible());
    m_window->clearSession();
    EXPECT_FALSE(panel().csvExport().running());
    EXPECT_FALSE(cancel->isVisible());
    EXPECT_TRUE(QDir(m_folder.path()).entryList({QStringLiteral("long*")}).isEmpty());
}

// The GUI thread's own time, which other programs hardly disturb.
TEST_F(PlotPanelTest, NothingOnMillionsOfPointsTakesLongerThanAFrame) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer takes its time";
#endif
    constexpr int kPoints = 2'000'000;
    for (int i = 0; i < kPoints; ++i)
        m_session.history->append(5, Series::measured,
                                  {kNow - 500 * kNsPerSecond + i * 250'000LL, std::sin(i * 0.01)});
    open();
    panel().plot({nameOf(5), nameOf(3)});
    panel().plot({nameOf(0), nameOf(1)});
    panel().cursorsButton().click();
    settle();
    QStringList stalls;
    auto& application = *static_cast<ui::WatchedApplication*>(qApp);
    application.watch(
        [&](const ui::Stall& stall) {
            stalls << QStringLiteral("%1 ms, %2 ms of %3 %4")
                          .arg(stall.ms)
                          .arg(stall.ownMs)
                          .arg(stall.event, stall.receiver);
        },
        ui::WatchedApplication::kFrameMs, measure::threadCpuMs);
    for (int i = 0; i < 60; ++i) {
        const QPointF at(200 + 3 * i, 50);
        QWheelEvent wheel(at, plot().mapToGlobal(at), {}, {0, i < 30 ? -120 : 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&plot(), &wheel);
        mouse(QEvent::MouseMove, {250 + i, 60}, Qt::NoButton);
        QApplication::processEvents();
        dragFrom({250, 60}, {250 + i, 60});
        QApplication::processEvents();
        m_session.publish();
        m_window->look();
        QApplication::processEvents();
    }
    application.watch({});
    EXPECT_TRUE(stalls.isEmpty()) << stalls.join(u'\n').toStdString();
}

TEST_F(PlotPanelTest, EachPartHasAName) {
    open();
    panel().plot({nameOf(3)});
    settle();
    for (const QAbstractButton* button : panel().findChildren<QToolButton*>()) {
        EXPECT_FALSE(button->accessibleName().isEmpty());
        EXPECT_FALSE(button->toolTip().isEmpty());
    }
    EXPECT_FALSE(table().accessibleName().isEmpty());
    EXPECT_FALSE(plot().accessibleName().isEmpty());
}

}  // namespace
}  // namespace gemba::test
