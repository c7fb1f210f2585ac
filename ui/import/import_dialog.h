#pragma once

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include "ui/combo_box.h"
#include "ui/import/import_ask.h"
#include "ui/import/size_check.h"

namespace gemba::ui {

/// A model before it becomes part of the twin: how it looks, how large it would be and why, what is
/// odd about it, and what it costs. Not modal. GUI thread.
class ImportDialog final : public QDialog {
    Q_OBJECT

 public:
    ImportDialog(const QString& file, QWidget* parent);

    /// Of an ask; one that was overtaken is not looked at.
    void answer(const ImportAnswer& answer);
    /// What the user chose.
    [[nodiscard]] twin::ModelKeys keys() const;
    [[nodiscard]] const QString& file() const { return m_file; }
    /// Of the last answer: what it would be with what was chosen.
    [[nodiscard]] const assets::ImportReport& report() const { return m_shown.report; }

    [[nodiscard]] QComboBox& unit() { return *m_unit; }
    [[nodiscard]] QComboBox& up() { return *m_up; }
    [[nodiscard]] QComboBox& collision() { return *m_collision; }
    [[nodiscard]] QString warnings() const { return m_warnings->text(); }
    [[nodiscard]] QPushButton& better() { return *m_better; }
    [[nodiscard]] QPushButton& importButton() { return *m_import; }

 Q_SIGNALS:
    /// The file is to be read with these settings; answer() answers.
    void asked(const gemba::ui::ImportAsk& ask);

 protected:
    void showEvent(QShowEvent* event) override;
    void customEvent(QEvent* event) override;

 private:
    void build();
    void ask();
    void showReport(const ImportAnswer& answer);
    void showCost();
    void growToFit();

    QString m_file;
    ImportAsk m_ask;
    ImportAnswer m_shown;
    double m_betterUnit = 0.0;
    QLabel *m_picture, *m_size, *m_evidence, *m_content, *m_cost, *m_warnings, *m_odd;
    ComboBox *m_unit, *m_up, *m_collision;
    QPushButton *m_better, *m_import;
    QProgressBar* m_progress;
};

}  // namespace gemba::ui
