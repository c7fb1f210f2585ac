#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSize>
#include <memory>

namespace gemba::ui {

class SvgEngine;

/// Something to paint on whose picture is SVG 1.1: lines, areas, text as text, clipping. Patterned
/// areas become pale ones. (Qt's own generator is a library more to bring along.)
///
///     SvgDevice device(size);
///     QPainter painter(&device);
///     ...
///     painter.end();
///     file.write(device.svg());
class SvgDevice final : public QPaintDevice {
 public:
    explicit SvgDevice(QSize size);
    ~SvgDevice() override;

    [[nodiscard]] QByteArray svg() const;
    [[nodiscard]] QPaintEngine* paintEngine() const override;

 protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override;

 private:
    QSize m_size;
    std::unique_ptr<SvgEngine> m_engine;
};

}  // namespace gemba::ui
