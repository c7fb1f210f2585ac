#include "ui/plot/svg_device.h"

#include <QBuffer>
#include <QFontInfo>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPen>
#include <QPixmap>

namespace gemba::ui {
namespace {

constexpr double kDpi = 96.0;  // CSS pixels
constexpr double kPatternOpacity = 0.3;

[[nodiscard]] QString number(double value) {
    QString out = QString::number(value, 'f', 2);
    while (out.endsWith(u'0'))
        out.chop(1);
    if (out.endsWith(u'.'))
        out.chop(1);
    return out == QLatin1String("-0") ? QStringLiteral("0") : out;
}

[[nodiscard]] QString pathData(const QPainterPath& path) {
    QString out;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element at = path.elementAt(i);
        const QString point = number(at.x) + u' ' + number(at.y);
        switch (at.type) {
            case QPainterPath::MoveToElement:
                out += u'M' + point;
                break;
            case QPainterPath::LineToElement:
                out += u'L' + point;
                break;
            case QPainterPath::CurveToElement:
                out += u'C' + point;
                break;
            case QPainterPath::CurveToDataElement:
                out += u' ' + point;
                break;
        }
    }
    return out;
}

[[nodiscard]] QString attribute(const char* name, const QString& value) {
    return QStringLiteral(" %1=\"%2\"").arg(QLatin1String(name), value);
}

}  // namespace

class SvgEngine final : public QPaintEngine {
 public:
    SvgEngine() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    [[nodiscard]] Type type() const override { return User; }
    void updateState(const QPaintEngineState& state) override;
    void drawPath(const QPainterPath& path) override {
        add(QStringLiteral("path"), attribute("d", pathData(path)) + strokeOf(m_pen), m_brush);
    }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
    void drawTextItem(const QPointF& at, const QTextItem& item) override;
    void drawPixmap(const QRectF& to, const QPixmap& pixmap, const QRectF& from) override;

    using QPaintEngine::drawPolygon;

    QString definitions, body;

 private:
    void add(const QString& element, const QString& attributes, const QBrush& brush,
             const QString& content = {});
    void setClip(const QPainterPath& path, Qt::ClipOperation operation);
    [[nodiscard]] QString placing() const;
    [[nodiscard]] QString strokeOf(const QPen& pen) const;
    [[nodiscard]] static QString fillOf(const QBrush& brush);

    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;
    double m_opacity = 1.0;
    int m_clip = 0;  // 0: all is seen
    int m_clips = 0;
};

void SvgEngine::updateState(const QPaintEngineState& next) {
    const DirtyFlags dirty = next.state();
    if (dirty & DirtyPen)
        m_pen = next.pen();
    if (dirty & DirtyBrush)
        m_brush = next.brush();
    if (dirty & DirtyTransform)
        m_transform = next.transform();
    if (dirty & DirtyOpacity)
        m_opacity = next.opacity();
    if (dirty & DirtyClipPath)
        setClip(next.clipPath(), next.clipOperation());
    if (dirty & DirtyClipRegion) {
        QPainterPath path;
        path.addRegion(next.clipRegion());
        setClip(path, next.clipOperation());
    }
    if ((dirty & DirtyClipEnabled) && !next.isClipEnabled())
        m_clip = 0;
}

void SvgEngine::setClip(const QPainterPath& path, Qt::ClipOperation operation) {
    const int outer = operation == Qt::IntersectClip ? m_clip : 0;
    m_clip = operation == Qt::NoClip ? 0 : ++m_clips;
    if (m_clip == 0)
        return;
    definitions +=
        QStringLiteral("<clipPath id=\"c%1\"%2><path d=\"%3\"/></clipPath>\n")
            .arg(m_clip)
            .arg(outer > 0 ? QStringLiteral(" clip-path=\"url(#c%1)\"").arg(outer) : QString(),
                 pathData(m_transform.map(path)));
}

QString SvgEngine::placing() const {
    QString out;
    if (!m_transform.isIdentity())
        out += attribute("transform", QStringLiteral("matrix(%1 %2 %3 %4 %5 %6)")
                                          .arg(number(m_transform.m11()), number(m_transform.m12()),
                                               number(m_transform.m21()), number(m_transform.m22()),
                                               number(m_transform.dx()), number(m_transform.dy())));
    if (m_opacity < 1.0)
        out += attribute("opacity", number(m_opacity));
    return out;
}

