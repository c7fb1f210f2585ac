#pragma once

#include "ui/dictionary.h"

class QObject;

namespace gemba::ui {

/// Says all fixed texts of these widgets, actions and dialogs anew in the language of now: titles,
/// labels, hints, accessible names, heads of tables, choices. What is made with each look at a
/// session follows by itself, and what a user wrote stays. GUI thread.
void relabel(QObject& root, const Spoken& before);

}  // namespace gemba::ui
