#include "app/edited_twin.h"

#include "engine/twin/references.h"
#include "engine/twin/script_file.h"

namespace gemba::app {

// "ID=ENDPOINT" of sources that are connected elsewhere than their file says: by id, since after an
// edit there may be more of them.
std::vector<std::string> replacedEndpoints(const LoadedTwin& loaded) {
    std::vector<std::string> out;
    for (const twin::LiveSource& live : loaded.twin->live) {
        for (size_t i = 0; loaded.source != nullptr && i < loaded.source->live.size(); ++i) {
            const twin::LiveSource& said = loaded.source->live[i];
            if (said.id == live.id && said.connect != live.connect)
                out.push_back(live.id + '=' + live.connect);
        }
    }
    return out;
}

// A twin after an edit knows its script as it was when its text was read.
std::shared_ptr<const twin::Twin> withPresentScript(std::shared_ptr<const twin::Twin> twin) {
    if (!twin->controller)
        return twin;
    auto fresh = twin::withScript(*twin, twin->controller->script);
    return fresh ? *fresh : twin;
}

QStringList watchedFiles(const twin::Twin& twin) {
    QStringList out;
    for (const std::filesystem::path& file : twin::filesOf(twin))
        out << QString::fromStdString(file.string());
    return out;
}

}  // namespace gemba::app
