#include "ui/pages/welcome_page.h"

#include <QDir>
#include <QFileInfo>

#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/recent_files.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kWidth = 620, kColumns = 3, kShown = 6;
constexpr QSize kPicture(192, 108);

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

// A picture of what was open, its name and where it lies.
[[nodiscard]] QPushButton* makeCard(QWidget* parent, const QString& path) {
    auto* out = makeChild<QPushButton>(parent);
    out->setObjectName(QStringLiteral("recent"));
    out->setCursor(Qt::PointingHandCursor);
    out->setToolTip(path);
    out->setAccessibleName(path);
    auto* picture = makeChild<QLabel>(out);
    picture->setFixedSize(kPicture);
    picture->setAlignment(Qt::AlignCenter);
    picture->setObjectName(QStringLiteral("card"));
    if (const QPixmap kept(RecentFiles::pictureOf(path)); !kept.isNull()) {
        const double ratio = parent->devicePixelRatioF();
        QPixmap shown =
            kept.scaled(kPicture * ratio, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
        shown.setDevicePixelRatio(ratio);
        picture->setPixmap(shown);
    } else {
        picture->setPixmap(icon(IconName::tree).pixmap(QSize(32, 32), parent->devicePixelRatioF()));
    }
    constexpr int kText = kPicture.width() - 4;  // a label wants a little more than its text
    auto* name = makeChild<QLabel>(out);
    name->setText(
        name->fontMetrics().elidedText(QFileInfo(path).fileName(), Qt::ElideMiddle, kText));
    auto* folder = captionLabel(out, {});
    folder->setWordWrap(false);
    folder->setFont(theme::caption());
    folder->setText(folder->fontMetrics().elidedText(folderOf(path), Qt::ElideMiddle, kText));
    auto* column = makeChild<QVBoxLayout>(out);
    column->setContentsMargins(2, 2, 2, theme::kSpace / 2);
    column->setSpacing(2);
    for (QLabel* label : {picture, name, folder}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        column->addWidget(label);
    }
    out->setFixedSize(kPicture.width() + 4, column->sizeHint().height());
    return out;
}

}  // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent),
      m_icon(makeChild<QLabel>(this)),
      m_watch(makeChild<QPushButton>(this, tr("Watch the packing cell"))) {
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    showIcon();
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
    m_list = makeLayout<QGridLayout>();
    m_list->setSpacing(theme::kSpace);

    auto* column = makeLayout<QVBoxLayout>();
    column->setSpacing(theme::kSpace);
    column->addWidget(m_icon);
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

void WelcomePage::showIcon() {
    m_icon->setPixmap(icon(IconName::application).pixmap(QSize(72, 72), devicePixelRatioF()));
}

void WelcomePage::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    showIcon();
    setRecent(QStringList(m_paths));
}

void WelcomePage::setNote(const QString& text) {
    m_note->setText(text.isEmpty() ? tr("Or drop a file anywhere in this window.") : text);
}

void WelcomePage::setRecent(const QStringList& paths) {
    m_paths = paths;
    qDeleteAll(m_recent);
    m_recent.clear();
    m_listHead->setVisible(!paths.isEmpty());
    for (const QString& path : paths.mid(0, kShown)) {
        QPushButton* const card = makeCard(this, path);
        connect(card, &QPushButton::clicked, this, [this, path] { Q_EMIT openRequested(path); });
        const int place = static_cast<int>(m_recent.size());
        m_list->addWidget(card, place / kColumns, place % kColumns, Qt::AlignLeft);
        m_recent.append(card);
    }
    m_list->setColumnStretch(kColumns, 1);
}

}  // namespace gemba::ui
