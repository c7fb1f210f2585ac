#include "ingest/echo.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <zmq.hpp>

#include "engine/core/log.h"
#include "engine/core/text.h"
#include "ingest/echo_feed.h"
#include "ingest/echo_view.h"
#include "ingest/iso_time.h"
#include "ingest/json_text.h"

namespace gemba::ingest {
namespace {

/// Messages of one endpoint before the next has its turn.
constexpr size_t kBatch = 256;
constexpr int64_t kRefreshNs = 500'000'000;
constexpr int64_t kRatesNs = kNsPerSecond;

struct Link {
    Link(std::unique_ptr<EchoFeed> opened, const std::string& endpoint, const std::string& topics)
        : feed(std::move(opened)), view(endpoint, topics, steadyUtcNow()) {}

    std::unique_ptr<EchoFeed> feed;
    EchoView view;
};

enum class Style : uint8_t { terminal, lines, rates, json };

Style styleOf(const EchoOptions& options) {
    if (options.json)
        return Style::json;
    if (isatty(STDOUT_FILENO) != 0)
        return Style::terminal;
    return options.rate ? Style::rates : Style::lines;
}

// The time of day of an ISO time, to the millisecond.
std::string clockText(UtcNs time) {
    constexpr size_t kTimeOfDay = 11;
    return isoTime(time, 3).substr(kTimeOfDay, 12);
}

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

/// One line a value, in UTC.
void printMessage(const DecodedMessage& message, UtcNs now) {
    std::string line, written;
    for (const DecodedValue& value : message.values) {
        line = clockText(now);
        line.append("  ").append(cleanText(message.topic));
        if (!value.name.empty())
            line.append("/").append(cleanText(value.name));
        line += "  ";
        written.clear();
        json_text::append(written, value.value);
        line += cleanText(written);
        line += message.last ? "  (repeated)\n" : "\n";
        print(line);
    }
}

/// As many lines as the terminal has room for, over the ones before.
void refresh(const std::vector<std::unique_ptr<Link>>& links, UtcNs now) {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row < 2 || size.ws_col < 20)
        size = {24, 80, 0, 0};
    std::string screen = "\x1b[H\x1b[J";
    size_t row = 1;
    for (const auto& link : links) {
        for (const std::string& line : link->view.table(now, size.ws_col)) {
            if (++row <= size.ws_row)
                screen.append(line).append("\n");
        }
    }
    print(screen);
    std::fflush(stdout);
}

void printTables(const std::vector<std::unique_ptr<Link>>& links, UtcNs now) {
    for (const auto& link : links) {
        for (const std::string& line : link->view.table(now, std::string::npos))
            print(line + "\n");
    }
    std::fflush(stdout);
}

void printJson(const std::vector<std::unique_ptr<Link>>& links, UtcNs now) {
    std::string out = "{\"endpoints\":[";
    for (const auto& link : links) {
        if (link != links.front())
            out += ',';
        link->view.appendJson(out, now);
    }
    out += "]}\n";
    print(out);
    std::fflush(stdout);
}

Result<std::vector<std::unique_ptr<Link>>> openLinks(ZmqContext& context,
                                                     const EchoOptions& options) {
    std::vector<std::unique_ptr<Link>> out;
    try {
        for (const std::string& endpoint : options.connect) {
            auto feed = EchoFeed::open(context, endpoint, options.keys);
            if (!feed)
                return tl::unexpected(feed.error());
            out.push_back(std::make_unique<Link>(std::move(*feed), endpoint, options.topics));
        }
    } catch (const std::regex_error& error) {
        return fail({.doing = "understand --topics",
                     .on = options.topics,
                     .found = error.what(),
                     .expected = "a regular expression such as line3/.*speed"});
    }
    return out;
}

/// Waits up to 50 ms, then takes what came. True when there is more.
bool serve(std::vector<std::unique_ptr<Link>>& links, Style style, bool busy) {
    std::vector<EchoFeed*> feeds;
    for (const auto& link : links)
        feeds.push_back(link->feed.get());
    waitForAny(feeds, busy ? 0 : 50);

    bool more = false;
    for (const auto& link : links) {
        link->feed->follow(steadyUtcNow());
        link->view.setConnected(link->feed->connected());
        EchoView& view = link->view;
        const size_t count =
            link->feed->drain(kBatch, [&](std::span<const std::string_view> frames, bool repeated) {
                const UtcNs now = steadyUtcNow();
                if (view.take(frames, now, repeated) && style == Style::lines)
                    printMessage(view.message(), now);
            });
        more = more || count == kBatch;
    }
    if (style == Style::lines)
        std::fflush(stdout);
    return more;
}

void watch(std::vector<std::unique_ptr<Link>>& links, const EchoOptions& options, Style style,
           const std::stop_token& stop) {
    const UtcNs start = steadyUtcNow();
    UtcNs refreshed = 0, rated = start;
    bool busy = false;
    while (!stop.stop_requested()) {
        busy = serve(links, style, busy);
        const UtcNs now = steadyUtcNow();
        if (now - rated >= kRatesNs) {
            rated = now;
            for (const auto& link : links)
                link->view.measureRates(now);
            if (style == Style::rates)
                printTables(links, now);
        }
        if (style == Style::terminal && now - refreshed >= kRefreshNs) {
            refreshed = now;
            refresh(links, now);
        }
        if (options.durationS > 0.0 && static_cast<double>(now - start) * 1e-9 >= options.durationS)
            return;
    }
}

}  // namespace

int runEcho(const EchoOptions& options, std::stop_token stop) {
    ZmqContext context;
    auto links = openLinks(context, options);
    if (!links) {
        log::error(links.error().message());
        return 2;
    }
    const Style style = styleOf(options);
    watch(*links, options, style, stop);

    // What there was in the end; rates of the last, perhaps short, window.
    const UtcNs now = steadyUtcNow();
    for (const auto& link : *links)
        link->view.measureRates(now);
    if (style == Style::json)
        printJson(*links, now);
    else if (style != Style::terminal)
        printTables(*links, now);
    else
        refresh(*links, now);
    return 0;
}

}  // namespace gemba::ingest
