#include "ingest/bench_ingest.h"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <thread>
#include <tuple>
#include <zmq.hpp>

#include "ingest/json_text.h"
#include "ingest/protobuf_schema.h"
#include "ingest/protobuf_writer.h"
#include "ingest/sample_intake.h"
#include "ingest/sub_socket.h"

namespace gemba::ingest {
namespace {

constexpr uint32_t kSignals = 500;
/// Either side waits this long for the other, then gives up: a bench never hangs.
constexpr int kPatienceMs = 20'000;

/// All messages of a round, written beforehand.
struct Traffic {
    struct Message {
        std::string topic, payload;
    };
    std::vector<Message> messages;
    uint64_t samples = 0;
    bool protobuf = false;
};

std::string cellName(uint32_t cell) {
    return fmt::format("acme/site1/hall2/line3/cell{:03}", cell);
}

constexpr int64_t kBoot = 1'790'000'000'000'000'000;

std::string jsonPayload(UtcNs time, uint32_t seq, uint32_t batch, uint32_t i) {
    std::string out = fmt::format(R"({{"t":{},"seq":{},"boot":{},)", time, seq, kBoot);
    if (batch == 1)
        return out + fmt::format(R"("v":{}}})", 0.4 + i * 1e-6);
    out += R"("values":{)";
    for (uint32_t s = 0; s < batch; ++s)
        out += fmt::format(R"({}"s{:02}":{})", s > 0 ? "," : "", s, s + i * 1e-6);
    return out + "}}";
}

std::string protobufPayload(UtcNs time, uint32_t seq, uint32_t batch, uint32_t i) {
    namespace writer = protobuf_writer;
    std::string out;
    writer::appendTime(out, time);
    writer::appendSeq(out, seq);
    writer::appendBoot(out, kBoot);
    if (batch == 1) {
        writer::appendValue(out, Value::ofReal(0.4 + i * 1e-6));
        return out;
    }
    // Batch: names, and one column of real numbers.
    std::string names, columns;
    std::vector<double> numbers;
    for (uint32_t s = 0; s < batch; ++s) {
        writer::appendBytes(names, 1, fmt::format("s{:02}", s));
        numbers.push_back(s + i * 1e-6);
    }
    writer::appendBytes(columns, 1, names);
    writer::appendBytes(columns, 2,
                        {reinterpret_cast<const char*>(numbers.data()), numbers.size() * 8});
    writer::appendBytes(out, protobuf_schema::batch, columns);
    return out;
}

Traffic makeTraffic(const IngestBenchSettings& settings) {
    Traffic out{.protobuf = settings.protobuf};
    const uint32_t cells = kSignals / settings.batch;
    const uint32_t count = settings.samples / settings.batch;
    out.messages.reserve(count);
    for (uint32_t i = 0; i < count; ++i) {
        const int64_t time = 1'800'000'000 * kNsPerSecond + int64_t{i} * 50'000;
        const auto write = settings.protobuf ? protobufPayload : jsonPayload;
        std::string payload = write(time, i / cells + 1, settings.batch, i);
        const std::string suffix = settings.batch == 1 ? "/speed" : "";
        out.messages.push_back({cellName(i % cells) + suffix, std::move(payload)});
        out.samples += settings.batch;
    }
    return out;
}

/// A device with a property, whichever comes first in the catalogue.
twin::Twin makeTwin() {
    twin::Twin out;
    const auto kinds = twin::catalogue();
    out.devices.emplace_back();
    while (kinds[out.devices[0].kind].properties.empty())
        ++out.devices[0].kind;
    return out;
}

/// Names of the signals in the traffic, all bound.
signals::SignalNames makeNames(uint32_t batch) {
    twin::Twin twin = makeTwin();
    for (uint32_t cell = 0; cell < kSignals / batch; ++cell) {
        for (uint32_t s = 0; s < batch; ++s) {
            twin::Binding binding;
            binding.signal = cellName(cell) + (batch == 1 ? "/speed" : fmt::format("/s{:02}", s));
            binding.target = {0, 0};
            binding.role = twin::Role::show;
            twin.bindings.push_back(std::move(binding));
        }
    }
    return signals::SignalNames(twin);
}

/// Sends the traffic once a round, when told to.
class Sender {
 public:
    explicit Sender(zmq::context_t& context) : m_socket(context, zmq::socket_type::xpub) {
        m_socket.set(zmq::sockopt::xpub_nodrop, 1);
        m_socket.set(zmq::sockopt::sndhwm, 1'000);
        m_socket.set(zmq::sockopt::linger, 0);
        m_socket.set(zmq::sockopt::sndtimeo, kPatienceMs);
        m_socket.set(zmq::sockopt::rcvtimeo, kPatienceMs);
        m_socket.bind("tcp://127.0.0.1:*");
    }
    [[nodiscard]] std::string endpoint() { return m_socket.get(zmq::sockopt::last_endpoint); }
    void awaitSubscriber() {
        zmq::message_t subscription;
        (void)m_socket.recv(subscription);
    }
    /// Gives up where the receiver has.
    void sendAll(const Traffic& traffic) {
        for (const Traffic::Message& message : traffic.messages) {
            constexpr auto kMore = zmq::send_flags::sndmore;
            if (!m_socket.send(zmq::buffer(message.topic), kMore) ||
                (traffic.protobuf &&
                 !m_socket.send(zmq::buffer(protobuf_schema::kEncoding), kMore)) ||
                !m_socket.send(zmq::buffer(message.payload), zmq::send_flags::none))
                return;
        }
    }

 private:
    zmq::socket_t m_socket;
};

/// The least that could do the same: no check, no name, no bookkeeping.
class BareLoop {
 public:
    BareLoop() : m_buffer(size_t{1} << 20), m_ring(SampleGate::kCapacity) {}

