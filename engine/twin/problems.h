#pragma once

#include <span>
#include <vector>

#include "engine/twin/document.h"
#include "engine/twin/reader.h"

namespace gemba::twin {

/// Collects what is wrong with a file. A file wrong in a million places costs bounded memory and
/// time: beyond kMaxProblems they are counted only, beyond kMaxHints no hints are searched.
class Problems {
 public:
    static constexpr size_t kMaxProblems = 10'000;
    static constexpr size_t kMaxHints = 100;

    void add(const Place& place, std::string key, std::string found, std::string expected,
             std::string hint = "");

    [[nodiscard]] bool empty() const { return m_all.empty(); }
    /// False once there are so many problems that hints no longer help.
    [[nodiscard]] bool wantsHints() const { return m_all.size() < kMaxHints; }
    /// "did you mean ...?" for the candidate most like `name`, or "".
    [[nodiscard]] std::string hintFor(std::string_view name,
                                      std::span<const std::string_view> candidates) const;
    /// By line and column. Leaves this empty.
    [[nodiscard]] std::vector<Problem> takeSorted();

 private:
    std::vector<Problem> m_all;
    size_t m_more = 0;
};

}  // namespace gemba::twin
