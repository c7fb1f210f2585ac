#pragma once

#include <memory>
#include <optional>
#include <string>

namespace gemba::ingest {

/// Finds the address of a host without making anybody wait. One thread asks.
///
///     HostLookup lookup("broker.local");
///     if (lookup.done()) connectTo(lookup.address());
class HostLookup {
 public:
    /// Addresses are done at once; names are asked for on a worker. That worker is the one thread
    /// of the program that nobody joins: the system's resolver may sit on it for half a minute and
    /// cannot be stopped, and it owns all that it touches.
    explicit HostLookup(const std::string& host);
    ~HostLookup();
    HostLookup(HostLookup&&) noexcept;
    HostLookup& operator=(HostLookup&&) noexcept;

    [[nodiscard]] bool done() const;
    /// Once done: in digits, IPv4 before IPv6; empty where the host is not known.
    [[nodiscard]] std::string address() const;

 private:
    struct State;
    std::shared_ptr<State> m_state;  // shared with the worker, which may outlive us
};

}  // namespace gemba::ingest
