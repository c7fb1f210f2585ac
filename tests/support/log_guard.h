#pragma once

namespace gemba::test {

/// From now on a test fails on a warning in the log that it did not announce with expectWarning().
/// After InitGoogleTest, before the first test.
void guardLog();

}  // namespace gemba::test
