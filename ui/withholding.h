#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/render/view.h"

namespace gemba::ui {

/// Which equipment and models are hidden, and which are locked: by their ids, so that a twin after
/// an edit hides the same. Plain data. Nothing of it is in the twin's file.
class Withholding {
 public:
    using Ids = std::vector<std::string>;

    [[nodiscard]] bool hidden(const std::string& id) const { return m_hidden.contains(id); }
    [[nodiscard]] bool locked(const std::string& id) const { return m_locked.contains(id); }
    [[nodiscard]] bool anyHidden() const { return !m_hidden.empty(); }
    [[nodiscard]] bool isolating() const { return !m_alone.empty(); }

    void setHidden(const Ids& ids, bool hidden);
    void setLocked(const Ids& ids, bool locked);
    /// All others are hidden, until endIsolation(), which brings back what was shown before.
    void isolate(const twin::Twin& twin, const Ids& ids);
    void endIsolation();
    void showAll();

    /// For the renderer. With a device go the models that hang on it, unless they are alone. Null:
    /// nothing is withheld.
    [[nodiscard]] std::shared_ptr<const render::Withheld> of(const twin::Twin& twin) const;

 private:
    std::set<std::string> m_hidden, m_locked;
    std::set<std::string> m_before, m_alone;  // of an isolation: what was hidden, what stayed
};

}  // namespace gemba::ui
