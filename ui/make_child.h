#pragma once

#include <memory>
#include <utility>

namespace gemba::ui {

/// Makes a QObject whose last constructor argument is its parent; Qt's parent owns it and ends it.
/// The one place where the window lets go of a unique_ptr.
template <class T, class Parent, class... Arguments>
[[nodiscard]] T* makeChild(Parent* parent, Arguments&&... arguments) {
    return std::make_unique<T>(std::forward<Arguments>(arguments)..., parent).release();
}

}  // namespace gemba::ui
