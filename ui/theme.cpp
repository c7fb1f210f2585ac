#include "ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLabel>
#include <QPalette>
#include <QSettings>
#include <QWidget>
#include <memory>

#include "ui/renewal.h"
#include "ui/theme_style.h"

namespace gemba::ui::theme {
namespace {

// Colours are written @name here and filled in from theme.h.
constexpr const char* kStyleSheet = R"(
* { outline: none; }
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: @accent; }

QMenuBar { background: @window; padding: 2px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @raised; }
QMenu { background: @panel; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 7px; }

QToolBar { background: @window; border: none; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: @line; width: 1px; margin: 6px 6px; }
QToolButton { background: transparent; border: none; border-radius: 5px; padding: 5px; }
QToolButton:hover { background: @raised; }
QToolButton:pressed, QToolButton:checked { background: @hover; }
QToolButton:focus { border: 1px solid @accent; padding: 4px; }

QWidget#dockTitle { background: @panel; border-bottom: 1px solid @line; }
QTabBar { background: @window; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px; margin-right: 2px;
               border-top-left-radius: 5px; border-top-right-radius: 5px; }
QTabBar::tab:selected { background: @panel; color: @text; }
QTabBar::tab:hover:!selected { color: @text; background: @raised; }

QTableView, QTreeView, QListView, QPlainTextEdit {
    background: @field; alternate-background-color: @row; border: none; gridline-color: @line;
    selection-background-color: @selection; selection-color: @text; }
QTableView::item, QTreeView::item { padding: 0px 6px; border: none; }
QTreeView::item { min-height: 24px; padding: 0px 2px; }
QTreeView::item:selected { background: @selection; color: @text; }
QTableView::item:selected, QListView::item:selected { background: @selection; }
QTreeView::item:hover:!selected, QTableView::item:hover:!selected { background: @panel; }
QHeaderView { background: @field; }
QHeaderView::section { background: @field; color: @muted; border: none;
    border-bottom: 1px solid @line; padding: 5px 6px; font-weight: 400; }
QTableCornerButton::section { background: @field; border: none; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateTimeEdit { background: @field;
    border: 1px solid @line; border-radius: 5px; padding: 4px 8px; min-height: 18px; selection-background-color: @selection; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateTimeEdit:focus { border-color: @accent; }
QDateTimeEdit:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; padding: 4px; }
QPushButton { background: @raised; border: 1px solid @line; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; }
QPushButton#primary { background: @accent; color: @onaccent; border: none; border-radius: 8px;
    padding: 12px 26px; font-weight: 600; }
QPushButton#primary:hover { background: @accenthover; }
QPushButton#primary:focus { border: 2px solid @text; padding: 10px 24px; }
QPushButton#small { padding: 1px 8px; border-radius: 4px; }
QPushButton#link { background: transparent; border: none; padding: 6px 0px; text-align: left; }
QPushButton#link:hover, QPushButton#link:focus { color: @accent; }
QPushButton#recent { background: transparent; border: 1px solid transparent; border-radius: 8px;
    padding: 0px; }
QPushButton#recent:hover { background: @panel; border-color: @line; }
QPushButton#recent:focus { border-color: @accent; }
QTabWidget::pane { border: none; }
QSlider::groove:horizontal { background: @line; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: @muted; width: 12px; margin: -5px 0; border-radius: 6px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accent; }
QSlider::handle:horizontal:disabled { background: @hover; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QCheckBox { spacing: 6px; }
QCheckBox:focus { color: @accent; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: @hover; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: @panel; }

QStatusBar { background: @window; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 5px 7px; }

QWidget#panel { background: @panel; }
QWidget#palette { background: @panel; border: 1px solid @line; border-radius: 8px; }
QWidget#page { background: @window; }
QWidget#past { background: @accent; border-radius: 4px; }
QWidget#past QLabel { color: @onaccent; font-weight: 600; }
QWidget#card { background: @field; border: 1px solid @line; border-radius: 8px; }
QLabel#caption { color: @muted; }
QLabel#error { color: @residual; }
QLabel#keys { color: @accent; }
)";

constexpr Colors kDark{
    .window = 0xff15181c,
    .panel = 0xff1b1f24,
    .field = 0xff14171a,
    .row = 0xff181b1f,
    .raised = 0xff272c33,
    .hover = 0xff313842,
    .line = 0xff2d333b,
    .text = 0xffd9dee4,
    .muted = 0xff929ca8,
    .faint = 0xff626c78,
    .accent = 0xff5cc8b0,
    .accentHover = 0xff74d8c2,
    .onAccent = 0xff0d1f1b,
    .selection = 0xff23443f,
    .measured = 0xfff0b45a,
    .simulated = 0xff62aef0,
    .residual = 0xfff07b6c,
    .good = 0xff74c48c,
    .stale = 0xffa99bd6,
    .asItIs = 0xffb7c0cb,
    .changed = 0xffd685d0,
};

