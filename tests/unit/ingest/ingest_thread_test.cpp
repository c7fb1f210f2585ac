#include "ingest/ingest_thread.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <set>
#include <thread>
#include <zmq.hpp>

#include "tests/unit/ingest/plant_names.h"

namespace gemba::ingest {
namespace {

using namespace std::chrono_literals;

/// Waits for what must come, generously.
// A sanitizer that looks up a name in the debug information may take a minute over it.
#ifdef GEMBA_SANITIZED
constexpr auto kPatience = 110s;
#else
constexpr auto kPatience = 20s;
#endif

bool eventually(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end) {
        if (holds())
            return true;
        std::this_thread::sleep_for(2ms);
    }
    return holds();
}

twin::LiveSource live(const std::string& endpoint) {
    twin::LiveSource out;
    out.id = "plc7";
    out.connect = endpoint;
    return out;
}

sim::Output output(uint32_t signal, double value) {
    sim::Output out;
    out.signal = signal;
    out.time = 1'800'000'000 * kNsPerSecond;
    out.value = Value::ofReal(value);
    return out;
}

/// A publisher on a free port and a source that listens to it, each with a thread of its own.
class Loopback {
 public:
    Loopback() {
        Publisher& publisher =
            m_plant.addPublisher({.endpoint = "tcp://127.0.0.1:*", .boot = 1, .clockOffsetNs = 7},
                                 {"line/speed", "line/weight", "line/spawn"});
        EXPECT_TRUE(m_plant.open().has_value());
        // Before it one that nobody is called for: it keeps its place and harms none.
        EXPECT_EQ(m_twin.addSource(live(""), 1, test::lineNames()).status().connected, false);
        m_source = &m_twin.addSource(live(publisher.status().endpoint), 0, test::lineNames());
        EXPECT_TRUE(m_twin.open().has_value());
        m_plantThread = std::jthread([this](std::stop_token stop) { m_plant.run(stop); });
        m_twinThread = std::jthread([this](std::stop_token stop) { m_twin.run(stop); });
    }

    Publisher& publisher() { return *m_plant.publisher(); }
    WireSource& source() { return *m_source; }

    void push(const sim::Output& out) {
        ASSERT_TRUE(eventually([&] { return publisher().ring().push(out); }));
        m_plant.wake();
    }
    /// Pushes until a sample that is no repeat has arrived, so that the link stands.
    void establish() {
        double value = 0.0;
        ASSERT_TRUE(eventually([&] {
            push(output(test::weight, value += 1.0));
            return take().fresh > 0;
        }));
        ASSERT_TRUE(eventually([&] { return take().newest.value == Value::ofReal(value); }));
    }
    struct Taken {
        uint64_t fresh = 0, speeds = 0, repeats = 0, lost = 0;
        signals::Sample newest;  ///< that is no repeat
    };
    /// Empties the ring; sums since the beginning.
    const Taken& take() {
        signals::Sample sample;
        while (m_source->ring().pop(sample)) {
            m_taken.lost += sample.lost;
            if (sample.signal == signals::Sample::kHeartbeat)
                continue;
            ++(sample.last ? m_taken.repeats : m_taken.fresh);
            if (!sample.last && sample.signal == test::speed)
                ++m_taken.speeds;
            if (!sample.last)
                m_taken.newest = sample;
        }
        return m_taken;
    }

