#include "ui/import/import_dialog.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr QSize kPicture(420, 320);
constexpr int kTextWidth = 360;
constexpr int kShownWarnings = 8;
constexpr uint64_t kHeavyMesh = 100'000;  // triangles that a collision mesh may have

[[nodiscard]] QLabel* label(QWidget* parent, const char* name) {
    auto* out = makeChild<QLabel>(parent);
    out->setWordWrap(true);
    out->setTextFormat(Qt::PlainText);
    out->setTextInteractionFlags(Qt::TextSelectableByMouse);
    out->setFixedWidth(kTextWidth);
    if (name != nullptr)
        out->setObjectName(QLatin1String(name));
    return out;
}

// Of the unit, then of the axis.
[[nodiscard]] QString evidenceText(std::string_view evidence) {
    const size_t at = evidence.rfind("; ");
    if (at == std::string_view::npos)
        return format::said(evidence);
    return ImportDialog::tr("%1; %2", "why unit and axis were chosen")
        .arg(format::said(evidence.substr(0, at)), format::said(evidence.substr(at + 2)));
}

}  // namespace

ImportDialog::ImportDialog(const QString& file, QWidget* parent)
    : QDialog(parent),
      m_file(file),
      m_picture(makeChild<QLabel>(this)),
      m_size(label(this, nullptr)),
      m_evidence(label(this, "caption")),
      m_content(label(this, "caption")),
      m_cost(label(this, "caption")),
      m_warnings(label(this, "caption")),
      m_odd(label(this, "error")),
      m_unit(makeChild<ComboBox>(this)),
      m_up(makeChild<ComboBox>(this)),
      m_collision(makeChild<ComboBox>(this)),
      m_better(makeChild<QPushButton>(this)),
      m_import(makeChild<QPushButton>(this, tr("Add to the twin"))),
      m_progress(makeChild<QProgressBar>(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add %1").arg(QFileInfo(file).fileName()));
    m_ask.settings.file = file.toStdString();
    m_unit->addItem(tr("as the file says"), 0.0);
    for (const double unit : {0.001, 0.01, 1.0, 0.0254, 0.3048})
        m_unit->addItem(unitName(unit), unit);
    m_up->addItem(tr("as the file says"), 0);
    for (const char axis : {'x', 'y', 'z'})
        m_up->addItem(tr("+%1 is up").arg(QLatin1Char(static_cast<char>(axis - 32))), axis);
    m_collision->addItem(tr("Nothing touches it"), QStringLiteral("none"));
    m_collision->addItem(tr("A box around it"), QStringLiteral("box"));
    m_collision->addItem(tr("Convex hulls of its parts"), QStringLiteral("hull"));
    m_collision->addItem(tr("Its triangles"), QStringLiteral("mesh"));
    m_unit->setAccessibleName(tr("Unit of the file"));
    m_up->setAccessibleName(tr("Axis that is up"));
    m_collision->setAccessibleName(tr("What parts can touch"));
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ImportDialog::ask);
    connect(m_up, &QComboBox::currentIndexChanged, this, &ImportDialog::ask);
    connect(m_collision, &QComboBox::currentIndexChanged, this, &ImportDialog::showCost);
    connect(m_better, &QPushButton::clicked, this,
            [this] { m_unit->setCurrentIndex(std::max(0, m_unit->findData(m_betterUnit))); });
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);
    build();
}

void ImportDialog::build() {
    m_picture->setFixedSize(kPicture);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setObjectName(QStringLiteral("card"));
    m_picture->setWordWrap(true);
    m_picture->setAccessibleName(tr("How it looks"));
    QFont strong = m_size->font();
    strong.setWeight(QFont::DemiBold);
    m_size->setFont(strong);
    m_better->setObjectName(QStringLiteral("small"));
    m_better->hide();
    m_odd->hide();
    m_import->setDefault(true);
    m_import->setEnabled(false);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    auto* cancel = makeChild<QPushButton>(this, tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto* form = makeLayout<QFormLayout>();
    form->setLabelAlignment(Qt::AlignLeft);
    form->addRow(tr("Unit"), m_unit);
    form->addRow(tr("Up"), m_up);
    form->addRow(tr("Collision"), m_collision);
    auto* right = makeLayout<QVBoxLayout>();
    right->setSpacing(theme::kSpace);
    right->addWidget(m_size);
    right->addWidget(m_odd);
    right->addWidget(m_better, 0, Qt::AlignLeft);
    right->addWidget(m_evidence);
    right->addLayout(form);
    right->addWidget(m_cost);
    right->addWidget(m_content);
    right->addWidget(m_warnings);
    right->addStretch(1);
    auto* columns = makeLayout<QHBoxLayout>();
    columns->setSpacing(2 * theme::kSpace);
    columns->addWidget(m_picture, 0, Qt::AlignTop);
    columns->addLayout(right, 1);
    auto* end = makeLayout<QHBoxLayout>();
    end->addWidget(m_progress, 1);
    end->addStretch(1);
    end->addWidget(cancel);
    end->addWidget(m_import);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(2 * theme::kSpace, 2 * theme::kSpace, 2 * theme::kSpace,
                               2 * theme::kSpace);
    layout->setSpacing(2 * theme::kSpace);
    layout->addLayout(columns, 1);
    layout->addLayout(end);
}

void ImportDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    if (m_ask.number == 0)
        ask();
}

