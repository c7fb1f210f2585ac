#pragma once

#include <QTableWidget>
#include <QWidget>
#include <string>
#include <vector>

#include "engine/twin/reader.h"
#include "ui/elided_label.h"

namespace gemba::ui {

/// What is wrong with a twin file: every finding with its line. Stands in a dock while a twin runs,
/// in the middle of the window while none does.
class ProblemList final : public QWidget {
    Q_OBJECT

 public:
    explicit ProblemList(QWidget* parent);

    /// `running`: a twin goes on behind this list.
    void show(const QString& file, const std::vector<twin::Problem>& problems, bool running);
    /// A failure that is no finding in a file: one sentence, as the engine says it.
    void showMessage(const QString& file, const QString& message, bool running);

    [[nodiscard]] QTableWidget& table() { return *m_table; }
    [[nodiscard]] const QString& file() const { return m_file; }

 Q_SIGNALS:
    /// Read the file again.
    void retryRequested(const QString& path);
    void dismissed();

 protected:
    void customEvent(QEvent* event) override;

 private:
    void fitColumns();
    bool eventFilter(QObject* watched, QEvent* event) override;
    void setHead(const QString& file, const QString& title, bool running);

    QString m_file, m_message;
    std::vector<twin::Problem> m_shown;
    bool m_running = false;
    ElidedLabel* m_title;
    ElidedLabel* m_where;
    ElidedLabel* m_goesOn;
    QTableWidget* m_table;
};

}  // namespace gemba::ui
