#include "ui/edit/twin_editing.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <utility>

#include "ui/dictionary.h"
#include "ui/format.h"
#include "ui/make_child.h"

namespace gemba::ui {

// The dialog itself completes the name, so that it asks about the file that is written.
QString askForTwinFile(QWidget& window, const QString& title, const QString& proposed) {
    QFileDialog dialog(&window, title, QFileInfo(proposed).path(),
                       TwinEditing::tr("Twins (*.toml)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("toml"));
    dialog.selectFile(QFileInfo(proposed).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

TwinEditing::TwinEditing(QWidget& window)
    : QObject(&window),
      m_window(window),
      m_files(this),
      m_undo(makeChild<QAction>(this)),
      m_redo(makeChild<QAction>(this)),
      m_save(makeChild<QAction>(this, tr("&Save"))),
      m_saveAs(makeChild<QAction>(this, tr("Save &as …"))) {
    m_undo->setObjectName(QStringLiteral("edit.undo"));
    m_redo->setObjectName(QStringLiteral("edit.redo"));
    m_save->setObjectName(QStringLiteral("file.save"));
    m_saveAs->setObjectName(QStringLiteral("file.save_as"));
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), Qt::CTRL | Qt::Key_Y});
    m_save->setShortcut(QKeySequence::Save);
    connect(m_undo, &QAction::triggered, this, &TwinEditing::undo);
    connect(m_redo, &QAction::triggered, this, &TwinEditing::redo);
    connect(m_save, &QAction::triggered, this, &TwinEditing::save);
    connect(m_saveAs, &QAction::triggered, this, &TwinEditing::saveAs);
    connect(&m_files, &FileWatch::changed, this, &TwinEditing::judgeFile);
    update();
}

void TwinEditing::open(std::shared_ptr<const twin::Twin> twin) {
    if (m_editor && std::exchange(m_discarded, false))
        Q_EMIT settled(fileName());
    m_editor.reset();
    if (twin != nullptr)
        m_editor.emplace(std::move(twin));
    m_files.watch(m_editor ? QStringList{fileName()} : QStringList{});
    update();
    Q_EMIT opened();
}

QString TwinEditing::fileName() const {
    return QString::fromStdString(m_editor->twin()->file.string());
}

// Also our own saving stirs it; then the file is as it is known.
void TwinEditing::judgeFile() {
    if (!m_editor)
        return;
    const QString name = QFileInfo(fileName()).fileName();
    const twin::Editor::File file = m_editor->file();
    if (file == twin::Editor::File::gone)
        Q_EMIT said(tr("%1 is no longer in its folder. \"Save as\" writes it anew.").arg(name));
    if (file != twin::Editor::File::other)
        return;
    if (changed())
        Q_EMIT fileDiffers(fileName());
    else if (takeFile())
        Q_EMIT said(tr("%1 was changed by another program, and is shown as it is now.").arg(name));
}

bool TwinEditing::takeFile() {
    const auto before = twin();
    return m_editor ? done(m_editor->takeFile(tr("Change of the file").toStdString()), before)
                    : done({}, before);
}

std::shared_ptr<const twin::Twin> TwinEditing::twin() const {
    return m_editor ? m_editor->twin() : nullptr;
}

bool TwinEditing::apply(const QString& label, const std::vector<twin::Change>& changes,
                        const QString& merge) {
    const auto before = twin();
    return m_editor
               ? done(m_editor->apply(label.toStdString(), changes, merge.toStdString()), before)
               : done({}, before);
}

bool TwinEditing::applyText(const QString& label, std::string text) {
    const auto before = twin();
    return m_editor ? done(m_editor->applyText(label.toStdString(), std::move(text)), before)
                    : done({}, before);
}

void TwinEditing::endMerge() {
    if (m_editor)
        m_editor->endMerge();
}

// Tells of the new twin, or why there is none.
bool TwinEditing::done(const Result<void>& result,
                       const std::shared_ptr<const twin::Twin>& before) {
    if (!m_editor) {
        Q_EMIT refused(tr("What is open cannot be edited."));
        return false;
    }
    if (!result) {
        Q_EMIT refused(format::said(result.error()));
        return false;
    }
    m_discarded = false;
    update();
    if (m_editor->twin() != before)
        Q_EMIT edited(m_editor->twin());
    return true;
}

void TwinEditing::disregardFile() {
    if (!m_editor)
        return;
    if (auto done = m_editor->disregardFile(); !done)
        Q_EMIT said(format::said(done.error()));
    update();
}

void TwinEditing::undo() {
    if (!m_editor || !m_editor->undo())
        return;
    update();
    Q_EMIT edited(m_editor->twin());
}

void TwinEditing::redo() {
    if (!m_editor || !m_editor->redo())
        return;
    update();
    Q_EMIT edited(m_editor->twin());
}

bool TwinEditing::save() {
    if (!m_editor)
        return false;
    if (auto done = m_editor->save(); !done) {
        Q_EMIT said(format::said(done.error()));
        return false;
    }
    settle();
    Q_EMIT said(tr("Saved."));
    return true;
}

bool TwinEditing::saveAs() {
    if (!m_editor)
        return false;
    const QString name = askForTwinFile(m_window, tr("Save twin as"),
                                        QString::fromStdString(m_editor->twin()->file.string()));
    if (name.isEmpty())
        return false;
    const QString before = fileName();
    if (auto done = m_editor->saveAs(name.toStdString()); !done) {
        Q_EMIT said(format::said(done.error()));
        return false;
    }
    m_files.watch({fileName()});
    settle();
    Q_EMIT settled(before);
    Q_EMIT said(tr("Saved as %1.").arg(QFileInfo(name).fileName()));
    return true;
}

bool TwinEditing::mayLeave() {
    if (!changed())
        return true;
    const QString name = QString::fromStdString(m_editor->twin()->file.filename().string());
    const auto answer = QMessageBox::question(
        &m_window, tr("Save?"), tr("%1 has changes that are not saved.").arg(name),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save)
        return save();
    // Thrown away once it is really left: what is opened instead may fail.
    m_discarded = answer == QMessageBox::Discard;
    return m_discarded;
}

void TwinEditing::settle() {
    update();
    Q_EMIT settled(fileName());
}

// Names of steps were said by those who made them.
void TwinEditing::renew(const Spoken& before) {
    if (m_editor) {
        const QList<QByteArray> makers{"gemba::ui::InspectorPanel", "gemba::ui::MainWindow",
                                       "gemba::ui::WirePanel",      "gemba::ui::BindForm",
                                       "gemba::ui::PlacingTool",    "gemba::ui::AlignActions",
                                       "gemba::ui::ResidualPanel",  "gemba::ui::TwinEditing",
                                       "gemba::app::UnsavedEdits",  "catalogue"};
        m_editor->rename([&](const std::string& label) {
            return before.again(format::text(label), makers).toStdString();
        });
    }
    update();
}

// What can be done now, and what it would do.
void TwinEditing::update() {
    const auto adapt = [](QAction& action, const QString& word, std::string_view label) {
        action.setText(label.empty() ? word
                                     : QStringLiteral("%1: %2").arg(word, format::text(label)));
        action.setEnabled(!label.empty());
    };
    adapt(*m_undo, tr("&Undo"), m_editor ? m_editor->undoLabel() : "");
    adapt(*m_redo, tr("&Redo"), m_editor ? m_editor->redoLabel() : "");
    m_save->setEnabled(changed());
    m_saveAs->setEnabled(canEdit());
    Q_EMIT changedChanged(changed());
}

}  // namespace gemba::ui