void ImportDialog::ask() {
    ++m_ask.number;
    m_ask.settings.unitM = m_unit->currentData().toDouble();
    const int up = m_up->currentData().toInt();
    m_ask.settings.up = up == 'x'   ? assets::UpAxis::x
                        : up == 'y' ? assets::UpAxis::y
                        : up == 'z' ? assets::UpAxis::z
                                    : assets::UpAxis::automatic;
    m_import->setEnabled(false);
    m_progress->setValue(0);
    m_progress->show();
    if (m_picture->pixmap(Qt::ReturnByValue).isNull())
        m_picture->setText(tr("Reading …"));
    Q_EMIT asked(m_ask);
}

void ImportDialog::answer(const ImportAnswer& answer) {
    if (answer.number != m_ask.number)
        return;
    if (answer.progress < 1.0) {
        m_progress->setValue(static_cast<int>(answer.progress * 1000.0));
        m_progress->setToolTip(answer.what);
        return;
    }
    m_progress->hide();
    m_shown = answer;
    m_import->setEnabled(answer.failure.isEmpty());
    showReport(answer);
    showCost();
}

void ImportDialog::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr || m_shown.number == 0)
        return;
    showReport(m_shown);
    showCost();
}

void ImportDialog::showReport(const ImportAnswer& answer) {
    const assets::ImportReport& report = answer.report;
    const bool good = answer.failure.isEmpty();
    if (answer.picture.isNull()) {
        m_picture->setText(good ? tr("No picture could be made.") : tr("It cannot be read."));
    } else {
        QPixmap picture = QPixmap::fromImage(answer.picture);
        picture.setDevicePixelRatio(devicePixelRatioF());
        m_picture->setPixmap(picture);
    }
    const SizeCheck check = good ? checkSize(report.sizeM, report.unitM) : SizeCheck{};
    m_betterUnit = check.betterUnitM;
    m_odd->setText(good ? check.text : answer.failure);
    m_odd->setVisible(!m_odd->text().isEmpty());
    m_better->setText(tr("Take it as %1").arg(unitName(check.betterUnitM)));
    m_better->setVisible(check.betterUnitM > 0.0);
    m_size->setText(good ? sizeText(report.sizeM) : QString());
    m_evidence->setText(good ? evidenceText(report.evidence) : QString());
    m_content->setText(
        good ? tr("Triangles %1 · parts %2 · materials %3 · textures %4")
                   .arg(format::count(report.triangles), format::count(report.instances),
                        format::count(report.materials), format::count(report.textures))
             : QString());
    QString warnings;
    for (size_t i = 0; i < report.warnings.size() && i < kShownWarnings; ++i)
        warnings += QStringLiteral("• %1\n").arg(format::said(report.warnings[i]));
    if (report.warnings.size() > kShownWarnings)
        warnings += tr("… and %1 more").arg(report.warnings.size() - kShownWarnings);
    m_warnings->setText(warnings.trimmed());
    m_warnings->setVisible(!warnings.isEmpty());
}

// What the choice of a collision shape means, before it is paid for.
void ImportDialog::showCost() {
    const QString choice = m_collision->currentData().toString();
    const uint64_t triangles = m_shown.report.triangles;
    if (choice == QLatin1String("none"))
        m_cost->setText(tr("It is only seen: parts pass through it. Costs nothing."));
    else if (choice == QLatin1String("box"))
        m_cost->setText(tr("One shape: the cheapest. Right for walls, cabinets, pallets."));
    else if (choice == QLatin1String("hull"))
        m_cost->setText(tr("%1 convex shapes: cheap, and close where its parts are convex.")
                            .arg(format::count(m_shown.hulls)));
    else
        m_cost->setText(triangles > kHeavyMesh
                            ? tr("All %1 triangles: exact, but slow beyond 100 000. A hull would "
                                 "be faster.")
                                  .arg(format::count(triangles))
                            : tr("All %1 triangles: exact, for what stands still.")
                                  .arg(format::count(triangles)));
    growToFit();
}

// Sentences that wrap need the more height the longer they are.
void ImportDialog::growToFit() {
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

twin::ModelKeys ImportDialog::keys() const {
    twin::ModelKeys out;
    out.unit = unitName(m_unit->currentData().toDouble()).toStdString();
    if (const int up = m_up->currentData().toInt(); up != 0)
        out.up = std::string(1, static_cast<char>(up));
    if (m_collision->currentIndex() > 0)
        out.collision = m_collision->currentData().toString().toStdString();
    return out;
}

}  // namespace gemba::ui
