#include "app/commands/record.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <regex>
#include <thread>

#include "app/build_info.h"
#include "app/files.h"
#include "app/live_links.h"
#include "engine/core/measure.h"
#include "ingest/recorder.h"

namespace gemba::app {
namespace {

constexpr auto kLook = std::chrono::milliseconds(50);

/// Lets through what is asked for.
class TopicFilter final : public ingest::MessageTap {
 public:
    TopicFilter(ingest::MessageTap& next, const std::string& pattern)
        : m_next(next), m_all(pattern.empty()), m_pattern(pattern) {}

    void message(const ingest::TappedMessage& message) override {
        if (m_all ||
            (!message.frames.empty() &&
             std::regex_search(message.frames[0].begin(), message.frames[0].end(), m_pattern)))
            m_next.message(message);
    }

 private:
    ingest::MessageTap& m_next;
    bool m_all;
    std::regex m_pattern;
};

// Endpoints alone, as the sources of a twin.
twin::Twin sourcesOf(const RecordOptions& options) {
    twin::Twin out;
    for (const std::string& connect : options.connect) {
        twin::LiveSource& live = out.live.emplace_back();
        const size_t equals = connect.find('=');
        const bool named = equals != std::string::npos && equals < connect.find(':');
        live.id = named ? connect.substr(0, equals) : fmt::format("source{}", out.live.size());
        live.keys = options.keys;
        live.connect = named ? connect.substr(equals + 1) : connect;
    }
    return out;
}

// Says each thing that goes wrong when it does.
void wait(const RecordOptions& options, const ingest::Recorder& recorder,
          const std::stop_token& stop) {
    std::string said;
    const double begin = measure::wallMs();
    while (!stop.stop_requested() &&
           (options.duration <= 0.0 || measure::wallMs() - begin < options.duration * 1e3)) {
        const ingest::RecorderStatus status = recorder.status();
        if (!status.error.empty() && status.error != said)
            std::fprintf(stderr, "gemba: %s\n", status.error.c_str());
        said = status.error;
        std::this_thread::sleep_for(kLook);
    }
}

int report(const RecordOptions& options, const ingest::RecorderStatus& status) {
    if (options.json)
        fmt::print("{}\n", nlohmann::ordered_json{{"file", options.output.string()},
                                                  {"messages", status.messages},
                                                  {"dropped", status.droppedMessages},
                                                  {"lost", status.lost},
                                                  {"bytes", status.bytes},
                                                  {"error", status.lastError}}
                               .dump(2));
    else
        fmt::print("{}: {} messages, {} lost\n", options.output.string(), status.messages,
                   status.droppedMessages + status.lost);
    const bool whole = status.error.empty() && status.lastError.empty() &&
                       status.lost + status.droppedMessages == 0;
    if (!whole)
        std::fprintf(stderr, "gemba: the recording is not whole: %s\n",
                     status.lastError.empty() ? "messages came faster than they could be taken"
                                              : status.lastError.c_str());
    return whole ? kExitDone : kExitBadData;
}

}  // namespace

int runRecord(const RecordOptions& options, std::stop_token stop) {
    const twin::Twin twin = sourcesOf(options);
    ingest::RecorderSettings settings;
    settings.nextPath = [&]() -> Result<std::filesystem::path> { return options.output; };
    settings.wireOnly = true;
    settings.program = fmt::format("gemba {}", kVersion);
    ingest::Recorder recorder(twin, std::move(settings));
    std::unique_ptr<TopicFilter> filter;
    try {
        filter = std::make_unique<TopicFilter>(recorder, options.topics);
    } catch (const std::regex_error& error) {
        std::fprintf(stderr, "gemba: --topics: %s\n", error.what());
        return kExitUsage;
    }
    if (auto writable = checkWritable(options.output); !writable)
        return reportError(writable.error());
    LiveLinks links;
    if (auto opened = links.addSources(twin).and_then([&] { return links.open(); }); !opened) {
        reportError(opened.error());
        return kExitUsage;
    }
    links.tapInto(*filter);

    std::jthread worker([&recorder](std::stop_token end) { recorder.run(end); });
    links.start();
    wait(options, recorder, stop);
    links.stop();
    worker.request_stop();
    worker.join();
    return report(options, recorder.status());
}

}  // namespace gemba::app
