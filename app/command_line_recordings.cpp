#include <memory>

#include "app/command_words.h"
#include "app/commands/convert.h"
#include "app/commands/info.h"
#include "app/commands/play.h"
#include "app/commands/record.h"
#include "app/commands/recover.h"
#include "app/commands/save_range.h"
#include "app/commands/verify.h"
#include "app/stop_signal.h"

namespace gemba::app {
namespace {

void addInfoAndRecover(CLI::App& app, Action& action) {
    auto info = std::make_shared<InfoOptions>();
    CLI::App& sub = word(app, "info", "Say what a recording holds, and what is wrong with it",
                         "gemba info shift.mcap --json");
    sub.add_option("file", info->file, "An MCAP file")->required();
    sub.add_flag("--json", info->json, "Print JSON");
    sub.add_flag("--check", info->check, "Read every chunk, of files beyond 256 MiB too");
    sub.callback([info, &action] {
        action = [info] {
            const StopSignal stop;
            return runInfo(*info, stop.token());
        };
    });

    auto o = std::make_shared<RecoverOptions>();
    CLI::App& recover = word(app, "recover", "Save what can be read of a damaged recording",
                             "gemba recover torn.mcap -o saved.mcap");
    recover.add_option("file", o->file, "An MCAP file")->required();
    recover.add_option("-o,--output", o->output, "The new file")->required();
    recover.add_flag("--json", o->json, "Print JSON");
    recover.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runRecover(*o, stop.token());
        };
    });
}

void addRecord(CLI::App& app, Action& action) {
    auto o = std::make_shared<RecordOptions>();
    CLI::App& sub = word(app, "record", "Record what is on the wire, without a twin",
                         "gemba record --connect tcp://127.0.0.1:5556 -o shift.mcap");
    sub.add_option("--connect", o->connect, "[ID=]ENDPOINT; may be given more than once")
        ->required()
        ->allow_extra_args(false);
    addKeys(sub, o->keys);
    sub.add_option("-o,--output", o->output, "The new file (MCAP)")->required();
    sub.add_option("--duration", o->duration, "Seconds; without it until stopped")->check(kSeconds);
    sub.add_option("--topics", o->topics, "Only topics that match this regular expression");
    sub.add_flag("--json", o->json, "Print JSON");
    sub.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runRecord(*o, stop.token());
        };
    });
}

// For tests, and for a store whose window is gone.
void addSaveRange(CLI::App& app, Action& action) {
    auto o = std::make_shared<SaveRangeOptions>();
    CLI::App& sub = word(app, "save-range", "Save a range of a session's files as one recording",
                         "gemba save-range ~/.local/state/gemba/recordings/2026-11-23T14-03-05Z "
                         "-o jam.mcap --from NS --to NS");
    sub.group("");
    sub.add_option("session", o->session, "Folder of a session")->required();
    sub.add_option("-o,--output", o->output, "The new recording")->required();
    sub.add_option("--from", o->from, "UTC nanoseconds");
    sub.add_option("--to", o->to, "UTC nanoseconds");
    sub.add_flag("--json", o->json, "Print JSON");
    sub.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runSaveRange(*o, stop.token());
        };
    });
}

void addVerify(CLI::App& app, Action& action) {
    auto o = std::make_shared<VerifyOptions>();
    CLI::App& sub = word(app, "verify", "Run a recorded session again and compare every tick",
                         "gemba verify shift.mcap");
    sub.add_option("file", o->file, "A recording that gemba made")
        ->required()
        ->check(CLI::ExistingFile);
    sub.add_flag("--json", o->json, "Print the verdict as JSON");
    sub.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runVerify(*o, stop.token());
        };
    });
}

void addPlay(CLI::App& app, Action& action) {
    auto o = std::make_shared<PlayOptions>();
    CLI::App& sub = word(app, "play", "Send a recording's messages again, as they came",
                         "gemba play shift.mcap --bind tcp://127.0.0.1:5556 --rate 2");
    sub.add_option("file", o->file, "An MCAP recording or a CSV table")
        ->required()
        ->check(CLI::ExistingFile);
    sub.add_option("--bind", o->player.endpoint, "Where to publish")->required();
    sub.add_option_function<std::string>(
        "--rate", [o](const std::string& rate) { o->player.rate = parseRate(rate); },
        "Recorded per wall second, or max; 1 without it");
    sub.add_flag("--loop", o->player.loop, "From the beginning again, until stopped");
    sub.add_option("--start-offset", o->player.startOffset, "Seconds after the first message")
        ->check(kInstant);
    sub.add_option("--topics", o->player.topics, "Only topics that match this regular expression");
    sub.add_flag("--rebase-time", o->player.rebaseTime, "Move the times in native messages to now");
    sub.add_flag("--lossless", o->player.lossless,
                 "Wait for the slowest subscriber, and for the first one as long as it takes");
    sub.add_option("--wait", o->player.waitForSubscriber,
                   "Seconds to wait for a subscriber at most; 1 without it")
        ->check(kInstant);
    sub.add_flag("--json", o->json, "Print the summary as JSON");
    sub.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runPlay(*o, stop.token());
        };
    });
}

void addConvert(CLI::App& app, Action& action) {
    auto o = std::make_shared<ConvertOptions>();
    CLI::App& sub =
        word(app, "convert", "Recordings into tables, tables into recordings",
             "gemba convert shift.mcap shift.csv --signals speed --from +60 --form wide");
    sub.add_option("in", o->in, "MCAP or CSV")->required()->check(CLI::ExistingFile);
    sub.add_option("out", o->out, "The new file: .mcap, .csv or .tsv")->required();
    sub.add_option("--signals", o->signals, "Only those that match this regular expression");
    sub.add_option("--from", o->from, "ISO 8601, UTC nanoseconds, or +SECONDS");
    sub.add_option("--to", o->to, "The same; exclusive");
    sub.add_option_function<std::string>(
           "--form", [o](const std::string& form) { o->wide = form == "wide"; },
           "wide: a column a signal; long: a row a value, the default")
        ->check(CLI::IsMember({"wide", "long"}));
    sub.add_flag("--simulated", o->simulated, "Of a session: the model's values too");
    sub.add_flag("--json", o->json, "Print JSON");
    sub.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runConvert(*o, stop.token());
        };
    });
}

}  // namespace

void addRecordingWords(CLI::App& app, Action& action) {
    addInfoAndRecover(app, action);
    addRecord(app, action);
    addSaveRange(app, action);
    addVerify(app, action);
    addPlay(app, action);
    addConvert(app, action);
}

}  // namespace gemba::app
