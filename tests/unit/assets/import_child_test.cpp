#include <sys/syscall.h>

#include <thread>

#include "engine/assets/import_program.h"
#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets::test {
namespace {

class ImportChild : public ImportTest {
 protected:
    void SetUp() override {
        ImportTest::SetUp();
        m_box = write("box.obj", boxObj(1, 2, 3));
    }

    [[nodiscard]] std::string foundWith(ChildFault fault, ImportSettings settings = {}) const {
        settings.file = m_box;
        const auto imported = importModelWith({.fault = fault}, settings, cache(), {}, {});
        if (imported)
            return "imported";
        EXPECT_EQ(imported.error().on, m_box.string());
        return imported.error().found;
    }

    fs::path m_box;
};

TEST_F(ImportChild, ACrashIsAnError) {
    EXPECT_NE(foundWith(ChildFault::crash).find("crashed"), std::string::npos);
}

TEST_F(ImportChild, AHangEndsAtTheTimeout) {
    EXPECT_EQ(foundWith(ChildFault::hang, {.timeoutSeconds = 1}),
              "the importer did not finish within 1 s");
}

TEST_F(ImportChild, EatingMemoryEndsAtTheLimit) {
    const std::string found = foundWith(ChildFault::allocate, {.memoryMiB = 700});
    EXPECT_EQ(found, "the importer ran out of its 700 MiB of memory");
}

TEST_F(ImportChild, ABakeThatLiesIsRefused) {
    EXPECT_EQ(foundWith(ChildFault::garbage),
              "the importer wrote something unusable: an index beyond its vertices");
    EXPECT_EQ(foundWith(ChildFault::leaveSilently),
              "the importer wrote something unusable: a file too short");
}

TEST_F(ImportChild, TheSandboxIsSealed) {
    // Reading elsewhere is what Landlock forbids, where the kernel has it; sanitizers read /proc.
#ifdef GEMBA_SANITIZED
    const bool landlock = false;
#else
    const bool landlock = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1) > 0;
#endif
    EXPECT_EQ(foundWith(ChildFault::openOutside), landlock ? "sealed" : "sealed, but reads");
    EXPECT_FALSE(fs::exists("/tmp/gemba_sandbox_leak"));
}

TEST_F(ImportChild, AFailureLeavesNothingBehind) {
    (void)foundWith(ChildFault::crash);
    (void)foundWith(ChildFault::garbage);
    EXPECT_TRUE(fs::is_empty(cache()));
}

TEST_F(ImportChild, AnExecutableThatIsNotThereIsAnError) {
    const auto imported =
        importModelWith({.executable = m_folder / "nothing"}, {.file = m_box}, cache(), {}, {});
    ASSERT_FALSE(imported);
    EXPECT_NE(imported.error().found.find("cannot be started"), std::string::npos);
}

TEST_F(ImportChild, TheProgramIsFoundFromTheExecutablesPlace) {
    // Built: beside it. Installed: in libexec. The build's tests: in the neighbouring bin.
    for (const char* place : {"bin", "libexec/gemba"}) {
        const fs::path program = m_folder / "usr" / place / "gemba-import";
        const auto missing = findImportProgram(m_folder / "usr" / "bin");
        ASSERT_FALSE(missing);
        EXPECT_NE(missing.error().found.find(program.string()), std::string::npos);
        write(program, "");
        EXPECT_FALSE(findImportProgram(m_folder / "usr" / "bin")) << "no program";
        fs::permissions(program, fs::perms::owner_all);
        EXPECT_EQ(findImportProgram(m_folder / "usr" / "bin").value_or(""), program);
        if (program.parent_path().filename() == "bin") {
            EXPECT_EQ(findImportProgram(m_folder / "usr" / "tests").value_or(""), program);
        }
        fs::remove(program);
    }
}

TEST_F(ImportChild, CancelEndsAHangingChild) {
    std::stop_source stop;
    std::jthread canceller([&] { stop.request_stop(); });
    const auto imported = importModelWith({.fault = ChildFault::hang}, {.file = m_box}, cache(), {},
                                          stop.get_token());
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().found, "cancelled");
    EXPECT_TRUE(fs::is_empty(cache()));
}

TEST_F(ImportChild, ProgressRisesToOne) {
    std::vector<double> seen;
    const auto imported = importModel({.file = m_box}, cache(),
                                      [&](double at, std::string_view) { seen.push_back(at); });
    ASSERT_TRUE(imported) << imported.error().message();
    ASSERT_GE(seen.size(), 3u);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(seen.back(), 1.0);
}

TEST_F(ImportChild, SeveralAtOnce) {
    std::vector<fs::path> files;
    for (int i = 1; i <= 6; ++i)
        files.push_back(write("box" + std::to_string(i) + ".obj", boxObj(i, 1, 1)));
    std::vector<double> sizes(files.size());
    {
        std::vector<std::jthread> workers;
        for (size_t i = 0; i < files.size(); ++i)
            workers.emplace_back([&, i] {
                const auto imported = import(files[i]);
                sizes[i] = imported ? imported->report.sizeM.x : -1.0;
            });
    }
    for (size_t i = 0; i < files.size(); ++i)
        EXPECT_NEAR(sizes[i], static_cast<double>(i + 1), 1e-6);
}

TEST_F(ImportChild, TheSameFileAtOnce) {
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 4; ++i)
            workers.emplace_back([&] {
                const auto imported = import(m_box);
                good += imported && imported->report.triangles == 12 ? 1 : 0;
            });
    }
    EXPECT_EQ(good, 4);
    const auto count = std::distance(fs::directory_iterator(cache()), fs::directory_iterator());
    EXPECT_EQ(count, 1) << "one bake, no drafts";
    EXPECT_TRUE(import(m_box)->report.fromCache);
}

TEST_F(ImportChild, AnotherVersionsRequestIsRefused) {
    Bytes bytes = encodeRequest({.file = "a.obj", .roots = {}});
    ASSERT_TRUE(decodeRequest(bytes));
    bytes[0] ^= std::byte{1};
    const auto request = decodeRequest(bytes);
    ASSERT_FALSE(request);
    EXPECT_NE(request.error().found.find("another version"), std::string::npos);
}

TEST_F(ImportChild, ImpossibleUnitsAreRefused) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double unit : {1e300, 1e-300, -1.0, nan, std::numeric_limits<double>::infinity()})
        EXPECT_NE(foundWith(ChildFault::none, {.unitM = unit}).find("unit "), std::string::npos);
    EXPECT_EQ(foundWith(ChildFault::none, {.unitM = 0.0254}), "imported");
}

}  // namespace
}  // namespace gemba::assets::test