    void takeJson(std::string_view payload, bool batch) {
        std::memcpy(m_buffer.data(), payload.data(), payload.size());
        simdjson::ondemand::document document =
            m_parser.iterate(m_buffer.data(), payload.size(), m_buffer.size());
        signals::Sample sample;
        sample.signal = 0;
        sample.sourceTime = document["t"].get_int64();
        sample.index = document["seq"].get_uint64();
        sample.receiveTime = document["boot"].get_int64();
        if (!batch) {
            sample.value = Value::ofReal(document["v"].get_double());
            m_samples += m_ring.push(sample) ? 1 : 0;
            return;
        }
        for (auto field : document["values"].get_object()) {
            sample.signal = static_cast<uint32_t>(field.unescaped_key().value().size());
            sample.value = Value::ofReal(field.value().get_double());
            m_samples += m_ring.push(sample) ? 1 : 0;
        }
    }
    void takeProtobuf(std::string_view payload, bool batch) {
        google::protobuf::io::CodedInputStream in(reinterpret_cast<const uint8_t*>(payload.data()),
                                                  static_cast<int>(payload.size()));
        signals::Sample sample;
        sample.signal = 0;
        uint64_t word = 0;
        in.ReadTag();
        in.ReadLittleEndian64(&word);
        sample.sourceTime = static_cast<int64_t>(word);
        in.ReadTag();
        in.ReadVarint64(&sample.index);
        in.ReadTag();
        in.ReadLittleEndian64(&word);
        sample.receiveTime = static_cast<int64_t>(word);
        in.ReadTag();
        uint32_t size = sizeof word;
        if (batch) {
            // The batch, past its names, and the size of its column.
            in.ReadVarint32(&size);
            in.ReadTag();
            in.ReadVarint32(&size);
            in.Skip(static_cast<int>(size));
            in.ReadTag();
            in.ReadVarint32(&size);
        }
        for (; size >= sizeof word && in.ReadLittleEndian64(&word); size -= sizeof word) {
            sample.value = Value::ofReal(std::bit_cast<double>(word));
            m_samples += m_ring.push(sample) ? 1 : 0;
        }
    }
    [[nodiscard]] SpscRing<signals::Sample>& ring() { return m_ring; }
    [[nodiscard]] uint64_t samples() const { return m_samples; }

