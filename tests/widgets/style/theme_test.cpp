#include "widgets/style/theme.h"

#include "tests/support/qt_test.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/icons.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QTest>
#include <cmath>

namespace lfp::test::theme_test {

namespace {

/// Relative luminance and contrast ratio as WCAG 2.1 defines them.
double luminance(const QColor& colour) {
  const auto linear = [](double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double brighter = std::max(luminance(a), luminance(b));
  const double darker = std::min(luminance(a), luminance(b));
  return (brighter + 0.05) / (darker + 0.05);
}

int chroma(const QColor& colour) {
  const auto [low, high] = std::minmax({colour.red(), colour.green(), colour.blue()});
  return high - low;
}

QList<QColor> surfaces(const Theme& theme) {
  return {theme.window, theme.bar, theme.base, theme.alternate_base, theme.selection, theme.tooltip_base};
}

/// Whether hues, as angles, are far enough apart to be told from each other.
bool are_apart(const QColor& one, const QColor& other) {
  const int turn = std::abs(one.hsvHue() - other.hsvHue());
  return std::min(turn, 360 - turn) >= 15;
}

}  // namespace

class ThemeTest : public QObject {
  Q_OBJECT

 private slots:
  void every_kind_data();
  void every_kind();
  void run_colours_on_white_are_as_specified();
  void high_contrast_draws_borders_in_the_text_colour_and_no_grid();
  void chrome_has_no_hue();
  void sizes_follow_the_zoom();
  void fonts_have_equally_wide_digits();
  void blended_colours_are_opaque();
  void style_sheet_is_complete_data() { every_kind_data(); }
  void style_sheet_is_complete();
  void buttons_have_the_specified_height_at_every_zoom();
  void primary_button_is_ink();
  void glyphs_are_drawn_in_the_text_colours();
  void every_icon_is_there_and_tinted();
  void the_program_s_own_icon_has_its_colours_at_every_size();
  void runs_have_no_colour_of_a_sign_in_any_palette_data() { every_kind_data(); }
  void runs_have_no_colour_of_a_sign_in_any_palette();
  void docks_are_parted_by_a_line_in_high_contrast();
  void runs_differ_by_line_and_not_only_by_colour();
  void signs_are_seen_on_every_panel_in_all_colours_data() { every_kind_data(); }
  void signs_are_seen_on_every_panel_in_all_colours();
};

void ThemeTest::every_kind_data() {
  QTest::addColumn<int>("kind");
  QTest::newRow("light") << int(Theme::Kind::light);
  QTest::newRow("dark") << int(Theme::Kind::dark);
  QTest::newRow("high contrast light") << int(Theme::Kind::high_contrast_light);
  QTest::newRow("high contrast dark") << int(Theme::Kind::high_contrast_dark);
}

void ThemeTest::every_kind() {
  QFETCH(int, kind);
  const Theme theme = Theme::make(Theme::Kind(kind));
  for (const QColor& surface : surfaces(theme)) {
    QVERIFY(contrast(theme.text, surface) >= 4.5);
    QVERIFY2(contrast(theme.muted_text, surface) >= 5.2 - 0.05,
             qPrintable(QString::number(contrast(theme.muted_text, surface))));
  }
  QVERIFY(contrast(theme.text_on_accent, theme.accent) >= 4.5);
  QVERIFY(contrast(theme.warning_text, theme.warning_fill) >= 4.5);
  for (const QColor& surface : {theme.base, theme.bar}) {
    QVERIFY(contrast(theme.error, surface) >= 4.5);
    QVERIFY(contrast(theme.accent, surface) >= 3.0);
    QVERIFY(contrast(theme.control_border, surface) >= 3.0);
  }
  for (const QColor& data : {theme.positive, theme.negative, theme.flip})
    QVERIFY(contrast(data, theme.base) >= 3.0);
  for (const QColor& run : theme.run) QVERIFY(contrast(run, theme.base) >= 4.5);
  for (const QColor& run : theme.run) QVERIFY(contrast(theme.text_on_accent, run) >= 4.5);
  for (std::size_t index = 0; index < theme.class_point.size(); ++index) {
    QVERIFY(contrast(theme.class_point[index], theme.base) >= 3.0);
    QVERIFY(contrast(theme.text, theme.class_area[index]) >= 4.5);
  }
}

void ThemeTest::run_colours_on_white_are_as_specified() {
  const Theme theme = Theme::make(Theme::Kind::light);
  QCOMPARE(std::round(contrast(theme.run[0], Qt::white) * 10) / 10, 5.3);
  QCOMPARE(std::round(contrast(theme.run[1], Qt::white) * 10) / 10, 6.4);
}

void ThemeTest::high_contrast_draws_borders_in_the_text_colour_and_no_grid() {
  for (const auto kind : {Theme::Kind::high_contrast_light, Theme::Kind::high_contrast_dark}) {
    const Theme theme = Theme::make(kind);
    QCOMPARE(theme.base, theme.is_dark ? QColor(Qt::black) : QColor(Qt::white));
    QCOMPARE(theme.control_border, theme.text);
    QCOMPARE(theme.separator, theme.text);
    QCOMPARE(theme.grid_line, theme.base);
    QCOMPARE(lfp::run_line_pen(0, theme).widthF(), 3.0);
    QVERIFY(contrast(theme.text, theme.base) > 20.0);
  }
}

void ThemeTest::chrome_has_no_hue() {
  for (const auto kind : {Theme::Kind::light, Theme::Kind::dark}) {
    const Theme theme = Theme::make(kind);
    for (const QColor& colour : surfaces(theme)) QVERIFY(chroma(colour) <= 32);
    for (const QColor& colour :
         {theme.text, theme.muted_text, theme.accent, theme.control_border, theme.separator})
      QVERIFY(chroma(colour) <= 32);
    for (const QColor& colour : {theme.positive, theme.negative, theme.flip}) QVERIFY(chroma(colour) > 100);
  }
}

void ThemeTest::sizes_follow_the_zoom() {
  const Theme normal = Theme::make(Theme::Kind::light);
  const Theme presenter = Theme::make(Theme::Kind::light, 1.75);
  QCOMPARE(normal.px(26), 26);
  QCOMPARE(presenter.px(26), 46);
  QCOMPARE(Theme::make(Theme::Kind::light, 0.3).px(1), 1);
  QCOMPARE(normal.px(0), 0);
  QCOMPARE(normal.body().pixelSize(), 13);
  QCOMPARE(normal.small().pixelSize(), 12);
  QCOMPARE(normal.large().pixelSize(), 20);
  QCOMPARE(normal.formula().pixelSize(), 14);
  QCOMPARE(presenter.body().pixelSize(), 23);
  QVERIFY(normal.bold().bold());
  QVERIFY(!normal.body().bold());
}

void ThemeTest::fonts_have_equally_wide_digits() {
  const Theme theme = Theme::make(Theme::Kind::light);
  for (const QFont& font : {theme.body(), theme.small(), theme.bold(), theme.large()}) {
    const QFontMetricsF metrics(font);
    for (char digit = '1'; digit <= '9'; ++digit)
      QCOMPARE(metrics.horizontalAdvance(QChar(digit)), metrics.horizontalAdvance('0'));
  }
}

void ThemeTest::blended_colours_are_opaque() {
  QCOMPARE(lfp::blended(Qt::white, Qt::black, 0.5), QColor(128, 128, 128));
  QCOMPARE(lfp::blended(Qt::white, Qt::black, 0.0), QColor(Qt::black));
  QCOMPARE(lfp::blended(Qt::white, Qt::black, 2.0), QColor(Qt::white));
  QCOMPARE(lfp::blended(Qt::red, Qt::blue, 0.25).alpha(), 255);
}

void ThemeTest::style_sheet_is_complete() {
  QFETCH(int, kind);
  const QString sheet = Theme::make(Theme::Kind(kind)).style_sheet();
  QVERIFY2(!sheet.contains('@'), "a colour's name was not replaced");
  static const QRegularExpression url("url\\(([^)]*)\\)");
  int images = 0;
  for (auto matches = url.globalMatch(sheet); matches.hasNext(); ++images) {
    const QString file = matches.next().captured(1);
    QVERIFY2(QFile::exists(file), qPrintable(file));
  }
  QVERIFY(images > 5);
}

void ThemeTest::buttons_have_the_specified_height_at_every_zoom() {
  for (const double zoom : {1.0, 1.75}) {
    const Theme theme = Theme::make(Theme::Kind::light, zoom);
    qApp->setStyleSheet(theme.style_sheet());
    QPushButton button("Batch");
    button.ensurePolished();
    // Borders are rounded to whole pixels by themselves.
    QVERIFY(std::abs(button.sizeHint().height() - theme.px(26)) <= (zoom == 1.0 ? 0 : 1));
  }
  qApp->setStyleSheet({});
}

void ThemeTest::primary_button_is_ink() {
  const Theme theme = Theme::make(Theme::Kind::dark);
  qApp->setStyleSheet(theme.style_sheet());
  QPushButton button;
  button.setProperty("primary", true);
  button.resize(60, 26);
  QCOMPARE(button.grab().toImage().pixelColor(30, 13), theme.accent);
  button.setProperty("primary", false);
  button.style()->polish(&button);
  QCOMPARE(button.grab().toImage().pixelColor(30, 13), theme.base);
  QCOMPARE(button.grab().toImage().pixelColor(30, 0), theme.control_border);
  qApp->setStyleSheet({});
}

void ThemeTest::glyphs_are_drawn_in_the_text_colours() {
  lfp::init_widget_resources();
  const auto has = [](const QString& glyph, const QColor& colour) {
    QFile file(":/icons/style/" + glyph + ".svg");
    return file.open(QIODevice::ReadOnly) &&
           QString(file.readAll()).contains(colour.name(), Qt::CaseInsensitive);
  };
  QVERIFY(has("down-dark", Theme::make(Theme::Kind::light).text));
  QVERIFY(has("down-light", Theme::make(Theme::Kind::dark).text));
}

void ThemeTest::every_icon_is_there_and_tinted() {
  const Theme theme = Theme::make(Theme::Kind::dark);
  const QStringList wanted = {"reset", "back",      "phase", "sample",      "batch",    "epoch",  "run",
                              "pause", "stop",      "twin",  "fork",        "previous", "next",   "down",
                              "undo",  "redo",      "plus",  "minus",       "grip",     "freeze", "pin",
                              "more",  "close",     "float", "freeze-open", "check",    "camera", "help",
                              "theme", "presenter", "error", "warning",     "diamond"};
  for (const QString& name : wanted) QVERIFY2(lfp::icon_names().contains(name), qPrintable(name));
  for (const QString& name : lfp::icon_names()) {
    for (const auto mode : {QIcon::Normal, QIcon::Disabled}) {
      const QImage image = lfp::icon(name, theme).pixmap(QSize(48, 48), 1.0, mode).toImage();
      const QRgb tint = (mode == QIcon::Normal ? theme.text : theme.disabled_text).rgb();
      int tinted = 0;
      for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 48; ++x) tinted += image.pixelColor(x, y).rgba() == tint ? 1 : 0;
      QVERIFY2(tinted > 20, qPrintable(name));
    }
  }
}

void ThemeTest::the_program_s_own_icon_has_its_colours_at_every_size() {
  for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
    QVERIFY(application_icon().availableSizes().contains(QSize(side, side)));
    const QImage image = application_icon().pixmap(QSize(side, side), 1.0).toImage();
    QCOMPARE(image.size(), QSize(side, side));
    int orange = 0;
    int blue = 0;
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const QColor colour = image.pixelColor(x, y);
        if (colour.alpha() < 200 || chroma(colour) < 80) continue;
        orange += colour.red() > colour.blue() ? 1 : 0;
        blue += colour.blue() > colour.red() ? 1 : 0;
      }
    QVERIFY2(orange > side * side / 60 && blue > side * side / 60, qPrintable(QString::number(side)));
    QCOMPARE(image.pixelColor(0, 0).alpha(), 0);  // round corners
  }
}

