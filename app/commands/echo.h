#pragma once

#include "ingest/echo.h"

namespace gemba::app {

/// `gemba echo`: the room of the wire does all of it.
using EchoOptions = ingest::EchoOptions;
using ingest::runEcho;

}  // namespace gemba::app
