#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <thread>

#include "ingest/host_lookup.h"
#include "ingest/ingest_thread.h"
#include "ingest/mqtt_client.h"
#include "ingest/mqtt_endpoint.h"
#include "ingest/sample_intake.h"
#include "tests/support/expected_warning.h"
#include "tests/unit/ingest/plant_names.h"

namespace gemba::ingest {
namespace {

using namespace std::chrono_literals;

bool eventually(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < end) {
        if (holds())
            return true;
        std::this_thread::sleep_for(2ms);
    }
    return holds();
}

TEST(MqttEndpoint, HostsAndPorts) {
    const auto parse = [](const char* text) {
        const auto place = parseMqttEndpoint(text);
        return place ? place->host + " " + std::to_string(place->port) : place.error().message();
    };
    EXPECT_EQ(parse("mqtt://broker.local:1884"), "broker.local 1884");
    EXPECT_EQ(parse("mqtt://127.0.0.1"), "127.0.0.1 1883");
    EXPECT_EQ(parse("mqtt://[::1]:99"), "::1 99");
    EXPECT_EQ(parse("mqtt://[::1]"), "::1 1883");
    for (const char* wrong :
         {"mqtt://", "mqtt://:1883", "mqtt://a:0", "mqtt://a:65536", "mqtt://a:", "mqtt://a:1x",
          "mqtt://a b", "mqtt://a/b", "mqtt://[::1", "mqtt://[::1]x", "tcp://a:1"})
        EXPECT_FALSE(parseMqttEndpoint(wrong).has_value()) << wrong;
    EXPECT_EQ(parse("mqtts://broker"), "broker 8883");
    EXPECT_EQ(parse("mqtts://broker:1"), "broker 1");
    EXPECT_TRUE(parseMqttEndpoint("mqtts://broker")->encrypted);
    EXPECT_FALSE(parseMqttEndpoint("mqtt://broker")->encrypted);

    // What should be secret is not repeated.
    const std::string secret = parse("mqtt://me:secret@broker");
    EXPECT_NE(secret.find("credentials file"), std::string::npos);
    EXPECT_EQ(secret.find("secret"), std::string::npos);
}

TEST(MqttEndpoint, PrefixesBecomeFilters) {
    using Texts = std::vector<std::string>;
    EXPECT_EQ(mqttFilters({}).value(), Texts{"#"});
    EXPECT_EQ(mqttFilters({""}).value(), Texts{"#"});
    EXPECT_EQ(mqttFilters({"a/b/"}).value(), Texts{"a/b/#"});
    EXPECT_EQ(mqttFilters({"a/b/c", "a/b/d"}).value(), Texts{"a/b/#"});
    EXPECT_EQ(mqttFilters({"a/b/", "x/", "a/"}).value(), (Texts{"a/#", "x/#"}));
    EXPECT_FALSE(mqttFilters({"a/+/b"}).has_value());
    EXPECT_FALSE(mqttFilters({"a/#"}).has_value());

    EXPECT_TRUE(wantedByPrefix("a/b/c1", {"x", "a/b/c"}));
    EXPECT_FALSE(wantedByPrefix("a/b/d", {"x", "a/b/c"}));
    EXPECT_TRUE(wantedByPrefix("a", {}));
}

TEST(HostLookup, AddressesNeedNoAsking) {
    EXPECT_EQ(HostLookup("10.0.0.7").address(), "10.0.0.7");
    EXPECT_EQ(HostLookup("::1").address(), "::1");
    EXPECT_EQ(HostLookup("localhost").address(), "127.0.0.1");
}

TEST(SampleIntake, ARetainedMessageIsARepeatedValue) {
    SampleIntake intake({}, 0, test::lineNames(), 8);
    const std::string_view frames[] = {"line/speed", "4.5"};
    signals::Sample sample;
    intake.take(frames, 1'800'000'000 * kNsPerSecond, true);
    ASSERT_TRUE(intake.ring().pop(sample));
    EXPECT_TRUE(sample.last);
    intake.take(frames, 1'800'000'001 * kNsPerSecond);
    ASSERT_TRUE(intake.ring().pop(sample));
    EXPECT_FALSE(sample.last);
}

/// A listener that says whatever the test says, to each who comes.
class FakeBroker {
 public:
    explicit FakeBroker(std::string answer, bool close = false) : m_answer(std::move(answer)) {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(m_listener, 8), 0);
        EXPECT_EQ(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
        m_endpoint = "mqtt://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        m_thread = std::jthread([this, close](const std::stop_token& stop) { serve(stop, close); });
    }
    ~FakeBroker() {
        m_thread.request_stop();
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
        for (const int each : m_open)
            ::close(each);
    }
    const std::string& endpoint() const { return m_endpoint; }
    int visits() const { return m_visits; }

 private:
    void serve(const std::stop_token& stop, bool close) {
        while (!stop.stop_requested()) {
            const int client = ::accept(m_listener, nullptr, nullptr);
            if (client < 0)
                return;
            char greeting[256];
            (void)!::recv(client, greeting, sizeof greeting, 0);
            (void)!::send(client, m_answer.data(), m_answer.size(), MSG_NOSIGNAL);
            if (close)
                ::close(client);
            else
                m_open.push_back(client);
            ++m_visits;
        }
    }

    std::string m_answer, m_endpoint;
    int m_listener = -1;
    std::atomic<int> m_visits{0};
    std::vector<int> m_open;
    std::jthread m_thread;
};

/// What a broker says to let us in, and one message.
const std::string kWelcome("\x20\x02\0\0", 4);
std::string message(std::string_view topic, std::string_view payload, bool retained = false) {
    std::string body{'\0', static_cast<char>(topic.size())};
    body.append(topic).append(payload);
    return std::string{static_cast<char>(retained ? 0x31 : 0x30), static_cast<char>(body.size())} +
           body;
}

struct Follower {
    explicit Follower(const std::string& endpoint, std::vector<std::string> subscribe = {}) {
        twin::LiveSource live;
        live.id = "plc7";
        live.connect = endpoint;
        live.subscribe = std::move(subscribe);
        source = &ingest.addSource(live, 0, test::lineNames());
        EXPECT_TRUE(ingest.open().has_value());
        thread = std::jthread([this](std::stop_token stop) { ingest.run(stop); });
    }
    IngestThread ingest;
    WireSource* source = nullptr;
    std::jthread thread;
};

TEST(Mqtt, MessagesBecomeSamples) {
    const FakeBroker broker(kWelcome + message("line/weight", "7", true) +
                            message("line/speed", R"({"seq":1,"v":0.5})") +
                            message("other/speed", "1") + message("line/speed", "{") +
                            message("line/speed", R"({"seq":4,"v":0.75})"));
    Follower follower(broker.endpoint(), {"line/"});
    WireSource& source = *follower.source;
    ASSERT_TRUE(eventually([&] { return source.status().messages == 4; }));
    EXPECT_TRUE(eventually([&] { return source.status().connected; }));
    EXPECT_EQ(source.status().rejected, 1u);
    EXPECT_EQ(source.status().lost, 2u);
    std::vector<signals::Sample> samples;
    signals::Sample sample;
    while (source.ring().pop(sample)) {
        if (sample.signal != signals::Sample::kHeartbeat)
            samples.push_back(sample);
    }
    ASSERT_EQ(samples.size(), 3u);
    EXPECT_EQ(samples[0].signal, test::weight);
    EXPECT_TRUE(samples[0].last);
    EXPECT_EQ(samples[1].value, Value::ofReal(0.5));
    EXPECT_FALSE(samples[1].last);
    EXPECT_EQ(samples[2].lost, 2u);
}

TEST(Mqtt, BrokersThatHangUpAreComeBackTo) {
    const FakeBroker broker(kWelcome + message("line/speed", "1"), true);
    Follower follower(broker.endpoint());
    WireSource& source = *follower.source;
    ASSERT_TRUE(eventually([&] { return source.status().disconnects >= 2; }));
    EXPECT_GE(source.status().messages, 2u);
    EXPECT_EQ(source.status().rejected, 0u);
}

TEST(Mqtt, NonsenseIsNoHarm) {
    for (const std::string& nonsense :
         {std::string("HTTP/1.1 400 Bad Request\r\n\r\n"), std::string(300, '\xff'),
          std::string(4, '\0'), kWelcome + std::string("\x30\x03\0\xff\xff", 5),
          kWelcome + std::string("\x30\xff\xff\xff\xff\x7f", 6), std::string("")}) {
        const FakeBroker broker(nonsense, true);
        Follower follower(broker.endpoint());
        ASSERT_TRUE(eventually([&] { return broker.visits() >= 2; }));
        EXPECT_EQ(follower.source->status().messages, 0u);
    }
}

TEST(Mqtt, ARefusalIsSaidOnce) {
    gemba::test::expectWarning("does not let us in");
    const FakeBroker broker(std::string("\x20\x02\0\x05", 4), true);
    Follower follower(broker.endpoint());
    ASSERT_TRUE(eventually([&] { return broker.visits() >= 3; }));
    EXPECT_FALSE(follower.source->status().connected);
}

TEST(Mqtt, NobodyThereIsNoFailure) {
    Follower follower("mqtt://127.0.0.1:9");
    follower.thread.request_stop();
    follower.thread.join();
    EXPECT_FALSE(follower.source->status().connected);

    IngestThread ingest;
    twin::LiveSource live;
    live.connect = "mqtts://a/b";
    ingest.addSource(live, 0, test::lineNames());
    EXPECT_FALSE(ingest.open().has_value());
}

TEST(Mqtt, TheProgramsSignalsStayAsTheyWere) {
    const auto before = std::signal(SIGPIPE, SIG_DFL);
    auto client = MqttClient::open("mqtt://127.0.0.1:9", {});
    ASSERT_TRUE(client.has_value());
    client->tend(kNsPerSecond);
    EXPECT_EQ(std::signal(SIGPIPE, before), SIG_DFL);
}

}  // namespace
}  // namespace gemba::ingest
