#include "app/window_desk.h"

namespace gemba::app {

// A session of the same twin in the place of the one that runs: all links are made anew, and whom
// the user refused is asked about once more.
void WindowDesk::reconnect() {
    m_trust.forgetRefusals();
    if (auto twin = m_window.editing().twin(); twin != nullptr)
        showEdited(std::move(twin));
}

}  // namespace gemba::app
