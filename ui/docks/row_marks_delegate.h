#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

namespace gemba::ui {

/// An eye and a padlock at the right end of a cell, faint where they say nothing unusual. What they
/// say stands in the row's first column; rows without it have no marks.
class RowMarksDelegate final : public QStyledItemDelegate {
    Q_OBJECT

 public:
    /// Booleans of a row's first column.
    static constexpr int kHiddenRole = Qt::UserRole + 2, kLockedRole = Qt::UserRole + 3;

    explicit RowMarksDelegate(QObject* parent);

    enum class Mark { none, eye, lock };
    /// Which one is at a place of a cell.
    [[nodiscard]] static Mark markAt(const QRect& cell, const QPoint& place);
    [[nodiscard]] static QRect rectOf(const QRect& cell, Mark mark);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

 private:
    QIcon m_eye, m_eyeOff, m_lock, m_lockOpen;
};

}  // namespace gemba::ui
