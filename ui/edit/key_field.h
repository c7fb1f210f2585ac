#pragma once

#include <QStringList>
#include <QWidget>
#include <functional>

#include "engine/twin/twin.h"

namespace gemba::ui {

/// One key of the twin file to be looked at and changed: a field for its type, with its unit and
/// within its bounds. GUI thread.
class KeyField final : public QWidget {
    Q_OBJECT

 public:
    /// `key` outlives the field (it is the catalogue's). `choices`: what a reference or a list may
    /// name.
    KeyField(const twin::KeyInfo& key, const QStringList& choices, QWidget* parent);
    ~KeyField() override;

    /// Shows a value of the key's type without telling of it; one that is being typed stays.
    void show(const twin::KeyValue& value);

 Q_SIGNALS:
    /// The user has finished with another value: as TOML.
    void edited(const QString& toml);

 private:
    QWidget* makeNumber();
    QWidget* makeInteger();
    QWidget* makeFlag();
    QWidget* makeText();
    QWidget* makeChoice(const QStringList& choices);
    QWidget* makeVector();
    QWidget* makeList();
    void tell(const twin::KeyValue& value);

    const twin::KeyInfo& m_key;
    twin::KeyValue m_shown;
    std::function<void(const twin::KeyValue&)> m_show;
};

}  // namespace gemba::ui
