#include "ui/plot/plot_rows.h"

#include <gtest/gtest.h>

#include "tests/gui/made_up_session.h"
#include "ui/plot/plot_colors.h"

namespace gemba::test {
namespace {

using ui::PlotRows;

class PlotRowsTest : public ::testing::Test {
 protected:
    PlotRowsTest() { m_rows.setTraits(ui::traitsOf(*m_session.twin, *m_session.names)); }

    [[nodiscard]] std::vector<std::vector<uint32_t>> rows() const {
        std::vector<std::vector<uint32_t>> out;
        for (const ui::PlotRow& row : m_rows.rows()) {
            out.emplace_back();
            for (const ui::PlotSignal& what : row.signals)
                out.back().push_back(what.signal);
        }
        return out;
    }
    using Rows = std::vector<std::vector<uint32_t>>;

    MadeUpSession m_session;
    PlotRows m_rows;
};

TEST_F(PlotRowsTest, TraitsSayWhatASignalIs) {
    const ui::SignalTraits& eye = m_rows.traits(0);
    EXPECT_EQ(eye.title, QStringLiteral("eye_entry.blocked"));
    EXPECT_TRUE(eye.lane && eye.compared && eye.simulated);
    const ui::SignalTraits& speed = m_rows.traits(3);
    EXPECT_EQ(speed.unit, QStringLiteral("m/s"));
    EXPECT_FALSE(speed.lane);
    const ui::SignalTraits& shown = m_rows.traits(6);
    EXPECT_FALSE(shown.compared);
    EXPECT_FALSE(shown.simulated) << "what is only shown has no model";
}

TEST_F(PlotRowsTest, ASignalStandsInOneRow) {
    EXPECT_TRUE(m_rows.add(3));
    EXPECT_TRUE(m_rows.add(4, 0));
    EXPECT_TRUE(m_rows.add(5));
    EXPECT_EQ(rows(), (Rows{{3, 4}, {5}}));
    EXPECT_TRUE(m_rows.add(4, 1));
    EXPECT_EQ(rows(), (Rows{{3}, {5, 4}}));
    EXPECT_TRUE(m_rows.add(3, 1));
    EXPECT_EQ(rows(), (Rows{{5, 4, 3}})) << "a row that nothing is left of goes";
    EXPECT_TRUE(m_rows.insert(4, 0));
    EXPECT_EQ(rows(), (Rows{{4}, {5, 3}}));
    EXPECT_TRUE(m_rows.insert(4, 2));
    EXPECT_EQ(rows(), (Rows{{5, 3}, {4}}));
    m_rows.moveRow(1, 0);
    EXPECT_EQ(rows(), (Rows{{4}, {5, 3}}));
    m_rows.remove(5);
    m_rows.removeRow(0);
    EXPECT_EQ(rows(), (Rows{{3}}));
}

TEST_F(PlotRowsTest, LanesAndCurvesDoNotMix) {
    EXPECT_TRUE(m_rows.add(3));
    EXPECT_TRUE(m_rows.add(0, 0));
    EXPECT_TRUE(m_rows.add(1, 1));
    EXPECT_TRUE(m_rows.add(4, 1));
    EXPECT_EQ(rows(), (Rows{{3}, {0, 1}, {4}}));
    EXPECT_FALSE(m_rows.rows()[0].lanes);
    EXPECT_TRUE(m_rows.rows()[1].lanes);
}

TEST_F(PlotRowsTest, ColoursOfARowAreDifferent) {
    for (const uint32_t signal : {3, 4, 5, 6})
        EXPECT_TRUE(m_rows.add(signal, m_rows.empty() ? PlotRows::kNewRow : 0));
    m_rows.remove(4);
    EXPECT_TRUE(m_rows.add(4, 0));
    std::vector<uint32_t> worn;
    for (const ui::PlotSignal& what : m_rows.rows()[0].signals)
        worn.push_back(what.color);
    std::sort(worn.begin(), worn.end());
    EXPECT_EQ(worn, (std::vector<uint32_t>{0, 1, 2, 3}));
    for (uint32_t a = 0; a < PlotRows::kMostInRow; ++a) {
        for (uint32_t b = 0; b < a; ++b)
            EXPECT_NE(ui::plotColors(a).measured, ui::plotColors(b).measured);
    }
}

TEST_F(PlotRowsTest, ComesBackFromItsText) {
    EXPECT_TRUE(m_rows.add(3));
    EXPECT_TRUE(m_rows.add(4, 0));
    EXPECT_TRUE(m_rows.add(0));
    m_rows.find(4)->simulated = false;
    m_rows.find(3)->residual = false;
    const QString text = m_rows.text();

    PlotRows other;
    auto traits = ui::traitsOf(*m_session.twin, *m_session.names);
    other.setTraits(traits);
    other.setText(text);
    EXPECT_EQ(other.text(), text);
    EXPECT_TRUE(other.rows()[1].lanes);
    EXPECT_FALSE(other.find(4)->simulated);
    EXPECT_TRUE(other.find(4)->measured);

    // What is gone is not shown, and comes back with its signal.
    const auto all = traits;
    traits[3].fullName = QStringLiteral("renamed");
    traits[0].fullName = QStringLiteral("renamed too");
    other.setTraits(traits);
    other.setText(text);
    EXPECT_EQ(other.rows().size(), 1u);
    EXPECT_EQ(other.rowOf(3), -1);
    EXPECT_TRUE(other.add(5));
    const QString meanwhile = other.text();
    other.setTraits(all);
    other.setText(meanwhile);
    ASSERT_EQ(other.rows().size(), 3u);
    EXPECT_EQ(other.rowOf(3), 0);
    EXPECT_EQ(other.rows()[0].signals[0].signal, 3u) << "where it stood";
    EXPECT_FALSE(other.find(3)->residual);
    EXPECT_EQ(other.rowOf(0), 1);
    EXPECT_TRUE(other.rows()[1].lanes);
    EXPECT_EQ(other.rowOf(5), 2);
    other.clear();
    EXPECT_EQ(other.text(), QString());
    // With its row it goes for good.
    other.setTraits(traits);
    other.setText(text);
    other.removeRow(0);
    const QString rest = other.text();
    other.setTraits(all);
    other.setText(rest);
    EXPECT_EQ(other.rowOf(3), -1);
    EXPECT_EQ(other.rowOf(0), 0);
    for (const char* wrong : {"", "{", "[3]", "[{\"signals\":7}]", "[{\"signals\":[{}]}]"}) {
        other.setText(QLatin1String(wrong));
        EXPECT_TRUE(other.empty()) << wrong;
    }
}

TEST_F(PlotRowsTest, ThereIsAnEndToIt) {
    std::vector<ui::SignalTraits> many(40);
    for (size_t i = 0; i < many.size(); ++i)
        many[i].fullName = QString::number(i);
    m_rows.setTraits(many);
    for (uint32_t signal = 0; signal < PlotRows::kMostRows; ++signal)
        EXPECT_TRUE(m_rows.add(signal));
    EXPECT_FALSE(m_rows.add(20));
    EXPECT_EQ(m_rows.rowOf(20), -1);
    for (uint32_t signal = 20; signal < 20 + PlotRows::kMostInRow - 1; ++signal)
        EXPECT_TRUE(m_rows.add(signal, 0));
    EXPECT_FALSE(m_rows.add(39, 0)) << "the row is full, and no new one is left";
}

}  // namespace
}  // namespace gemba::test