void ThemeTest::runs_have_no_colour_of_a_sign_in_any_palette() {
  QFETCH(int, kind);
  using Scales = Theme::Scales;
  for (const Scales scales : {Scales::orange_blue, Scales::green_purple, Scales::red_cyan}) {
    const Theme theme = Theme::make(Theme::Kind(kind), 1.0, scales);
    for (const QColor& run : theme.run) {
      QVERIFY2(contrast(run, theme.base) >= 4.5, qPrintable(run.name()));
      QVERIFY2(contrast(theme.text_on_accent, run) >= 4.5, qPrintable(run.name()));
    }
    // Further runs are nearly grey.
    for (std::size_t run = 0; run < 2; ++run)
      for (const QColor& sign : {theme.positive, theme.negative, theme.flip})
        QVERIFY2(are_apart(theme.run[run], sign), qPrintable(theme.run[run].name() + sign.name()));
  }
}

void ThemeTest::runs_differ_by_line_and_not_only_by_colour() {
  const Theme theme = Theme::make(Theme::Kind::light);
  QCOMPARE(lfp::run_line_pen(0, theme).style(), Qt::SolidLine);
  const QPen dashed = lfp::run_line_pen(1, theme);
  QCOMPARE(dashed.dashPattern().value(0) * dashed.widthF(), 7.0);
  QCOMPARE(dashed.dashPattern().value(1) * dashed.widthF(), 4.0);
  QVERIFY(lfp::run_line_pen(2, theme).dashPattern() != lfp::run_line_pen(3, theme).dashPattern());
}

