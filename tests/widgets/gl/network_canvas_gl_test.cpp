#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "widgets/gl/renderer.h"
#include "widgets/views/focus.h"
#include "widgets/views/network/network_view.h"
#include "widgets/views/network/scene/network_line_image.h"
#include "widgets/views/network/scene/network_painter.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <vector>

namespace lfp::test::network_canvas_gl_test {

namespace {

constexpr QSize size(756, 618);

bool has_opengl_platform() {
  const QString platform = QGuiApplication::platformName();
  return platform == QLatin1String("xcb") || platform == QLatin1String("wayland");
}

/// What a view drawn by `renderer` looks like.
QImage picture(Renderer renderer, const std::vector<std::int64_t>& sizes, Theme::Kind kind, int notches) {
  Focus focus;
  NetworkView view(focus);
  view.set_renderer(renderer);
  apply_theme(view, Theme::make(kind));
  view.resize(size);
  view.set_snapshot(make_snapshot({.sizes = sizes}));
  view.show();
  if (!QTest::qWaitForWindowExposed(&view)) return {};
  if (view.is_drawn_by_opengl() != (renderer == Renderer::opengl)) return {};
  const QPointF middle(size.width() / 2.0, 200.0);
  QWheelEvent wheel(middle, view.mapToGlobal(middle), QPoint(), QPoint(0, 120 * notches), Qt::NoButton,
                    Qt::NoModifier, Qt::NoScrollPhase, false);
  if (notches != 0) QApplication::sendEvent(&view, &wheel);
  return view.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

int difference(const QImage& a, const QImage& b, int x, int y) {
  const QColor left = a.pixelColor(x, y);
  const QColor right = b.pixelColor(x, y);
  return std::max({std::abs(left.red() - right.red()), std::abs(left.green() - right.green()),
                   std::abs(left.blue() - right.blue())});
}

/// The part of pixels that differ by more than a smooth border may.
double differing(const QImage& a, const QImage& b) {
  int count = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) count += difference(a, b, x, y) > 48 ? 1 : 0;
  return static_cast<double>(count) / (a.width() * a.height());
}

}  // namespace

class NetworkGlTest : public QObject {
  Q_OBJECT

 private slots:
  void raster_is_never_opengl();
  void platforms_without_opengl_draw_raster();
  void opengl_and_raster_draw_the_same_data();
  void opengl_and_raster_draw_the_same();
  void own_lines_look_like_painted_ones();
};

void NetworkGlTest::raster_is_never_opengl() {
  QVERIFY(!lfp::opengl_usable(Renderer::raster));
}

void NetworkGlTest::platforms_without_opengl_draw_raster() {
  if (has_opengl_platform()) QSKIP("this platform may have OpenGL");
  QVERIFY(!lfp::opengl_usable(Renderer::automatic));
  QVERIFY(!lfp::opengl_usable(Renderer::opengl));
  Focus focus;
  NetworkView view(focus);
  view.set_renderer(Renderer::opengl);
  view.set_snapshot(make_snapshot());
  view.show();
  QVERIFY(!view.is_drawn_by_opengl());
  QVERIFY(view.findChild<QWidget*>("network.raster"));
}

void NetworkGlTest::opengl_and_raster_draw_the_same_data() {
  QTest::addColumn<std::vector<std::int64_t>>("sizes");
  QTest::addColumn<bool>("is_dark");
  QTest::addColumn<int>("notches");
  using Sizes = std::vector<std::int64_t>;
  QTest::newRow("small") << Sizes{2, 16, 16, 3} << false << 0;
  QTest::newRow("small, dark") << Sizes{2, 16, 16, 3} << true << 0;
  QTest::newRow("small, zoomed") << Sizes{2, 16, 16, 3} << false << 4;
  QTest::newRow("digits") << Sizes{784, 256, 128, 10} << true << 0;
}

void NetworkGlTest::opengl_and_raster_draw_the_same() {
  if (!lfp::opengl_usable(Renderer::opengl)) QSKIP("no OpenGL here");
  QFETCH(std::vector<std::int64_t>, sizes);
  QFETCH(bool, is_dark);
  QFETCH(int, notches);
  const Theme::Kind kind = is_dark ? Theme::Kind::dark : Theme::Kind::light;
  const QImage raster = picture(Renderer::raster, sizes, kind, notches);
  const QImage opengl = picture(Renderer::opengl, sizes, kind, notches);
  QCOMPARE(opengl.size(), raster.size());
  QVERIFY(!raster.isNull());
  const double part = differing(raster, opengl);
  QVERIFY2(part < 0.02, qPrintable(QString::number(part)));
  QImage blank(raster.size(), QImage::Format_RGB32);
  blank.fill(Theme::make(kind).base);
  QVERIFY(differing(raster, blank) > 0.05);
}

void NetworkGlTest::own_lines_look_like_painted_ones() {
  for (const QPointF end : {QPointF(190, 80), QPointF(190, 12), QPointF(30, 95), QPointF(-40, 300)}) {
    for (const double width : {0.5, 1.3, 3.4}) {
      QImage own(200, 100, QImage::Format_RGB32);
      own.fill(Qt::white);
      QImage painted = own;
      const QPointF start(20, 10);
      lfp::draw_smooth_line(own, start, end, width, qRgb(31, 104, 174));
      QPainter painter(&painted);
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(QPen(QColor(31, 104, 174), width, Qt::SolidLine, Qt::FlatCap));
      painter.drawLine(start, end);
      painter.end();
      QVERIFY(differing(own, painted) < 0.002);
      QImage blank(200, 100, QImage::Format_RGB32);
      blank.fill(Qt::white);
      QVERIFY(own != blank);
    }
  }
}

}  // namespace lfp::test::network_canvas_gl_test

LFPLAB_QT_TEST(network_canvas_gl_test, NetworkGlTest)
#include "network_canvas_gl_test.moc"
