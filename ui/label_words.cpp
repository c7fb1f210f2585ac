#include "ui/label_words.h"

#include <QCoreApplication>

namespace gemba::ui {
namespace {

struct LabelWords {
    Q_DECLARE_TR_FUNCTIONS(LabelWords)

 public:
    [[nodiscard]] static auto words() {
        const auto utf8 = [](const QString& text) { return text.toStdString(); };
        return render::StateWords{.stale = utf8(tr("stale", "equipment")),
                                  .stopped = utf8(tr("stopped", "a belt")),
                                  .blocked = utf8(tr("blocked", "an eye")),
                                  .free = utf8(tr("free", "an eye")),
                                  .closed = utf8(tr("closed", "a stopper")),
                                  .open = utf8(tr("open", "a stopper")),
                                  .extended = utf8(tr("extended", "a pusher")),
                                  .home = utf8(tr("home", "a pusher")),
                                  .moving = utf8(tr("moving", "a machine")),
                                  .still = utf8(tr("still", "a robot")),
                                  .at = utf8(tr("at %1", "a station")),
                                  .holds = utf8(tr("holds %1", "a robot, a part's number")),
                                  .taken = utf8(tr("%1 taken", "a sink")),
                                  .made = utf8(tr("%1 made", "a feeder"))};
    }
};

}  // namespace

std::shared_ptr<const render::StateWords> labelWords() {
    return std::make_shared<const render::StateWords>(LabelWords::words());
}

}  // namespace gemba::ui
