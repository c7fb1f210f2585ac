#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <memory>

#include "app/build_info.h"
#include "app/command_words.h"
#include "app/commands/apply.h"
#include "app/commands/bench.h"
#include "app/commands/check.h"
#include "app/commands/echo.h"
#include "app/commands/import.h"
#include "app/commands/plant.h"
#include "app/commands/run.h"
#include "app/commands/schema.h"
#include "app/commands/shot.h"
#include "app/commands/sweep.h"
#include "app/commands/window.h"
#include "app/files.h"
#include "app/stop_signal.h"
#include "app/sweep_plan.h"
#include "engine/core/log.h"

namespace gemba::app {
namespace {

void parseEpoch(const std::string& text, RunOptions& out) {
    out.fromFirstSample = text == "first-sample";
    if (!out.fromFirstSample && (!CLI::detail::lexical_cast(text, out.epoch) || out.epoch <= 0))
        throw CLI::ValidationError("--epoch", "is UTC nanoseconds, or first-sample");
}

void addRun(CLI::App& app, Action& action) {
    auto o = std::make_shared<RunOptions>();
    CLI::App& sub = word(app, "run", "Simulate a twin without a window",
                         "gemba run cell.toml --duration 600 --json");
    sub.add_option("twin", o->file, "The twin file")->required();
    CLI::Option* const duration =
        sub.add_option("--duration", o->duration, "Simulated seconds; without it until stopped")
            ->check(kSeconds);
    sub.add_option("--iterations", o->iterations, "Ticks, instead of --duration")
        ->check(CLI::Range(Tick{1}, Tick{1'000'000'000'000}))
        ->excludes(duration);
    sub.add_option_function<std::string>(
        "--rate", [o](const std::string& rate) { o->rate = parseRate(rate); },
        "Simulated per wall second, or max; 1 where live, else max");
    sub.add_option("--seed", o->seed, "Instead of the twin's");
    CLI::Option* const liveFlag =
        sub.add_flag("--live", o->live, "Follow the twin's own [[live]] sources");
    CLI::Option* const connect =
        sub.add_option("--connect", o->connect, "[ID=]ENDPOINT of a live source; implies --live")
            ->allow_extra_args(false);
    sub.add_option_function<std::string>(
        "--epoch", [o](const std::string& epoch) { parseEpoch(epoch, *o); },
        "UTC nanoseconds of tick 0, or first-sample: of a --replay, or of a source with "
        "clock = \"trusted\"");
    CLI::Option* const replay =
        sub.add_option("--replay", o->replay,
                       "Take all inputs from this recording, or the messages of "
                       "another MCAP or CSV file")
            ->check(CLI::ExistingFile);
    replay->excludes(liveFlag)->excludes(connect);
    sub.add_option("--record", o->record, "Record the run into this file (MCAP)");
    sub.add_option("--store", o->store, "Record into a store in this folder")->group("");
    sub.add_option("--segment-seconds", o->segmentSeconds, "Length of the store's files")
        ->group("");
    sub.add_option("--snapshot-out", o->snapshotOut, "Write the end as snapshot bytes, for shot");
    sub.add_option("--picture", o->picture, "Write a picture of the end (PNG)");
    CLI::Option* const positions =
        sub.add_option("--positions", o->positions,
                       "Write where every part is, by the model and by the plant (CSV)");
    sub.add_option("--positions-every", o->positionsEvery, "Seconds between its instants (1)")
        ->check(kSeconds)
        ->needs(positions);
    sub.add_option("--report-every", o->reportEvery,
                   "Print a summary as a line of JSON every so many simulated seconds")
        ->check(kSeconds);
    sub.add_flag("--json", o->json, "Print the summary as JSON");
    sub.callback([o, &sub, &action] {
        const bool live = o->live || !o->connect.empty();
        if (o->fromFirstSample && o->replay.empty() && !live)
            throw CLI::ValidationError("--epoch", "first-sample needs a --replay or a live source");
        if (live && sub.count("--rate") == 0)
            o->rate = 1.0;
        if (live && o->rate <= 0.0)
            throw CLI::ValidationError("--rate",
                                       "max outruns a live source: its time is the plant's");
        action = [o] {
            const StopSignal stop;
            return runRun(*o, stop.token());
        };
    });
}

void addSweep(CLI::App& app, Action& action) {
    auto o = std::make_shared<SweepOptions>();
    CLI::App& sub = word(app, "sweep", "Simulate a twin many times, with other values and seeds",
                         "gemba sweep cell.toml --set infeed.speed=0.3,0.4 --seeds 1..32 "
                         "--duration 600");
    sub.add_option("file", o->file,
                   "The twin file; or a recording, whose state the runs go on from")
        ->required();
    sub.add_option_function<double>(
           "--at",
           [o](double seconds) {
               if (!std::isfinite(seconds))
                   throw CLI::ValidationError("--at", "is a number of seconds");
               o->at = seconds;
           },
           "Instant of the recording, s after its beginning; without it its end")
        ->check(kInstant);
    sub.add_flag("--table", o->table, "Print what the runs come to, with 95 % intervals");
    sub.add_option("--set", o->sets,
                   "DEVICE.PROPERTY=A,B,...; forced from the first tick on; or "
                   "controller.script=FILE,...; may be repeated")
        ->allow_extra_args(false);
    sub.add_option_function<std::string>(
        "--seeds",
        [o](const std::string& text) {
            auto seeds = parseSeeds(text);
            if (!seeds)
                throw CLI::ValidationError("--seeds", "is " + seeds.error().expected);
            o->seeds = std::move(*seeds);
        },
        "1..32 or 1,5,9; without it the twin's own");
    sub.add_option("--duration", o->duration, "Simulated seconds of each run")
        ->required()
        ->check(kSeconds);
    sub.add_option("--jobs", o->jobs, "Runs at once; without it one a processor")
        ->check(CLI::Range(1u, 256u));
    sub.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runSweep(*o, stop.token());
        };
    });
}