 private:
    IngestThread m_plant, m_twin;
    WireSource* m_source = nullptr;
    Taken m_taken;
    std::jthread m_plantThread, m_twinThread;  // last: joined first
};

TEST(IngestThread, WhatIsPublishedArrives) {
    Loopback loop;
    loop.establish();
    for (int i = 0; i < 1000; ++i)
        loop.push(output(test::speed, i));
    ASSERT_TRUE(eventually([&] { return loop.take().speeds == 1000; }));
    EXPECT_EQ(loop.take().newest.value, Value::ofReal(999.0));
    EXPECT_EQ(loop.take().newest.sourceTime, 1'800'000'000 * kNsPerSecond + 7);
    EXPECT_EQ(loop.take().lost, 0u);
    EXPECT_TRUE(loop.source().status().connected);
    EXPECT_EQ(loop.source().status().rejected, 0u);
}

TEST(IngestThread, ANewSubscriberGetsTheLastValues) {
    Loopback loop;
    loop.establish();
    loop.push(output(test::speed, 4.0));

    IngestThread late;
    WireSource& source =
        late.addSource(live(loop.publisher().status().endpoint), 0, test::lineNames());
    ASSERT_TRUE(late.open().has_value());
    const std::jthread thread([&](std::stop_token stop) { late.run(stop); });
    std::set<uint32_t> seen;
    ASSERT_TRUE(eventually([&] {
        signals::Sample sample;
        while (source.ring().pop(sample)) {
            if (sample.last)
                seen.insert(sample.signal);
        }
        return seen == std::set<uint32_t>{test::speed, test::weight};
    }));
    EXPECT_EQ(source.status().lost, 0u);
    EXPECT_EQ(source.status().duplicates, 0u);
}

TEST(IngestThread, OfflineSpansAreExactGaps) {
    Loopback loop;
    loop.establish();
    uint64_t missed = 0;
    for (const int count : {10, 37}) {
        // The publisher dies, its seq goes on.
        loop.publisher().setOffline(true);
        ASSERT_TRUE(eventually([&] { return !loop.publisher().status().online; }));
        for (int i = 0; i < count; ++i)
            loop.push(output(test::weight, i));
        missed += static_cast<uint64_t>(count);
        ASSERT_TRUE(eventually([&] { return loop.publisher().status().missed == missed; }));

        // It comes back: the loss is known without any new message, by the repeats.
        loop.publisher().setOffline(false);
        ASSERT_TRUE(eventually([&] {
            (void)loop.take();
            return loop.source().status().connected && loop.source().status().lost >= missed;
        }));
        loop.push(output(test::weight, -count));
        ASSERT_TRUE(eventually([&] { return loop.take().newest.value == Value::ofReal(-count); }));
        EXPECT_EQ(loop.source().status().lost, missed);
        EXPECT_EQ(loop.take().lost, missed);
    }
    EXPECT_EQ(loop.source().status().disconnects, 2u);
    EXPECT_EQ(loop.source().status().duplicates, 0u);
}

TEST(IngestThread, APublisherThatDiesAndReturnsIsANewSeries) {
    zmq::context_t context;
    zmq::socket_t first(context, zmq::socket_type::xpub);
    first.bind("tcp://127.0.0.1:*");
    const std::string endpoint = first.get(zmq::sockopt::last_endpoint);
    IngestThread twin;
    WireSource& source = twin.addSource(live(endpoint), 0, test::lineNames());
    ASSERT_TRUE(twin.open().has_value());
    const std::jthread thread([&](std::stop_token stop) { twin.run(stop); });

    const auto send = [](zmq::socket_t& socket, std::string_view payload) {
        socket.send(zmq::str_buffer("line/speed"), zmq::send_flags::sndmore);
        socket.send(zmq::buffer(payload), zmq::send_flags::none);
    };
    const auto awaitSubscriber = [](zmq::socket_t& socket) {
        socket.set(zmq::sockopt::rcvtimeo, 20'000);
        zmq::message_t subscription;
        ASSERT_TRUE(socket.recv(subscription).has_value());
    };
    awaitSubscriber(first);
    send(first, R"({"seq":10,"boot":1,"v":1})");
    send(first, R"({"seq":14,"boot":1,"v":2})");
    ASSERT_TRUE(eventually([&] { return source.status().messages == 2; }));
    EXPECT_EQ(source.status().lost, 3u);

    // Killed; another process takes its place.
    first.close();
    zmq::socket_t second(context, zmq::socket_type::xpub);
    ASSERT_TRUE(eventually([&] { return !source.status().connected; }));
    ASSERT_TRUE(eventually([&] { return zmq_bind(second.handle(), endpoint.c_str()) == 0; }));
    awaitSubscriber(second);
    send(second, R"({"seq":1,"boot":2,"v":3})");
    send(second, R"({"seq":3,"boot":2,"v":4})");
    ASSERT_TRUE(eventually([&] { return source.status().messages == 4; }));
    EXPECT_EQ(source.status().lost, 4u);
    EXPECT_EQ(source.status().duplicates, 0u);
    EXPECT_EQ(source.status().disconnects, 1u);
}

TEST(IngestThread, HostileFramesAreCountedAndTheNextIsRead) {
    zmq::context_t context;
    zmq::socket_t plant(context, zmq::socket_type::xpub);
    plant.set(zmq::sockopt::linger, 0);
    plant.set(zmq::sockopt::rcvtimeo, 20'000);
    plant.bind("tcp://127.0.0.1:*");
    IngestThread twin;
    WireSource& source =
        twin.addSource(live(plant.get(zmq::sockopt::last_endpoint)), 0, test::lineNames());
    ASSERT_TRUE(twin.open().has_value());
    const std::jthread thread([&](std::stop_token stop) { twin.run(stop); });
    zmq::message_t subscription;
    ASSERT_TRUE(plant.recv(subscription).has_value());

    const auto sendParts = [&](const std::vector<std::string>& parts) {
        for (size_t i = 0; i < parts.size(); ++i)
            plant.send(zmq::buffer(parts[i]),
                       i + 1 < parts.size() ? zmq::send_flags::sndmore : zmq::send_flags::none);
    };
    sendParts({"line/speed"});
    sendParts({"", ""});
    sendParts({"line/speed", "json", "1", "2"});
    sendParts(std::vector<std::string>(50, "x"));
    sendParts({"line/speed", "\xff\xfe"});
    sendParts({std::string(2000, 't'), "1"});
    sendParts({"line/speed", std::string(size_t{2} << 20, '1')});
    sendParts({"line/speed", "json", "1"});
    ASSERT_TRUE(eventually([&] { return source.status().messages == 8; }))
        << source.status().messages << " messages, " << source.status().disconnects
        << " disconnects";
    EXPECT_EQ(source.status().rejected, 7u);
    EXPECT_EQ(source.status().disconnects, 0u);

    // Beyond 16 MiB the connection goes, and comes back by itself.
    sendParts({"line/speed", std::string(size_t{17} << 20, '1')});
    ASSERT_TRUE(eventually([&] { return source.status().disconnects == 1; }));
    ASSERT_TRUE(plant.recv(subscription).has_value());
    ASSERT_TRUE(eventually([&] {
        sendParts({"line/speed", "2"});
        return source.status().messages > 8;
    }));
    EXPECT_TRUE(source.status().connected);
}

TEST(IngestThread, EndpointsThatCannotBeAreErrors) {
    IngestThread twin;
    twin.addSource(live("carrier pigeon"), 0, test::lineNames());
    const auto opened = twin.open();
    ASSERT_FALSE(opened.has_value());
    EXPECT_NE(opened.error().message().find("carrier pigeon"), std::string::npos);

    IngestThread one, two;
    const std::string endpoint = [&] {
        Publisher& publisher = one.addPublisher({.endpoint = "tcp://127.0.0.1:*"}, {});
        EXPECT_TRUE(one.open().has_value());
        return publisher.status().endpoint;
    }();
    two.addPublisher({.endpoint = endpoint}, {});
    const auto second = two.open();
    ASSERT_FALSE(second.has_value());
    EXPECT_NE(second.error().message().find("in use"), std::string::npos);
}

TEST(IngestThread, StopsWithNobodyThere) {
    IngestThread twin;
    WireSource& source = twin.addSource(live("tcp://127.0.0.1:9"), 0, test::lineNames());
    ASSERT_TRUE(twin.open().has_value());
    std::jthread thread([&](std::stop_token stop) { twin.run(stop); });
    thread.request_stop();
    thread.join();
    EXPECT_FALSE(source.status().connected);
    EXPECT_EQ(source.status().endpoint, "tcp://127.0.0.1:9");
}

}  // namespace
}  // namespace gemba::ingest