QString SvgEngine::strokeOf(const QPen& pen) const {
    if (pen.style() == Qt::NoPen)
        return attribute("stroke", QStringLiteral("none"));
    const double width = pen.widthF() > 0.0 ? pen.widthF() : 1.0;
    QString out =
        attribute("stroke", pen.color().name()) + attribute("stroke-width", number(width));
    if (pen.color().alphaF() < 1.0F)
        out += attribute("stroke-opacity", number(static_cast<double>(pen.color().alphaF())));
    if (pen.style() != Qt::SolidLine) {
        QStringList dashes;
        for (const double dash : pen.dashPattern())
            dashes << number(dash * width);
        out += attribute("stroke-dasharray", dashes.join(u' '));
    }
    return out;
}

QString SvgEngine::fillOf(const QBrush& brush) {
    if (brush.style() == Qt::NoBrush)
        return attribute("fill", QStringLiteral("none"));
    double opacity = static_cast<double>(brush.color().alphaF());
    if (brush.style() != Qt::SolidPattern)
        opacity *= kPatternOpacity;
    QString out = attribute("fill", brush.color().name());
    if (opacity < 1.0)
        out += attribute("fill-opacity", number(opacity));
    return out;
}

void SvgEngine::add(const QString& element, const QString& attributes, const QBrush& brush,
                    const QString& content) {
    const QString clipped =
        m_clip > 0 ? QStringLiteral(" clip-path=\"url(#c%1)\"").arg(m_clip) : QString();
    body += QStringLiteral("<g%1><").arg(clipped) + element + attributes + fillOf(brush) +
            placing() +
            (content.isEmpty() ? QStringLiteral("/>")
                               : u'>' + content + QLatin1String("</") + element + u'>') +
            QStringLiteral("</g>\n");
}

void SvgEngine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) {
    QStringList places;
    for (int i = 0; i < count; ++i)
        places << number(points[i].x()) + u',' + number(points[i].y());
    const bool open = mode == PolylineMode;
    add(open ? QStringLiteral("polyline") : QStringLiteral("polygon"),
        attribute("points", places.join(u' ')) + strokeOf(m_pen), open ? QBrush() : m_brush);
}

void SvgEngine::drawTextItem(const QPointF& at, const QTextItem& item) {
    const QFont font = item.font();
    add(QStringLiteral("text"),
        attribute("x", number(at.x())) + attribute("y", number(at.y())) +
            attribute("font-family", (font.families() << QStringLiteral("sans-serif"))
                                         .join(QStringLiteral(", "))
                                         .toHtmlEscaped()) +
            attribute("font-size", number(QFontInfo(font).pixelSize())) +
            attribute("xml:space", QStringLiteral("preserve")),
        m_pen.brush(), item.text().toHtmlEscaped());
}

void SvgEngine::drawPixmap(const QRectF& to, const QPixmap& pixmap, const QRectF& from) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !pixmap.copy(from.toRect()).save(&buffer, "PNG"))
        return;
    add(QStringLiteral("image"),
        attribute("x", number(to.x())) + attribute("y", number(to.y())) +
            attribute("width", number(to.width())) + attribute("height", number(to.height())) +
            attribute("xlink:href", QStringLiteral("data:image/png;base64,") +
                                        QString::fromLatin1(bytes.toBase64())),
        {});
}

SvgDevice::SvgDevice(QSize size) : m_size(size), m_engine(std::make_unique<SvgEngine>()) {}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const {
    return m_engine.get();
}

QByteArray SvgDevice::svg() const {
    const QString head = QStringLiteral(
                             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                             "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" "
                             "width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\">\n")
                             .arg(m_size.width())
                             .arg(m_size.height());
    return (head + QLatin1String("<defs>\n") + m_engine->definitions + QLatin1String("</defs>\n") +
            m_engine->body + QLatin1String("</svg>\n"))
        .toUtf8();
}

int SvgDevice::metric(PaintDeviceMetric metric) const {
    const double mm = 25.4 / kDpi;
    switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmWidthMM:
            return static_cast<int>(m_size.width() * mm);
        case PdmHeightMM:
            return static_cast<int>(m_size.height() * mm);
        case PdmNumColors:
            return INT_MAX;
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return static_cast<int>(kDpi);
        case PdmDevicePixelRatio:
            return 1;
        default:
            return QPaintDevice::metric(metric);
    }
}

}  // namespace gemba::ui