void addPlant(CLI::App& app, Action& action) {
    auto o = std::make_shared<PlantOptions>();
    CLI::App& sub = word(app, "plant", "A virtual plant: simulate a twin and publish what it does",
                         "gemba plant cell.toml --bind tcp://127.0.0.1:5556 --story");
    sub.add_option("twin", o->file, "The twin file; its [[live]] sources are ignored")->required();
    CLI::Option* const bind =
        sub.add_option("--bind", o->bind, "Where to publish")->capture_default_str();
    sub.add_option_function<std::string>(
           "--encoding",
           [o](const std::string& encoding) {
               (void)ingest::readContentType(encoding, o->encoding);
           },
           "Of the messages: json (default) or protobuf")
        ->check(CLI::IsMember({"json", "protobuf"}));
    CLI::Option* const connect =
        sub.add_option("--connect", o->connect, "Take commands from this endpoint");
    sub.add_option("--record", o->record,
                   "Write what it would publish into this file (MCAP) instead, as fast as it goes")
        ->excludes(bind)
        ->excludes(connect);
    CLI::Option* const with =
        sub.add_option("--with", o->with, "Overlay of differences from the twin");
    sub.add_flag("--story", o->story, "Play story.toml beside the twin")->excludes(with);
    sub.add_option_function<std::string>(
        "--rate", [o](const std::string& rate) { o->rate = parseRate(rate); },
        "Simulated per wall second; max where it is recorded");
    sub.add_option("--duration", o->duration, "Seconds; without it until stopped")->check(kSeconds);
    sub.add_option("--seed", o->seed, "Instead of the twin's seed plus one");
    sub.add_flag("--json", o->json, "Print the summary as JSON");
    sub.callback([o, &action] {
        if (o->record.empty() && o->rate && *o->rate <= 0.0)
            throw CLI::ValidationError("--rate", "max would outrun whoever listens");
        action = [o] {
            const StopSignal stop;
            return runPlant(*o, stop.token());
        };
    });
}

