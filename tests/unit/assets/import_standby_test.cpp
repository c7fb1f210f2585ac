#include "engine/assets/import_standby.h"

#include <poll.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets::test {
namespace {

class ImportStandbyTest : public ImportTest {
 protected:
    void SetUp() override {
        ImportTest::SetUp();
        m_box = write("box.obj", boxObj(1, 2, 3));
    }

    [[nodiscard]] Result<Imported> importFrom(ImportStandby& standby,
                                              ChildFault fault = ChildFault::none) const {
        return importModelWith({.fault = fault, .standby = &standby}, {.file = m_box}, cache(), {},
                               {});
    }

    fs::path m_box;
};

/// Whether a child hung up: ended, or as good as.
bool hasEnded(const ImportProcess& child) {
    constexpr int kPatienceMs = 10'000;
    for (;;) {
        pollfd line{child.statusFd(), POLLIN, 0};
        if (::poll(&line, 1, kPatienceMs) != 1)
            return false;
        if ((line.revents & POLLHUP) != 0)
            return true;
    }
}

/// Kills what this process has started, and waits until it is dead; not yet reaped.
int killChildren() {
    int killed = 0;
    for (const auto& task : fs::directory_iterator("/proc/self/task")) {
        std::ifstream children(task.path() / "children");
        for (pid_t child = 0; children >> child;) {
            siginfo_t ended{};
            killed += ::kill(child, SIGKILL) == 0 && ::waitid(P_PID, static_cast<id_t>(child),
                                                              &ended, WEXITED | WNOWAIT) == 0
                          ? 1
                          : 0;
        }
    }
    return killed;
}

TEST_F(ImportStandbyTest, TheOneThatWaitsDoesTheWork) {
    ImportStandby standby;
    ASSERT_TRUE(standby.waitReady());
    auto waiting = standby.take();
    ASSERT_TRUE(waiting);
    EXPECT_FALSE(standby.take()) << "there is one";

    const auto imported = importFrom(standby);  // none waits: it starts its own
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_NEAR(imported->report.sizeM.x, 1.0, 1e-6);

    // It alone can do what comes next: no other can be started.
    ASSERT_TRUE(standby.waitReady()) << "an import asks for the next";
    fs::remove_all(cache());
    const auto second = importModelWith({.executable = m_folder / "nothing", .standby = &standby},
                                        {.file = m_box}, cache(), {}, {});
    ASSERT_TRUE(second) << second.error().message();
    EXPECT_FALSE(second->report.fromCache);
}

TEST_F(ImportStandbyTest, OneThatDiedWhileItWaitedCostsNothing) {
    ImportStandby standby;
    ASSERT_TRUE(standby.waitReady());
    ASSERT_EQ(killChildren(), 1);
    const auto imported = importFrom(standby);
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_EQ(imported->report.triangles, 12u);
}

TEST_F(ImportStandbyTest, ADeadOneTakesNoJob) {
    ImportStandby standby;
    ASSERT_TRUE(standby.waitReady());
    const auto waiting = standby.take();
    ASSERT_TRUE(waiting);
    waiting->kill();
    EXPECT_TRUE(hasEnded(*waiting));
    const auto given = waiting->give({.file = m_box.string(), .roots = {}}, 0);
    ASSERT_FALSE(given);
    EXPECT_EQ(given.error().found, "the importer has ended before its work");
}

TEST_F(ImportStandbyTest, ItsFaultsAreToldAsEver) {
    ImportStandby standby;
    for (const auto& [fault, found] :
         {std::pair(ChildFault::crash, "crashed"), std::pair(ChildFault::garbage, "unusable")}) {
        ASSERT_TRUE(standby.waitReady());
        const auto imported = importFrom(standby, fault);
        ASSERT_FALSE(imported);
        EXPECT_NE(imported.error().found.find(found), std::string::npos) << imported.error().found;
    }
}

TEST_F(ImportStandbyTest, NothingOutlivesIt) {
    std::optional<ImportProcess> taken;
    {
        ImportStandby standby;
        ASSERT_TRUE(standby.waitReady());
        auto waiting = standby.take();
        ASSERT_TRUE(waiting);
        taken.emplace(std::move(*waiting));
        standby.refill();
        ASSERT_TRUE(standby.waitReady());
    }
    EXPECT_TRUE(hasEnded(*taken));
}

}  // namespace
}  // namespace gemba::assets::test