 private:
    simdjson::ondemand::parser m_parser;
    std::vector<char> m_buffer;
    SpscRing<signals::Sample> m_ring;
    uint64_t m_samples = 0;
};

struct Round {
    double wallNs = 0.0, cpuNs = 0.0;
    uint64_t samples = 0;  ///< that came out of the ring
};

/// Receives all of the traffic; `take` has each message, and the ring is emptied now and then.
template <class Take>
Round receiveAll(SubSocket& socket, const Traffic& traffic, SpscRing<signals::Sample>& ring,
                 Take take) {
    Round out;
    zmq_pollitem_t item{socket.handle(), 0, ZMQ_POLLIN, 0};
    const double wall = static_cast<double>(steadyUtcNow());
    const double cpu = measure::threadCpuMs();
    for (size_t count = 0; count < traffic.messages.size();) {
        if (zmq_poll(&item, 1, kPatienceMs) <= 0)
            break;  // the missing samples say so
        for (int i = 0; i < 256 && socket.receive(); ++i, ++count)
            take(socket.frames());
        signals::Sample sample;
        while (ring.pop(sample))
            out.samples += sample.signal != signals::Sample::kHeartbeat ? 1 : 0;
    }
    out.wallNs = static_cast<double>(steadyUtcNow()) - wall;
    out.cpuNs = (measure::threadCpuMs() - cpu) * 1e6;
    return out;
}

Result<Round> oneRound(const IngestBenchSettings& settings, const Traffic& traffic, bool ours) {
    zmq::context_t context(1), senderContext(1);
    Sender sender(senderContext);
    auto socket = SubSocket::open(context, sender.endpoint(), {});
    if (!socket)
        return tl::unexpected(socket.error());
    sender.awaitSubscriber();
    const std::jthread thread([&] { sender.sendAll(traffic); });

    if (ours) {
        const auto intake =
            std::make_unique<SampleIntake>(twin::LiveSource{}, 0, makeNames(settings.batch));
        return receiveAll(*socket, traffic, intake->ring(),
                          [&](auto frames) { intake->take(frames, steadyUtcNow()); });
    }
    BareLoop bare;
    return receiveAll(*socket, traffic, bare.ring(), [&](auto frames) {
        if (settings.protobuf)
            bare.takeProtobuf(frames.back(), settings.batch > 1);
        else
            bare.takeJson(frames.back(), settings.batch > 1);
    });
}

}  // namespace

Result<IngestFigures> benchIngest(const IngestBenchSettings& settings) {
    const Traffic traffic = makeTraffic(settings);
    const auto samples = static_cast<double>(traffic.samples);
    IngestFigures out;
    out.samples = traffic.samples;
    std::vector<double> wall[2], cpu[2];
    try {
        // Ours and bare in turn, so that a busy machine disturbs both alike.
        for (uint32_t round = 0; round < settings.rounds * 2; ++round) {
            const bool ours = round % 2 == 0;
            const auto measured = oneRound(settings, traffic, ours);
            if (!measured)
                return tl::unexpected(measured.error());
            wall[ours].push_back(samples * 1e9 / measured->wallNs);
            cpu[ours].push_back(measured->cpuNs / samples);
            out.lost += traffic.samples - measured->samples;
        }
    } catch (const std::exception& error) {  // of ZeroMQ or simdjson
        return fail({.doing = "measure the ingest path",
                     .on = "tcp on loopback",
                     .found = error.what(),
                     .expected = ""});
    }
    out.oursPerSecond = measure::median(wall[1]);
    out.barePerSecond = measure::median(wall[0]);
    out.oursCpuNs = measure::median(cpu[1]);
    out.bareCpuNs = measure::median(cpu[0]);
    return out;
}

Result<std::vector<measure::Figure>> benchIngestFigures() {
    std::vector<measure::Figure> out;
    for (const auto& [name, batch, protobuf] :
         {std::tuple("ingest_single", false, false), std::tuple("ingest_batch_100", true, false),
          std::tuple("ingest_protobuf_single", false, true),
          std::tuple("ingest_protobuf_batch_100", true, true)}) {
        const auto measured = benchIngest({.batch = batch ? 100u : 1u,
                                           .samples = batch ? 2'000'000u : 400'000u,
                                           .protobuf = protobuf});
        if (!measured)
            return tl::unexpected(measured.error());
        const bool whole = measured->lost == 0 && measured->barePerSecond > 0.0;
        out.push_back({.name = name,
                       .value = whole ? measured->oursPerSecond / measured->barePerSecond : 0.0,
                       .budget = batch ? 0.6 : 0.7,
                       .atLeast = true,
                       .ours = measured->oursPerSecond,
                       .bare = measured->barePerSecond,
                       .rawUnit = "samples/s"});
    }
    return out;
}

}  // namespace gemba::ingest
