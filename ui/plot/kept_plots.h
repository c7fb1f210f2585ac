#pragma once

#include <QSettings>
#include <QString>
#include <filesystem>

namespace gemba::ui {

/// What stood in the plots of each twin, by its file. Of so many twins as were looked at last: the
/// settings do not grow for ever. GUI thread.
class KeptPlots {
 public:
    static constexpr int kMost = 50;

    /// The settings outlive it.
    explicit KeptPlots(QSettings& settings) : m_settings(settings) {}

    /// PlotRows::text(); empty: nothing is kept.
    [[nodiscard]] QString of(const std::filesystem::path& file) const;
    /// An empty text: nothing is to be kept. This twin is then the newest.
    void keep(const std::filesystem::path& file, const QString& text);

 private:
    QSettings& m_settings;
};

}  // namespace gemba::ui
