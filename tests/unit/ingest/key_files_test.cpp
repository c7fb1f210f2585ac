#include "ingest/key_files.h"

#include <gtest/gtest.h>

#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest {
namespace {

class KeyFiles : public testing::Test {
 protected:
    std::filesystem::path write(const std::string& content) {
        mcap::test::writeAll(m_folder / "key", std::as_bytes(std::span(content)));
        return m_folder / "key";
    }
    mcap::test::Folder m_folder;
};

TEST_F(KeyFiles, UserAndPasswordAreALineEach) {
    for (const char* text :
         {"plc7\ncorrect horse", "plc7\r\ncorrect horse\r\n", "plc7\ncorrect horse\nmore"}) {
        const auto read = readCredentials(write(text));
        ASSERT_TRUE(read) << read.error().message();
        EXPECT_EQ(read->user, "plc7");
        EXPECT_EQ(read->password, "correct horse");
    }
    EXPECT_EQ(readCredentials(write("plc7"))->password, "");
    EXPECT_FALSE(readCredentials(write("")));
    EXPECT_FALSE(readCredentials(write("\nsecret")));
    EXPECT_FALSE(readCredentials(m_folder / "none"));
    EXPECT_FALSE(readCredentials(m_folder / "."));
}

TEST_F(KeyFiles, AKeyIsFortyCharacters) {
    const std::string key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";
    EXPECT_EQ(readCurveKey(write(key)).value(), key);
    EXPECT_EQ(readCurveKey(write(key + "\r\n\n")).value(), key);
    for (const std::string& text :
         {key.substr(1), key + "x", key + "\nsecret", " " + key.substr(1)}) {
        const auto read = readCurveKey(write(text));
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().message().find("secret"), std::string::npos);
        EXPECT_EQ(read.error().message().find(key.substr(5, 10)), std::string::npos);
    }
}

}  // namespace
}  // namespace gemba::ingest
