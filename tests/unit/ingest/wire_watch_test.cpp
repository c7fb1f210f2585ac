#include "ingest/wire_watch.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <zmq.hpp>

#include "tests/support/expected_warning.h"

namespace gemba::ingest {
namespace {

constexpr auto kPatience = std::chrono::seconds(20);

/// A plant that says one thing again and again.
class WireWatchTest : public testing::Test {
 protected:
    WireWatchTest() : m_plant(m_context, zmq::socket_type::xpub) {
        m_plant.set(zmq::sockopt::linger, 0);
        m_plant.bind("tcp://127.0.0.1:*");
        m_twin.live.push_back({.id = "plc",
                               .connect = m_plant.get(zmq::sockopt::last_endpoint),
                               .subscribe = {"line/"}});
    }
    void say(const std::string& topic, const std::string& payload) {
        m_plant.send(zmq::buffer(topic), zmq::send_flags::sndmore);
        m_plant.send(zmq::buffer(payload), zmq::send_flags::none);
    }
    /// Until that many values have come.
    [[nodiscard]] std::shared_ptr<const std::vector<sim::WireValue>> values(WireWatch& watch,
                                                                            size_t count) {
        const auto until = std::chrono::steady_clock::now() + kPatience;
        for (;;) {
            auto out = watch.values();
            if (out->size() >= count || std::chrono::steady_clock::now() > until)
                return out;
            say("line/speed", R"({"v":0.4})");
            say("elsewhere", R"({"temperature":{"inside":21.5},"ok":true})");
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    zmq::context_t m_context;
    zmq::socket_t m_plant;
    twin::Twin m_twin;
};

TEST_F(WireWatchTest, SeesAllThatComesAlsoWhatNobodySubscribedTo) {
    WireWatch watch(m_twin);
    EXPECT_TRUE(watch.values()->empty());
    const std::jthread thread([&](const std::stop_token& stop) { watch.run(stop); });
    watch.watch(true);
    const auto seen = values(watch, 3);
    ASSERT_EQ(seen->size(), 3u);
    const auto find = [&](const std::string& signal) {
        for (const sim::WireValue& value : *seen) {
            if (value.signal() == signal)
                return value;
        }
        return sim::WireValue{};
    };
    EXPECT_EQ(find("line/speed").value, Value::ofReal(0.4));
    EXPECT_TRUE(find("line/speed").native);
    EXPECT_EQ(find("elsewhere/temperature/inside").value, Value::ofReal(21.5));
    EXPECT_EQ(find("elsewhere/ok").value, Value::ofBoolean(true));
    EXPECT_EQ(find("elsewhere/ok").topic, "elsewhere");
}

TEST_F(WireWatchTest, NothingIsConnectedWhileNobodyLooks) {
    WireWatch watch(m_twin);
    const std::jthread thread([&](const std::stop_token& stop) { watch.run(stop); });
    m_plant.set(zmq::sockopt::rcvtimeo, 300);
    zmq::message_t subscription;
    EXPECT_FALSE(m_plant.recv(subscription)) << "nobody subscribes";
    watch.watch(true);
    m_plant.set(zmq::sockopt::rcvtimeo, static_cast<int>(kPatience / std::chrono::milliseconds(1)));
    EXPECT_TRUE(m_plant.recv(subscription));
    watch.watch(false);
    // It takes its leave.
    EXPECT_TRUE(m_plant.recv(subscription));
}

TEST_F(WireWatchTest, ASourceThatCannotBeCostsItselfAlone) {
    m_twin.live.insert(m_twin.live.begin(), {.id = "wrong", .connect = "tcp://nowhere:port"});
    test::expectWarning("tcp://nowhere:port");
    WireWatch watch(m_twin);
    const std::jthread thread([&](const std::stop_token& stop) { watch.run(stop); });
    watch.watch(true);
    const auto seen = values(watch, 3);
    ASSERT_EQ(seen->size(), 3u);
    EXPECT_EQ(seen->front().source, 1);
}

}  // namespace
}  // namespace gemba::ingest
