#pragma once

// QCustomPlot is written with Qt's keywords, which this program does not define since `signals` is
// a namespace of ours: the words live inside this include only. For .cpp files, and headers
// that they alone include.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
