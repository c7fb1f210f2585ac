#include <cstdio>
#include <cstring>
#include <exception>

#include "app/command_line.h"
#include "engine/assets/importer.h"

int main(int argc, char** argv) {
    // The sandboxed importer is this executable again: nothing else may have run before.
    if (argc > 1 && std::strcmp(argv[1], gemba::assets::kImportChildWord) == 0)
        return gemba::assets::importChildMain();
    try {
        return gemba::app::runCommandLine(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "gemba: stopped by an unexpected error: %s\n", error.what());
        return 70;  // EX_SOFTWARE
    }
}