constexpr Colors kLight{
    .window = 0xffe6eaed,
    .panel = 0xfff6f8f9,
    .field = 0xffffffff,
    .row = 0xfff3f5f7,
    .raised = 0xffe1e6ea,
    .hover = 0xffd3dae0,
    .line = 0xffc9d1d8,
    .text = 0xff1b2127,
    .muted = 0xff525d68,
    .faint = 0xff87919b,
    .accent = 0xff0f7a65,
    .accentHover = 0xff139079,
    .onAccent = 0xffffffff,
    .selection = 0xffc5e6de,
    .measured = 0xff9c5b00,
    .simulated = 0xff1565b3,
    .residual = 0xffbd3a2a,
    .good = 0xff2a7a46,
    .stale = 0xff6a55b0,
    .asItIs = 0xff56616c,
    .changed = 0xff9d3797,
};

constexpr const char* kKey = "window/look";
Look g_look = Look::dark;

struct Word {
    const char* name;
    QRgb Colors::*color;
};

// The longer of two words that begin alike comes first.
constexpr Word kWords[] = {
    {"@window", &Colors::window},
    {"@panel", &Colors::panel},
    {"@field", &Colors::field},
    {"@raised", &Colors::raised},
    {"@hover", &Colors::hover},
    {"@line", &Colors::line},
    {"@text", &Colors::text},
    {"@muted", &Colors::muted},
    {"@faint", &Colors::faint},
    {"@accenthover", &Colors::accentHover},
    {"@accent", &Colors::accent},
    {"@onaccent", &Colors::onAccent},
    {"@selection", &Colors::selection},
    {"@residual", &Colors::residual},
    {"@row", &Colors::row},
};

[[nodiscard]] QString styleSheet() {
    QString sheet = QString::fromLatin1(kStyleSheet);
    for (const Word& word : kWords)
        sheet.replace(QLatin1String(word.name), QColor(colors().*word.color).name());
    return sheet;
}

[[nodiscard]] QPalette palette() {
    QPalette out;
    out.setColor(QPalette::Window, QColor(colors().window));
    out.setColor(QPalette::WindowText, QColor(colors().text));
    out.setColor(QPalette::Base, QColor(colors().field));
    out.setColor(QPalette::AlternateBase, QColor(colors().panel));
    out.setColor(QPalette::Text, QColor(colors().text));
    out.setColor(QPalette::PlaceholderText, QColor(colors().faint));
    out.setColor(QPalette::Button, QColor(colors().raised));
    out.setColor(QPalette::ButtonText, QColor(colors().text));
    out.setColor(QPalette::BrightText, QColor(Qt::white));
    out.setColor(QPalette::ToolTipBase, QColor(colors().raised));
    out.setColor(QPalette::ToolTipText, QColor(colors().text));
    out.setColor(QPalette::Highlight, QColor(colors().selection));
    out.setColor(QPalette::HighlightedText, QColor(colors().text));
    out.setColor(QPalette::Link, QColor(colors().accent));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        out.setColor(QPalette::Disabled, role, QColor(colors().faint));
    return out;
}

// One family for Latin and Chinese, so that lines of both sit alike.
[[nodiscard]] QFont baseFont() {
    QFont out;
    out.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC"),
                     QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    out.setPixelSize(13);
    out.setHintingPreference(QFont::PreferNoHinting);  // lighter, and alike at every scale
    return out;
}

}  // namespace

Look chosen(const QSettings& settings) {
    return settings.value(QLatin1String(kKey)).toString() == QLatin1String("light") ? Look::light
                                                                                    : Look::dark;
}

void choose(QSettings& settings, Look look) {
    settings.setValue(QLatin1String(kKey), QLatin1String(look == Look::light ? "light" : "dark"));
}

const Colors& colors() {
    return g_look == Look::light ? kLight : kDark;
}

Look look() {
    return g_look;
}

namespace {

void wear(QApplication& application, Look look) {
    g_look = look;
    QApplication::setPalette(palette());
    application.setStyleSheet(styleSheet());
}

}  // namespace

void apply(QApplication& application, Look look) {
    QApplication::setStyle(std::make_unique<Style>().release());  // the program's
    QApplication::setFont(baseFont());
    wear(application, look);
}

void change(QApplication& application, QWidget& window, Look look) {
    wear(application, look);
    Renewal::tell(window, nullptr);
}

void setBad(QLabel& label, bool bad) {
    const QColor color(colors().residual);
    if (!bad && label.testAttribute(Qt::WA_SetPalette)) {
        label.setPalette({});
    } else if (bad && label.palette().color(QPalette::WindowText) != color) {
        QPalette palette = label.palette();
        palette.setColor(QPalette::WindowText, color);
        label.setPalette(palette);
    }
}

QFont figures() {
    QFont out = baseFont();
    out.setStyleHint(QFont::SansSerif);
    return out;
}

QFont caption() {
    QFont out = baseFont();
    out.setPixelSize(11);
    return out;
}

}  // namespace gemba::ui::theme
