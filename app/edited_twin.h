#pragma once

#include <QStringList>
#include <memory>
#include <string>
#include <vector>

#include "app/composition.h"

/// What a twin takes along when it is built again after an edit.
namespace gemba::app {

/// "ID=ENDPOINT" of sources that are connected elsewhere than their file says.
[[nodiscard]] std::vector<std::string> replacedEndpoints(const LoadedTwin& loaded);

/// The same twin with its script as it is in its file now; the one that it has, where that cannot
/// be read. Reads a file.
[[nodiscard]] std::shared_ptr<const twin::Twin> withPresentScript(
    std::shared_ptr<const twin::Twin> twin);

/// The files that are to be watched for other programs' writing.
[[nodiscard]] QStringList watchedFiles(const twin::Twin& twin);

}  // namespace gemba::app
