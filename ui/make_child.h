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

/// A layout that another one takes in, and owns, before the function ends.
template <class T>
[[nodiscard]] T* makeLayout() {
    return std::make_unique<T>().release();
}

}  // namespace gemba::ui
