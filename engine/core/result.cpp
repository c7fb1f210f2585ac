#include "engine/core/result.h"

#include "engine/core/text.h"

namespace gemba {

std::string Error::message() const {
    std::string text = "cannot " + doing;
    if (!on.empty())
        text += ": " + on;
    if (!found.empty())
        text += ": found " + found;
    if (!expected.empty())
        text += (found.empty() ? ": expected " : ", expected ") + expected;
    return cleanText(text);  // names of files and devices come from outside
}

}  // namespace gemba
