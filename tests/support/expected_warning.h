#pragma once

#include <string>

namespace gemba::test {

/// Announces that the running test will log a warning or error that contains `part`. One that was
/// not announced fails the test, and so does one that was announced and never came.
void expectWarning(std::string part);

}  // namespace gemba::test
