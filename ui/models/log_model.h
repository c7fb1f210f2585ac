#pragma once

#include <QAbstractTableModel>
#include <QTime>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "engine/core/log.h"

namespace gemba::ui {

/// The program's log lines: any thread adds, lines wait until the GUI thread takes them with
/// drain(). app/ connects it: `log::listen([&](auto level, auto text) { model.add(level, text);
/// })`.
class LogModel final : public QAbstractTableModel {
    Q_OBJECT

 public:
    enum Column { time, text, columns };
    static constexpr int kLevelRole = Qt::UserRole;
    /// Older lines leave: nobody scrolls further back, and memory stays flat.
    static constexpr size_t kMaxLines = 5000;

    explicit LogModel(QObject* parent = nullptr);

    /// GUI thread. True when lines came.
    bool drain();
    void clear();
    /// All lines, one a line, with time and level. GUI thread.
    [[nodiscard]] QString allText() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// Any thread.
    void add(log::Level level, std::string_view message);

 private:
    struct Line {
        QTime at;
        log::Level level{};
        std::string message;
    };

    std::mutex m_mutex;
    std::vector<Line> m_waiting;  // guarded
    std::deque<Line> m_lines;
};

}  // namespace gemba::ui
