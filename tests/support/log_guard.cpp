#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <vector>

#include "engine/core/log.h"
#include "tests/support/expected_warning.h"
#include "tests/support/log_guard.h"

namespace gemba::test {
namespace {

struct Expectation {
    std::string part;
    bool seen = false;
};

std::mutex g_mutex;
std::vector<Expectation> g_expected;
std::vector<std::string> g_unexpected;

void onMessage(log::Level level, std::string_view message) {
    if (level != log::Level::warn && level != log::Level::error)
        return;
    const std::lock_guard lock(g_mutex);
    bool known = false;
    for (Expectation& expectation : g_expected) {
        if (message.find(expectation.part) != std::string_view::npos)
            known = expectation.seen = true;
    }
    if (!known)
        g_unexpected.emplace_back(message);
}

class WarningsFail final : public ::testing::EmptyTestEventListener {
 public:
    void OnTestStart(const ::testing::TestInfo&) override {
        const std::lock_guard lock(g_mutex);
        g_expected.clear();
        g_unexpected.clear();
    }
    void OnTestEnd(const ::testing::TestInfo&) override {
        const std::lock_guard lock(g_mutex);
        for (const std::string& message : g_unexpected)
            ADD_FAILURE() << "unexpected in the log: " << message;
        for (const Expectation& expectation : g_expected)
            EXPECT_TRUE(expectation.seen) << "never logged: " << expectation.part;
    }
};

}  // namespace

void expectWarning(std::string part) {
    const std::lock_guard lock(g_mutex);
    g_expected.push_back({std::move(part)});
}

void guardLog() {
    ::testing::UnitTest::GetInstance()->listeners().Append(new WarningsFail);
    log::listen(onMessage);
}

}  // namespace gemba::test
