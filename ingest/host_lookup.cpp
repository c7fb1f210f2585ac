#include "ingest/host_lookup.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <atomic>
#include <thread>

namespace gemba::ingest {

struct HostLookup::State {
    std::string host, address;
    std::atomic<bool> done{false};
};

namespace {

bool isAddress(const std::string& host) {
    in6_addr bytes{};
    return inet_pton(AF_INET, host.c_str(), &bytes) == 1 ||
           inet_pton(AF_INET6, host.c_str(), &bytes) == 1;
}

std::string resolve(const std::string& host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &wanted, &list) != 0)
        return {};
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(list, &freeaddrinfo);
    std::string out;
    for (const addrinfo* each = list; each != nullptr; each = each->ai_next) {
        char text[NI_MAXHOST];
        if (getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, nullptr, 0,
                        NI_NUMERICHOST) != 0)
            continue;
        if (each->ai_family == AF_INET)
            return text;
        out = out.empty() ? text : out;
    }
    return out;
}

}  // namespace

HostLookup::HostLookup(const std::string& host) : m_state(std::make_shared<State>()) {
    m_state->host = host;
    // The machine itself needs no asking.
    if (isAddress(host) || host == "localhost") {
        m_state->address = host == "localhost" ? "127.0.0.1" : host;
        m_state->done.store(true, std::memory_order_release);
        return;
    }
    std::thread([state = m_state] {
        state->address = resolve(state->host);
        state->done.store(true, std::memory_order_release);
    }).detach();
}

HostLookup::~HostLookup() = default;
HostLookup::HostLookup(HostLookup&&) noexcept = default;
HostLookup& HostLookup::operator=(HostLookup&&) noexcept = default;

bool HostLookup::done() const {
    return m_state->done.load(std::memory_order_acquire);
}

std::string HostLookup::address() const {
    return done() ? m_state->address : std::string();
}

}  // namespace gemba::ingest
