#include "app/free_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gemba::app {

uint16_t freePort() {
    constexpr uint16_t kFallback = 5556;
    const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0)
        return kFallback;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const raw = reinterpret_cast<sockaddr*>(&address);
    const bool bound = bind(descriptor, raw, size) == 0 && getsockname(descriptor, raw, &size) == 0;
    close(descriptor);
    return bound ? ntohs(address.sin_port) : kFallback;
}

}  // namespace gemba::app
