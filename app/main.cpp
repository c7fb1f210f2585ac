#include <csignal>
#include <cstdio>
#include <exception>

#include "app/command_line.h"

int main(int argc, char** argv) {
    // A limit on the size of files is an error of that file, not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return gemba::app::runCommandLine(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "gemba: stopped by an unexpected error: %s\n", error.what());
        return 70;  // EX_SOFTWARE
    }
}
