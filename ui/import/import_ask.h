#pragma once

#include <QImage>
#include <QString>

#include "engine/assets/importer.h"
#include "engine/twin/new_equipment.h"

namespace gemba::ui {

/// What the dialog wants to know of a file, and what app/ answers. Both are plain data.
struct ImportAsk {
    uint64_t number = 0;  ///< counts the asks: only the newest is answered
    assets::ImportSettings settings;
};

struct ImportAnswer {
    uint64_t number = 0;
    double progress = 1.0;  ///< below 1 it is under way
    QString what;           ///< while it is under way
    QString failure;        ///< why it cannot be imported; empty: it can
    assets::ImportReport report;
    uint64_t hulls = 0;  ///< shapes that "hull" would make
    QImage picture;
};

}  // namespace gemba::ui
