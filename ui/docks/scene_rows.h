#pragma once

#include <QHash>
#include <QSet>
#include <QString>

class QTreeWidget;
class QTreeWidgetItem;

namespace gemba::ui {

/// Which rows of the scene's tree are open, chosen and in sight, by their names from the top, for
/// the tree that is built in its place. GUI thread.
class SceneRows {
 public:
    /// As they are now.
    explicit SceneRows(QTreeWidget& tree);
    /// Rows that were not there before stay as they are.
    void restore(QTreeWidget& tree) const;

 private:
    QHash<QString, bool> m_open;  // of rows that have others below them
    QSet<QString> m_chosen;
    QString m_current;
    int m_scrolled;
};

}  // namespace gemba::ui
