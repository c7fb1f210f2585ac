#pragma once

#include <cstdint>

namespace gemba {

/// The fingerprint of engine/core/libm. Changes with any bit of any of its functions: recordings
/// made before such a change cannot be verified bit for bit after it.
inline constexpr uint64_t kOwnMathsFingerprint = 0x7FA603A0E51C1478u;

/// Hash of what sin, cos, exp, pow and their like return in this process for a fixed table of
/// arguments: equal fingerprints mean equal elementary functions. kOwnMathsFingerprint where the
/// executable links gemba_libm; another value means that the C library's were used. Any thread;
/// tens of microseconds.
[[nodiscard]] uint64_t mathsFingerprint();

}  // namespace gemba
