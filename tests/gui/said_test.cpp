#include <gtest/gtest.h>

#include <QApplication>
#include <QTranslator>

#include "engine/twin/reader.h"
#include "ui/format.h"
#include "ui/language.h"
#include "ui/models/residual_sentence.h"
#include "ui/phrase_book.h"

namespace gemba::ui {
namespace {

// Chinese for the time of one test.
class Said : public ::testing::Test {
 protected:
    void speakChinese() { language::install(*qApp, QStringLiteral("zh_CN")); }
    ~Said() override { language::install(*qApp, QStringLiteral("en")); }
};

TEST(PhraseBook, FindsTheSentenceWithTheMostLettersOfItsOwn) {
    constexpr const char* kPhrases[] = {"%1 is silent", "alarm %1", "alarm %1: %2",
                                        "alarm %1 is over"};
    const std::span<const char* const> phrases(kPhrases);
    const PhraseBook book(std::span(&phrases, 1));
    EXPECT_STREQ(book.find("plc7 is silent").phrase, "%1 is silent");
    EXPECT_STREQ(book.find("alarm a is over").phrase, "alarm %1 is over");
    const auto found = book.find("alarm slow: 0.31");
    EXPECT_STREQ(found.phrase, "alarm %1: %2");
    ASSERT_EQ(found.values.size(), 2u);
    EXPECT_EQ(found.values[0], "slow");
    EXPECT_EQ(found.values[1], "0.31");
    EXPECT_EQ(book.find("is silent").phrase, nullptr);
    EXPECT_EQ(book.find("something else").phrase, nullptr);
}

TEST_F(Said, InEnglishTheWindowSaysWhatTheEngineSays) {
    for (const char* text :
         {"plc7 is silent", "alarm slow: 0.31", "of none of them a word", "100 %1",
          "cannot read the twin file: a.toml:12: found \"fast\", expected a number",
          "cannot read the twin file: a.toml: expected a number from 1 to 3 (s)",
          "cannot compute futures", "cannot something unheard of: found it"})
        EXPECT_EQ(format::said(text), QString::fromUtf8(text));
}

TEST_F(Said, AnErrorIsPutTogetherOfTranslatedParts) {
    speakChinese();
    EXPECT_EQ(format::said(Error{.doing = "read the twin file",
                                 .on = "a.toml:12",
                                 .found = "\"fast\"",
                                 .expected = "a number from 1 to 3 (s)"}),
              QStringLiteral("无法读取孪生文件：a.toml:12：实际为 \"fast\"，应为 1 至 3 的数 (s)"));
    EXPECT_EQ(format::said(Error{.doing = "compute futures",
                                 .found = "others that are being computed",
                                 .expected = "their end, or Cancel"}),
              QStringLiteral("无法计算推演：实际为 正在计算的其他推演，应为 等它们结束，或取消"));
}

TEST_F(Said, NamesStayAndValuesWithPlacesAreNoPlaces) {
    speakChinese();
    EXPECT_EQ(format::said("plc7 is silent"), QStringLiteral("plc7 没有数据"));
    EXPECT_EQ(format::said("alarm %2: %1"), QStringLiteral("报警 %2：%1"));
    EXPECT_EQ(format::said("a sentence of none"), QStringLiteral("a sentence of none"));
}

constexpr const char* kTwin = R"(
gemba = 1
name = "words"
[[item]]
id = "carton"
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
)";

TEST_F(Said, ResidualsAreSaidAsTheEngineSaysThem) {
    const auto read = twin::readTwinText(kTwin, "/tmp/words.toml");
    using sim::ResidualRow;
    for (const ResidualRow& row :
         {ResidualRow{.of = 12, .late = 12, .median = 0.81},
          ResidualRow{.of = 12, .early = 9, .median = -0.2},
          ResidualRow{.of = 12, .late = 2, .missing = 1, .extra = 2},
          ResidualRow{.of = 1, .missing = 1}, ResidualRow{.of = 5}, ResidualRow{},
          ResidualRow{.kind = sim::ResidualKind::value, .of = 1, .early = 1, .median = -60.0},
          ResidualRow{.kind = sim::ResidualKind::state, .of = 4, .late = 4, .median = 0.3},
          ResidualRow{.equipment = 7, .of = 1}})
        EXPECT_EQ(residualSentence(analysis::factsOf(row, *read.twin)).toStdString(),
                  analysis::describe(row, *read.twin));
    speakChinese();
    EXPECT_EQ(
        residualSentence(
            analysis::factsOf({.of = 12, .late = 11, .extra = 1, .median = 0.81}, *read.twin)),
        QStringLiteral(
            "infeed：最近 12 个 carton 中 11 个偏晚，+0.81 s；最近 12 个 carton 中多出 1 个"));
}

}  // namespace
}  // namespace gemba::ui