void ThemeTest::docks_are_parted_by_a_line_in_high_contrast() {
  const auto gap = [](Theme::Kind kind) {
    static const QRegularExpression rule(
        QStringLiteral("QMainWindow::separator \\{ background: (#[0-9a-f]{6})"));
    return QColor(rule.match(Theme::make(kind).style_sheet()).captured(1));
  };
  QCOMPARE(gap(Theme::Kind::high_contrast_light), QColor(Qt::black));
  QCOMPARE(gap(Theme::Kind::high_contrast_dark), QColor(Qt::white));
  QCOMPARE(gap(Theme::Kind::light), Theme::make(Theme::Kind::light).window);
}

void ThemeTest::signs_are_seen_on_every_panel_in_all_colours() {
  QFETCH(int, kind);
  using Scales = Theme::Scales;
  for (const Scales scales : {Scales::orange_blue, Scales::green_purple, Scales::red_cyan}) {
    const Theme theme = Theme::make(Theme::Kind(kind), 1.0, scales);
    for (const QColor& sign : {theme.positive, theme.negative})
      for (const QColor& surface : {theme.base, theme.alternate_base})
        QVERIFY2(contrast(sign, surface) >= 3.0, qPrintable(sign.name()));
  }
}

}  // namespace lfp::test::theme_test

LFPLAB_QT_TEST(theme_test, ThemeTest)
#include "theme_test.moc"
