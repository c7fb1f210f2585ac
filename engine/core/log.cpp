#include "engine/core/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <mutex>

namespace gemba::log {
namespace {

std::mutex g_mutex;
Listener g_listener;

spdlog::logger& logger() {
    static const auto kLogger = [] {
        auto created = spdlog::stderr_color_mt("gemba");
        created->set_pattern("%H:%M:%S.%e %^%l%$ %v");
        return created;
    }();
    return *kLogger;
}

spdlog::level::level_enum spdlogLevel(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            break;
    }
    return spdlog::level::err;
}

}  // namespace

void setLevel(Level level) {
    logger().set_level(spdlogLevel(level));
}

void write(Level level, std::string_view message) {
    {
        const std::lock_guard lock(g_mutex);
        if (g_listener)
            g_listener(level, message);
    }
    logger().log(spdlogLevel(level), "{}", message);
}

void listen(Listener listener) {
    const std::lock_guard lock(g_mutex);
    g_listener = std::move(listener);
}

}  // namespace gemba::log
