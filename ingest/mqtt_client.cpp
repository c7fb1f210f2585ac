#include "ingest/mqtt_client.h"

#include <mosquitto.h>
#include <signal.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "engine/core/log.h"
#include "ingest/host_lookup.h"
#include "ingest/key_files.h"
#include "ingest/mqtt_endpoint.h"

namespace gemba::ingest {
namespace {

constexpr int64_t kFirstPauseNs = 100'000'000;
constexpr int64_t kLongestPauseNs = kNsPerSecond;
/// The library looks after its pings as often as this.
constexpr int64_t kMiscNs = 250'000'000;
constexpr int kQualityOfService = 1;

/// libmosquitto writes to broken connections with write(): while one of these lives, that raises no
/// SIGPIPE in this thread, and the program's own way with the signal stays as it was.
class PipeGuard {
 public:
    PipeGuard() {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        sigset_t pending;
        sigpending(&pending);
        m_wasPending = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~PipeGuard() {
        const timespec now{};
        while (!m_wasPending && sigtimedwait(&m_pipe, nullptr, &now) < 0 && errno == EINTR) {
        }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    PipeGuard(const PipeGuard&) = delete;
    PipeGuard& operator=(const PipeGuard&) = delete;

 private:
    sigset_t m_pipe{}, m_before{};
    bool m_wasPending = false;
};

struct Library {
    Library() { mosquitto_lib_init(); }
    ~Library() { mosquitto_lib_cleanup(); }
};

struct Destroy {
    void operator()(mosquitto* client) const { mosquitto_destroy(client); }
};
using Handle = std::unique_ptr<mosquitto, Destroy>;

}  // namespace

/// One attempt to connect is one client of the library, so that nothing of a broken one lives on.
struct MqttClient::Impl {
    std::string endpoint;
    MqttEndpoint place;
    std::vector<std::string> prefixes, filters;
    std::string ca;  // a file; empty: the system's
    std::optional<Credentials> credentials;

    Handle client;
    std::optional<HostLookup> lookup;
    UtcNs tryAt = 0, triedAt = 0, miscAt = 0;
    int64_t pauseNs = kFirstPauseNs;
    bool connected = false, broken = false;
    uint64_t disconnects = 0;
    std::string lastRefusal;

    // While drain() runs.
    const Take* take = nullptr;
    size_t taken = 0;

