#include "app/commands/play.h"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "app/progress_line.h"
#include "engine/core/log.h"
#include "ingest/csv_messages.h"

namespace gemba::app {

int runPlay(const PlayOptions& options, std::stop_token stop) {
    ProgressLine line;
    const auto file = ingest::openMessages(options.file, [&](double done) {
        line.show(done, "reading");
        return !stop.stop_requested();
    });
    line.clear();
    if (!file)
        return reportError(file.error());
    ingest::PlayerSettings settings = options.player;
    settings.progress = [&](double done, double seconds) {
        line.show(done, fmt::format("{:.1f} s played", seconds));
    };
    auto player = ingest::Player::open(*file, settings);
    if (!player)
        return reportError(player.error());
    log::info(fmt::format("{} plays on {}", options.file.string(), player->endpoint()));
    const auto played = player->run(stop);
    line.clear();
    if (!played)
        return reportError(played.error());

    if (options.json) {
        const nlohmann::ordered_json out{
            {"endpoint", player->endpoint()}, {"messages", played->messages},
            {"bytes", played->bytes},         {"passes", played->passes},
            {"seconds", played->seconds},     {"behind_ms", played->behindMs}};
        std::cout << out.dump(2) << '\n';
    } else {
        std::cout << fmt::format("{} messages in {} passes, the latest {:.1f} ms behind its time\n",
                                 played->messages, played->passes, played->behindMs);
    }
    return kExitDone;
}

}  // namespace gemba::app
