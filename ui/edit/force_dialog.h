#pragma once

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <string_view>

#include "engine/twin/twin.h"
#include "ui/edit/number_field.h"

namespace gemba::ui {

/// Whether somebody may set it by hand: no sensor, and no event.
[[nodiscard]] bool canBeForced(const twin::PropertyInfo& property);

/// A value that is to hold whatever plant, script and file say, for a test. Not modal. GUI thread.
class ForceDialog final : public QDialog {
    Q_OBJECT

 public:
    /// `now`: what it is, SI.
    ForceDialog(std::shared_ptr<const twin::Twin> twin, twin::PropertyRef which, double now,
                QWidget* parent);

    [[nodiscard]] double value() const;
    [[nodiscard]] NumberField* number() const { return m_number; }
    [[nodiscard]] QCheckBox* flag() const { return m_flag; }

 protected:
    void customEvent(QEvent* event) override;

 private:
    std::string_view m_docText;  // the catalogue's
    QLabel* m_doc;
    NumberField* m_number = nullptr;  // or …
    QCheckBox* m_flag = nullptr;
};

}  // namespace gemba::ui