    ~Impl() {
        const PipeGuard guard;
        if (client && connected)
            mosquitto_disconnect(client.get());
        client.reset();
    }
    Impl() { static const Library library; }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void makeClient();
    [[nodiscard]] bool useKeys();
    void beginConnect(UtcNs now);
    void giveUp(UtcNs now);
    void letIn(int code);
    void receive(const mosquitto_message& message);
};

void MqttClient::Impl::makeClient() {
    // The library ignores SIGPIPE for the whole program when it makes a client: taken back.
    struct sigaction before {};
    sigaction(SIGPIPE, nullptr, &before);
    client.reset(mosquitto_new(nullptr, true, this));
    sigaction(SIGPIPE, &before, nullptr);
    if (!client)
        return;
    mosquitto_connect_callback_set(client.get(), [](mosquitto*, void* self, int code) {
        static_cast<Impl*>(self)->letIn(code);
    });
    mosquitto_disconnect_callback_set(
        client.get(), [](mosquitto*, void* self, int) { static_cast<Impl*>(self)->broken = true; });
    mosquitto_message_callback_set(client.get(),
                                   [](mosquitto*, void* self, const mosquitto_message* message) {
                                       static_cast<Impl*>(self)->receive(*message);
                                   });
    mosquitto_int_option(client.get(), MOSQ_OPT_TCP_NODELAY, 1);
}

/// False where the library cannot: a file that is no certificate.
bool MqttClient::Impl::useKeys() {
    if (credentials && mosquitto_username_pw_set(client.get(), credentials->user.c_str(),
                                                 credentials->password.c_str()) != MOSQ_ERR_SUCCESS)
        return false;
    if (!place.encrypted)
        return true;
    return (ca.empty() ? mosquitto_int_option(client.get(), MOSQ_OPT_TLS_USE_OS_CERTS, 1)
                       : mosquitto_tls_set(client.get(), ca.c_str(), nullptr, nullptr, nullptr,
                                           nullptr)) == MOSQ_ERR_SUCCESS;
}

/// The broker's answer to our greeting.
void MqttClient::Impl::letIn(int code) {
    if (code != 0) {
        const std::string reason = mosquitto_connack_string(code);
        if (reason != lastRefusal)
            log::warn(endpoint + ": the broker does not let us in: " + reason);
        lastRefusal = reason;
        broken = true;
        return;
    }
    lastRefusal.clear();
    connected = true;
    pauseNs = kFirstPauseNs;
    for (const std::string& filter : filters) {
        if (mosquitto_subscribe(client.get(), nullptr, filter.c_str(), kQualityOfService) !=
            MOSQ_ERR_SUCCESS)
            broken = true;
    }
}

void MqttClient::Impl::receive(const mosquitto_message& message) {
    ++taken;
    const std::string_view topic = message.topic;
    if (take == nullptr || !wantedByPrefix(topic, prefixes))
        return;
    (*take)({.topic = topic,
             .payload = {static_cast<const char*>(message.payload),
                         static_cast<size_t>(std::max(message.payloadlen, 0))},
             .retained = message.retain});
}

void MqttClient::Impl::beginConnect(UtcNs now) {
    triedAt = now;
    if (!lookup)
        lookup.emplace(place.host);
    if (!lookup->done())
        return;
    const std::string address = lookup->address();
    lookup.reset();  // asked again for the next attempt: hosts move
    makeClient();
    // A certificate is for a name: then the library asks for the address once more, which whoever
    // answered just now has at hand.
    const std::string& host = place.encrypted ? place.host : address;
    const bool begun = client && !address.empty() && useKeys() &&
                       mosquitto_connect_async(client.get(), host.c_str(), place.port,
                                               kKeepAliveS) == MOSQ_ERR_SUCCESS;
    broken = !begun;
    miscAt = now;
}

void MqttClient::Impl::giveUp(UtcNs now) {
    client.reset();
    disconnects += connected ? 1 : 0;
    connected = broken = false;
    tryAt = now + pauseNs;
    pauseNs = std::min(2 * pauseNs, kLongestPauseNs);
}

MqttClient::MqttClient(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
MqttClient::~MqttClient() = default;
MqttClient::MqttClient(MqttClient&&) noexcept = default;
MqttClient& MqttClient::operator=(MqttClient&&) noexcept = default;

Result<MqttClient> MqttClient::open(const std::string& endpoint,
                                    const std::vector<std::string>& subscribe,
                                    const twin::LinkKeys& keys) {
    auto place = parseMqttEndpoint(endpoint);
    if (!place)
        return tl::unexpected(place.error());
    auto filters = mqttFilters(subscribe);
    if (!filters)
        return tl::unexpected(filters.error());
    auto impl = std::make_unique<Impl>();
    if (!keys.credentials.empty()) {
        auto read = readCredentials(keys.credentials);
        if (!read)
            return tl::unexpected(read.error());
        impl->credentials = std::move(*read);
    }
    std::error_code ignored;
    if (place->encrypted && !keys.ca.empty() && !std::filesystem::is_regular_file(keys.ca, ignored))
        return fail({.doing = "connect to a broker",
                     .on = keys.ca.string(),
                     .found = "no file",
                     .expected = "the certificates that are trusted (PEM)"});
    impl->ca = keys.ca.string();
    impl->endpoint = endpoint;
    impl->place = std::move(*place);
    impl->prefixes = subscribe;
    impl->filters = std::move(*filters);
    return MqttClient(std::move(impl));
}

void MqttClient::tend(UtcNs now) {
    Impl& self = *m_impl;
    const PipeGuard guard;
    if (!self.client) {
        if (now >= self.tryAt)
            self.beginConnect(now);
    } else {
        if (mosquitto_want_write(self.client.get()))
            self.broken |= mosquitto_loop_write(self.client.get(), 1) != MOSQ_ERR_SUCCESS;
        if (now - self.miscAt >= kMiscNs) {
            self.miscAt = now;
            self.broken |= mosquitto_loop_misc(self.client.get()) != MOSQ_ERR_SUCCESS;
        }
        self.broken |= !self.connected && now - self.triedAt >= kPatienceNs;
    }
    if (self.broken)
        self.giveUp(now);
}

size_t MqttClient::drain(size_t most, const Take& take) {
    Impl& self = *m_impl;
    if (!self.client || self.broken)
        return 0;
    const PipeGuard guard;
    self.take = &take;
    self.taken = 0;
    // One packet a call; a call that finds none leaves EAGAIN.
    for (size_t packets = 0; packets < most && !self.broken; ++packets) {
        errno = 0;
        if (mosquitto_loop_read(self.client.get(), 1) != MOSQ_ERR_SUCCESS)
            self.broken = true;
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            break;
    }
    self.take = nullptr;
    return self.taken;
}

bool MqttClient::connected() const {
    return m_impl->connected;
}

uint64_t MqttClient::disconnects() const {
    return m_impl->disconnects;
}

int MqttClient::fd() const {
    return m_impl->client ? mosquitto_socket(m_impl->client.get()) : -1;
}

bool MqttClient::wantsWrite() const {
    return m_impl->client && mosquitto_want_write(m_impl->client.get());
}

}  // namespace gemba::ingest
