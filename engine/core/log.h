#pragma once

#include <functional>
#include <string_view>

/// Log lines for people: `info` for the user, `warn` for what the user may want to change, `error`
/// for what failed, `debug` for us. Text goes to standard error; standard output is for results.
namespace gemba::log {

enum class Level { debug, info, warn, error };

void setLevel(Level level);

/// Any thread. Messages arrive already formatted (fmt::format) at the call.
void write(Level level, std::string_view message);

inline void debug(std::string_view message) {
    write(Level::debug, message);
}
inline void info(std::string_view message) {
    write(Level::info, message);
}
inline void warn(std::string_view message) {
    write(Level::warn, message);
}
inline void error(std::string_view message) {
    write(Level::error, message);
}

/// Sees every message of any thread, before it is printed: for the window's log and for tests. One
/// at a time; an empty function takes it away.
using Listener = std::function<void(Level, std::string_view)>;
void listen(Listener listener);

}  // namespace gemba::log