void addShot(CLI::App& app, Action& action) {
    auto o = std::make_shared<ShotOptions>();
    CLI::App& sub = word(app, "shot", "Take a picture of a twin or a model, no display needed",
                         "gemba shot cell.toml -o cell.png --time 20 --size 1920x1080");
    sub.add_option("file", o->file, "A twin or a model")->required();
    sub.add_option("-o,--output", o->picture.output, "The PNG to write")->required();
    sub.add_option_function<std::string>(
        "--size",
        [o](const std::string& size) {
            unsigned w = 0, h = 0;
            char end = 0;
            if (std::sscanf(size.c_str(), "%5ux%5u%c", &w, &h, &end) != 2 || w < 1 || h < 1 ||
                w > 8192 || h > 8192)
                throw CLI::ValidationError("--size", "is WIDTHxHEIGHT, 1 to 8192 each");
            o->picture.width = w;
            o->picture.height = h;
        },
        "WIDTHxHEIGHT, default 1280x720");
    sub.add_option("--camera", o->picture.camera, "Name of a view, or x,y,z,tx,ty,tz[,fov]");
    sub.add_flag("--ortho", o->picture.orthographic, "Without perspective");
    sub.add_option("--select", o->picture.selected, "Id of a device or model to outline");
    sub.add_option("--hover", o->picture.hovered, "The same, as under the pointer");
    sub.add_option("--color-by", o->picture.colorBy,
                   "SIGNAL,MIN,MAX: colours the equipment by its value");
    sub.add_option("--hide", o->picture.hidden,
                   "Leaves out labels, serials, grid, shadows, models (then their shapes show), or "
                   "equipment and models by their ids")
        ->delimiter(',');
    sub.add_option("--show", o->picture.shown, "Adds contacts, joints, or sleeping bodies")
        ->delimiter(',')
        ->check(CLI::IsMember({"contacts", "joints", "sleeping"}));
    sub.add_option("--only", o->picture.only, "Leaves out other equipment and models than these")
        ->delimiter(',');
    sub.add_option("--quality", o->picture.quality, "low, medium or high, the default")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, render::Quality>{{"low", render::Quality::low},
                                                   {"medium", render::Quality::medium},
                                                   {"high", render::Quality::high}}));
    sub.add_option("--time", o->time, "Simulated seconds before the picture")->check(kInstant);
    sub.add_option("--snapshot", o->snapshot, "Draw these snapshot bytes")
        ->check(CLI::ExistingFile);
    sub.add_option("--gpu", o->picture.gpu, "Part of the rendering device's name");
    sub.add_flag("--validation", o->picture.validation, "Vulkan's validation layers");
    sub.callback([o, &action] { action = [o] { return runShot(*o); }; });
}

void addCheckAndSchema(CLI::App& app, Action& action) {
    auto check = std::make_shared<CheckOptions>();
    CLI::App& sub = word(app, "check", "Say everything that is wrong with a twin file",
                         "gemba check cell.toml --json");
    sub.add_option("twin", check->file, "The twin file")->required();
    sub.add_flag("--json", check->json, "Print the problems as JSON");
    sub.callback([check, &action] { action = [check] { return runCheck(*check); }; });

    auto what = std::make_shared<std::string>();
    CLI::App& schema =
        word(app, "schema", "Print a JSON Schema", "gemba schema twin > twin.schema.json");
    schema.add_option("what", *what, "twin")->required();
    schema.callback([what, &action] { action = [what] { return runSchema(*what); }; });
}

void addApply(CLI::App& app, Action& action) {
    auto o = std::make_shared<ApplyOptions>();
    CLI::App& sub = word(app, "apply", "Write what a run estimated of the plant into its twin",
                         "gemba apply cell.toml shift.json infeed.slip");
    sub.add_option("twin", o->twin, "The twin file")->required();
    sub.add_option("result", o->result, "What gemba run --json printed")
        ->required()
        ->check(CLI::ExistingFile);
    sub.add_option("name", o->names, "Which; without a name they are listed");
    sub.callback([o, &action] { action = [o] { return runApply(*o); }; });
}

void addImport(CLI::App& app, Action& action) {
    auto o = std::make_shared<ImportOptions>();
    CLI::App& sub = word(app, "import", "Import a model and say what came in",
                         "gemba import robot.dae -o report.json");
    sub.add_option("model", o->file, "Anything Assimp reads")->required();
    sub.add_option("-o,--output", o->report, "Write the report as JSON");
    sub.add_flag("--json", o->json, "Print the report as JSON");
    sub.add_option("--unit", o->unit, "m, cm, mm, in, ft or metres per unit; overrides the file");
    sub.add_option("--up", o->up, "x, y or z; overrides the file");
    sub.callback([o, &action] { action = [o] { return runImport(*o); }; });
}

