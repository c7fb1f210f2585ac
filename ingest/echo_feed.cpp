#include "ingest/echo_feed.h"

#include <zmq.hpp>

#include "ingest/mqtt_client.h"
#include "ingest/mqtt_endpoint.h"
#include "ingest/sub_socket.h"

namespace gemba::ingest {
namespace {

class ZmqFeed final : public EchoFeed {
 public:
    explicit ZmqFeed(SubSocket socket) : m_socket(std::move(socket)) {}

    void collect(std::vector<WakeUp>& out) override {
        out.push_back({.socket = m_socket.handle()});
    }
    void follow(UtcNs now) override { m_socket.readMonitor(now); }
    bool connected() const override { return m_socket.connected(); }
    size_t drain(size_t most, const Take& take) override {
        size_t count = 0;
        for (; count < most && m_socket.receive(); ++count)
            take(m_socket.frames(), false);
        return count;
    }

 private:
    SubSocket m_socket;
};

class MqttFeed final : public EchoFeed {
 public:
    explicit MqttFeed(MqttClient client) : m_client(std::move(client)) {}

    void collect(std::vector<WakeUp>& out) override {
        if (m_client.fd() >= 0)
            out.push_back({.fd = m_client.fd(), .whenWritable = m_client.wantsWrite()});
    }
    void follow(UtcNs now) override { m_client.tend(now); }
    bool connected() const override { return m_client.connected(); }
    size_t drain(size_t most, const Take& take) override {
        return m_client.drain(most, [&](const MqttClient::Message& message) {
            const std::string_view frames[] = {message.topic, message.payload};
            take(frames, message.retained);
        });
    }

 private:
    MqttClient m_client;
};

}  // namespace

Result<std::unique_ptr<EchoFeed>> EchoFeed::open(ZmqContext& context, const std::string& endpoint,
                                                 const twin::LinkKeys& keys) {
    if (isMqtt(endpoint)) {
        auto client = MqttClient::open(endpoint, {}, keys);
        if (!client)
            return tl::unexpected(client.error());
        return std::make_unique<MqttFeed>(std::move(*client));
    }
    auto socket = SubSocket::open(context.get(), endpoint, {}, keys);
    if (!socket)
        return tl::unexpected(socket.error());
    return std::make_unique<ZmqFeed>(std::move(*socket));
}

void waitForAny(std::span<EchoFeed* const> feeds, int ms) {
    std::vector<WakeUp> wakeUps;
    for (EchoFeed* feed : feeds)
        feed->collect(wakeUps);
    std::vector<zmq_pollitem_t> items;
    for (const WakeUp& each : wakeUps) {
        const int events = ZMQ_POLLIN | (each.whenWritable ? ZMQ_POLLOUT : 0);
        items.push_back({each.socket, each.fd, static_cast<short>(events), 0});
    }
    zmq_poll(items.data(), static_cast<int>(items.size()), ms);
}

}  // namespace gemba::ingest
