#include "ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

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

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: @field; border: 1px solid @line; border-radius: 5px;
    padding: 4px 8px; min-height: 18px; selection-background-color: @selection; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: @accent; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; padding: 4px; }
QPushButton { background: @raised; border: 1px solid @line; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; }
QPushButton#primary { background: @accent; color: #0d1f1b; border: none; border-radius: 8px;
    padding: 12px 26px; font-weight: 600; }
QPushButton#primary:hover { background: #74d8c2; }
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
QWidget#past QLabel { color: #0d1f1b; font-weight: 600; }
QWidget#card { background: @field; border: 1px solid @line; border-radius: 8px; }
QLabel#caption { color: @muted; }
QLabel#error { color: @residual; }
)";

struct Word {
    const char* name;
    QRgb color;
};

constexpr Word kWords[] = {
    {"@window", kWindow}, {"@panel", kPanel},         {"@field", kField},
    {"@raised", kRaised}, {"@hover", kHover},         {"@line", kLine},
    {"@text", kText},     {"@muted", kMuted},         {"@faint", kFaint},
    {"@accent", kAccent}, {"@selection", kSelection}, {"@residual", kResidual},
    {"@row", 0xff181b1f},
};

[[nodiscard]] QString styleSheet() {
    QString sheet = QString::fromLatin1(kStyleSheet);
    for (const Word& word : kWords)
        sheet.replace(QLatin1String(word.name), QColor(word.color).name());
    return sheet;
}

[[nodiscard]] QPalette palette() {
    QPalette out;
    out.setColor(QPalette::Window, QColor(kWindow));
    out.setColor(QPalette::WindowText, QColor(kText));
    out.setColor(QPalette::Base, QColor(kField));
    out.setColor(QPalette::AlternateBase, QColor(kPanel));
    out.setColor(QPalette::Text, QColor(kText));
    out.setColor(QPalette::PlaceholderText, QColor(kFaint));
    out.setColor(QPalette::Button, QColor(kRaised));
    out.setColor(QPalette::ButtonText, QColor(kText));
    out.setColor(QPalette::BrightText, QColor(Qt::white));
    out.setColor(QPalette::ToolTipBase, QColor(kRaised));
    out.setColor(QPalette::ToolTipText, QColor(kText));
    out.setColor(QPalette::Highlight, QColor(kSelection));
    out.setColor(QPalette::HighlightedText, QColor(kText));
    out.setColor(QPalette::Link, QColor(kAccent));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        out.setColor(QPalette::Disabled, role, QColor(kFaint));
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

void apply(QApplication& application) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(palette());
    QApplication::setFont(baseFont());
    application.setStyleSheet(styleSheet());
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
