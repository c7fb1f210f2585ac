#include "ui/pages/welcome_page.h"

#include <QDir>
#include <QFileInfo>

#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kWidth = 520;

[[nodiscard]] QLabel* captionLabel(QWidget* parent, const QString& text) {
    auto* out = makeChild<QLabel>(parent, text);
    out->setObjectName(QStringLiteral("caption"));
    out->setWordWrap(true);
    return out;
}

// "~/plants" reads better than the whole way to it.
[[nodiscard]] QString folderOf(const QString& path) {
    QString folder = QFileInfo(path).absolutePath();
    if (folder.startsWith(QDir::homePath()))
        folder.replace(0, QDir::homePath().size(), u'~');
    return folder;
}

}  // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent), m_watch(makeChild<QPushButton>(this, tr("Watch the packing cell"))) {
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    auto* picture = makeChild<QLabel>(this);
    picture->setPixmap(icon(IconName::application).pixmap(72, 72));
    auto* title = makeChild<QLabel>(this, QStringLiteral("Gemba"));
    QFont large = font();
    large.setPixelSize(34);
    large.setWeight(QFont::Light);
    title->setFont(large);
    auto* subtitle =
        captionLabel(this, tr("See a line as it is, as it should be, and where the two part."));

    m_watch->setObjectName(QStringLiteral("primary"));
    m_watch->setCursor(Qt::PointingHandCursor);
    m_watch->setDefault(true);
    m_watch->setToolTip(tr("Open the bundled twin and the virtual plant behind it"));
    connect(m_watch, &QPushButton::clicked, this, &WelcomePage::watchRequested);
    auto* browse = makeChild<QPushButton>(this, tr("Open a twin or a model …"));
    browse->setObjectName(QStringLiteral("link"));
    browse->setIcon(icon(IconName::open));
    connect(browse, &QPushButton::clicked, this, &WelcomePage::browseRequested);
    auto* create = makeChild<QPushButton>(this, tr("Begin a new twin …"));
    create->setObjectName(QStringLiteral("link"));
    create->setIcon(icon(IconName::tree));
    connect(create, &QPushButton::clicked, this, &WelcomePage::newRequested);
    m_note = captionLabel(this, {});

    m_listHead = captionLabel(this, tr("Recent"));
    m_list = makeLayout<QVBoxLayout>();
    m_list->setSpacing(0);

    auto* column = makeLayout<QVBoxLayout>();
    column->setSpacing(theme::kSpace);
    column->addWidget(picture);
    column->addWidget(title);
    column->addWidget(subtitle);
    column->addSpacing(3 * theme::kSpace);
    column->addWidget(m_watch, 0, Qt::AlignLeft);
    column->addSpacing(theme::kSpace);
    column->addWidget(browse, 0, Qt::AlignLeft);
    column->addWidget(create, 0, Qt::AlignLeft);
    column->addWidget(m_note);
    column->addSpacing(3 * theme::kSpace);
    column->addWidget(m_listHead);
    column->addLayout(m_list);

    auto* middle = makeChild<QWidget>(this);
    middle->setFixedWidth(kWidth);
    middle->setLayout(column);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->addStretch(2);
    layout->addWidget(middle, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setRecent({});
    setNote({});
}

void WelcomePage::setNote(const QString& text) {
    m_note->setText(text.isEmpty() ? tr("Or drop a file anywhere in this window.") : text);
}

void WelcomePage::setRecent(const QStringList& paths) {
    qDeleteAll(m_recent);
    m_recent.clear();
    m_listHead->setVisible(!paths.isEmpty());
    for (const QString& path : paths.mid(0, 6)) {
        auto* button = makeChild<QPushButton>(this);
        button->setObjectName(QStringLiteral("link"));
        button->setCursor(Qt::PointingHandCursor);
        button->setToolTip(path);
        const QString text = QFileInfo(path).fileName() + QStringLiteral("    ") + folderOf(path);
        button->setText(button->fontMetrics().elidedText(text, Qt::ElideMiddle, kWidth - 24));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT openRequested(path); });
        m_list->addWidget(button);
        m_recent.append(button);
    }
}

}  // namespace gemba::ui
