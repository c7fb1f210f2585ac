#pragma once

namespace gemba::physics {

/// Makes Bullet keep what it frees for its next request, by thread and size, so that parts which
/// come and go allocate nothing once as many have been there. Process-wide; any number of times,
/// any thread. Not under sanitizers, which want to see each block.
void installRecycler();

}  // namespace gemba::physics
