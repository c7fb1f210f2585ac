#include "engine/assets/importer.h"

/// The sandboxed importer. Started by `gemba` alone: it works on descriptors that it was given, and
/// knows nothing of Qt and Vulkan, so that it is there at once.
int main() {
    return gemba::assets::importChildMain();
}
