#include <gtest/gtest.h>
#include <vulkan/vulkan.h>
#include <xcb/xcb.h>
// After xcb.h, which it needs.
#include <vulkan/vulkan_xcb.h>

#include <cstdlib>
#include <memory>

#include "engine/render/renderer.h"
#include "engine/render/vk/device.h"
#include "engine/render/vk/swapchain.h"
#include "tests/unit/render/scene_builder.h"

namespace gemba::render {
namespace {

const RendererSettings kSettings{
    .instanceExtensions = {VK_KHR_SURFACE_EXTENSION_NAME, VK_KHR_XCB_SURFACE_EXTENSION_NAME},
    .window = true,
    .validation = true};

struct Disconnect {
    void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
};

/// A window of its own on the display; skipped where there is none.
class WindowTest : public ::testing::Test {
 protected:
    void SetUp() override {
        m_connection.reset(xcb_connect(nullptr, nullptr));
        if (xcb_connection_has_error(m_connection.get()) != 0)
            GTEST_SKIP() << "no display";
        auto made = Renderer::create(kSettings);
        if (!made)
            GTEST_SKIP() << made.error().message();
        m_renderer = std::move(*made);
        openWindow();
        ASSERT_TRUE(m_renderer->setScene(m_line.twin, m_line.models));
        m_view.camera = {.eye = {-3.4, -5.2, 3.4}, .target = {-1.2, 0.2, 0.7}};
    }
    void TearDown() override {
        if (!m_renderer)
            return;
        EXPECT_TRUE(m_renderer->setSurface(0));
        vkDestroySurfaceKHR(instance(), m_surface, nullptr);
        EXPECT_EQ(m_renderer->statistics().validationMessages, 0u);
    }
    void openWindow() {
        const xcb_screen_t* screen =
            xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data;
        m_window = xcb_generate_id(m_connection.get());
        xcb_create_window(m_connection.get(), XCB_COPY_FROM_PARENT, m_window, screen->root, 0, 0,
                          320, 240, 0, XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual, 0,
                          nullptr);
        xcb_map_window(m_connection.get(), m_window);
        settle();
        m_surface = makeSurface(instance());
        ASSERT_TRUE(m_renderer->setSurface(reinterpret_cast<uint64_t>(m_surface)));
        m_renderer->resize(320, 240);
    }
    VkSurfaceKHR makeSurface(VkInstance owner) {
        VkXcbSurfaceCreateInfoKHR info{};
        info.sType = VK_STRUCTURE_TYPE_XCB_SURFACE_CREATE_INFO_KHR;
        info.connection = m_connection.get();
        info.window = m_window;
        VkSurfaceKHR out = VK_NULL_HANDLE;
        EXPECT_EQ(vkCreateXcbSurfaceKHR(owner, &info, nullptr, &out), VK_SUCCESS);
        return out;
    }
    void resizeWindow(uint32_t width, uint32_t height) {
        const uint32_t size[] = {width, height};
        xcb_configure_window(m_connection.get(), m_window,
                             XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT, size);
        settle();
    }
    // A round trip: what was asked for has happened.
    void settle() {
        std::free(xcb_get_input_focus_reply(m_connection.get(),
                                            xcb_get_input_focus(m_connection.get()), nullptr));
    }
    VkInstance instance() const { return static_cast<VkInstance>(m_renderer->instanceHandle()); }
    // Frames drawn of `tries`: the others renewed the swapchain.
    int drawSome(int tries) {
        int drawn = 0;
        for (int i = 0; i < tries; ++i)
            drawn += m_renderer->draw(m_line.snapshot, m_view) == DrawOutcome::drawn;
        return drawn;
    }

    test::Line m_line = test::packingLine();
    ViewState m_view;
    std::unique_ptr<xcb_connection_t, Disconnect> m_connection;
    std::unique_ptr<Renderer> m_renderer;
    xcb_window_t m_window = 0;
    VkSurfaceKHR m_surface = VK_NULL_HANDLE;
};

TEST_F(WindowTest, DrawsThroughResizesAndMinimising) {
    EXPECT_GE(drawSome(4), 3);
    // The window changes under the renderer, and then says so.
    for (const auto& [width, height] : {std::pair{500u, 200u}, {64u, 64u}, {320u, 240u}}) {
        resizeWindow(width, height);
        drawSome(2);
        m_renderer->resize(width, height);
        EXPECT_GE(drawSome(4), 2);
    }
    m_renderer->resize(0, 0);
    EXPECT_EQ(drawSome(3), 0) << "minimised";
    m_renderer->resize(320, 240);
    EXPECT_GE(drawSome(3), 2);
}

TEST_F(WindowTest, PicturesAndPicksBetweenFrames) {
    EXPECT_GE(drawSome(3), 2);
    const PickId there = m_renderer->pick(160, 120);
    ASSERT_TRUE(m_renderer->renderOffscreen(m_line.snapshot, m_view, 320, 240));
    EXPECT_EQ(m_renderer->pick(160, 120), there) << "the same picture, offscreen";
    EXPECT_GE(drawSome(3), 2);
}

TEST_F(WindowTest, TheSurfaceIsTakenAwayAndGivenBack) {
    EXPECT_GE(drawSome(2), 1);
    ASSERT_TRUE(m_renderer->setSurface(0));
    EXPECT_EQ(drawSome(2), 0);
    ASSERT_TRUE(m_renderer->setSurface(reinterpret_cast<uint64_t>(m_surface)));
    EXPECT_GE(drawSome(3), 2);
}

// As a compositor does with a window that it does not show.
TEST_F(WindowTest, AScreenThatGivesNoPictureBackIsNotWaitedForLong) {
    ASSERT_TRUE(m_renderer->setSurface(0));
    const auto device = Device::create(kSettings);
    ASSERT_TRUE(device) << device.error().message();
    const VkInstance owner = *(*device)->instance();
    const VkSurfaceKHR surface = makeSurface(owner);
    {
        const auto chain = Swapchain::create(**device, surface);
        ASSERT_TRUE(chain) << chain.error().message();
        ASSERT_TRUE((*chain)->rebuild(320, 240));
        std::vector<vk::raii::Semaphore> acquired;
        const auto acquire = [&] {
            acquired.push_back((**device)->createSemaphore({}));
            return (*chain)->acquire(acquired.back()).has_value();
        };
        while (acquire())
            continue;
        EXPECT_GE(acquired.size(), 3u) << "pictures that could be had, and one that could not";
        EXPECT_TRUE((*chain)->fits()) << "it need not be made anew";
        (**device)->waitIdle();
    }
    vkDestroySurfaceKHR(owner, surface, nullptr);
    EXPECT_EQ((*device)->validationMessages(), 0u);
}

}  // namespace
}  // namespace gemba::render