void addEcho(CLI::App& app, Action& action) {
    auto o = std::make_shared<EchoOptions>();
    CLI::App& sub = word(app, "echo", "Show what is on the wire, before anything is bound",
                         "gemba echo --connect tcp://127.0.0.1:5556 --rate");
    sub.add_option("--connect", o->connect, "Endpoint; may be given more than once")
        ->required()
        ->allow_extra_args(false);
    addKeys(sub, o->keys);
    sub.add_option("--topics", o->topics, "Only topics that match this regular expression");
    sub.add_flag("--rate", o->rate, "Show rates");
    sub.add_option("--duration", o->durationS, "Seconds; without it until stopped")
        ->check(kSeconds);
    sub.add_flag("--json", o->json, "Print JSON");
    sub.callback([o, &action] {
        action = [o] {
            const StopSignal stop;
            return runEcho(*o, stop.token());
        };
    });
}

void addBench(CLI::App& app, Action& action) {
    auto o = std::make_shared<BenchOptions>();
    CLI::App& sub = word(app, "bench", "Measure against the bare libraries, as ratios",
                         "gemba bench tick ray --json");
    sub.add_option("name", o->names, "Which; all without a name");
    sub.add_flag("--json", o->json, "Print JSON");
    sub.callback([o, &action] { action = [o] { return runBench(*o); }; });
}

}  // namespace

int runCommandLine(int argc, char** argv) {
    CLI::App app{"Gemba: a digital twin of your line, measured and simulated side by side."};
    app.footer("Without a word the window opens: gemba [FILE], a twin, a model or a recording.");
    app.set_version_flag("--version", std::string("gemba ") + kVersion);
    app.require_subcommand(0, 1);
    app.failure_message(CLI::FailureMessage::help);

    auto window = std::make_shared<WindowOptions>();
    Action action = [window, &argc, argv] { return runWindow(*window, argc, argv); };
    app.add_option("file", window->files, "Twin or model to open in the window")
        ->check(CLI::ExistingFile);
    app.add_option("--connect", window->connect, "[ID=]ENDPOINT of a live source")
        ->allow_extra_args(false);
    app.add_option("--gpu", window->gpu, "Part of the rendering device's name");
    app.add_flag("--validation", window->validation, "Vulkan's validation layers");
    app.add_flag("--watch-gui", window->watchGui,
                 "Log what keeps the window from answering for longer than a frame");
    app.add_option("--close-after", window->closeAfter, "Seconds after which the window closes")
        ->group("");
    app.add_option("--record", window->record, "Record the session into this file")->group("");
    app.add_flag("!--no-store", window->store, "Record nothing")->group("");
    app.add_option("--segment-bytes", window->segmentBytes, "Size of the store's files")->group("");
    app.add_option("--segment-seconds", window->segmentSeconds, "Length of the store's files")
        ->group("");
    app.add_option("--picture", window->picture, "Picture of the window as it closes")->group("");
    bool verbose = false;
    app.add_flag("-v,--verbose", verbose, "Log more");
    addRun(app, action);
    addSweep(app, action);
    addPlant(app, action);
    addShot(app, action);
    addCheckAndSchema(app, action);
    addApply(app, action);
    addImport(app, action);
    addEcho(app, action);
    addRecordingWords(app, action);
    addBench(app, action);
    for (CLI::App* sub : app.get_subcommands({}))
        sub->add_flag("-v,--verbose", verbose, "Log more");
    try {
        app.parse(argc, argv);
        if (window->files.size() > 1)
            throw CLI::ValidationError("file", "the window shows one twin or model at a time; " +
                                                   std::to_string(window->files.size()) +
                                                   " were given");
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kExitDone : kExitUsage;
    }
    if (verbose)
        log::setLevel(log::Level::debug);
    const int code = action();
    // A full disk behind standard output is no success.
    if (!std::cout.flush() || std::fflush(stdout) != 0) {
        std::fprintf(stderr, "gemba: cannot write to standard output\n");
        return kExitBadData;
    }
    return code;
}

}  // namespace gemba::app
