#include "widgets/views/map/study_map_view.h"

#include "tests/support/pictured_study.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/screen.h"
#include "tests/support/shown_widget.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/colour_map.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QImage>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <limits>
#include <memory>

namespace lfp::test::study_map_view_test {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double diverged = -1;

/// Learning rates from 0.001 to 1000 against epsilon from 0.001 to 1.
Study plane() {
  return study_over(
      R"([ { "path": "runs[0].optimiser.learning_rate", "label": "learning rate", "from": 0.001, "to": 1000, "steps": 7, "scale": "log" },
      { "path": "runs[0].rule.epsilon", "label": "ε", "from": 0.001, "to": 1, "steps": 4, "scale": "log" } ])");
}

Study with_rules() {
  return study_over(
      R"([ { "path": "runs[0].optimiser.learning_rate", "from": 0.001, "to": 1000, "steps": 7, "scale": "log" },
      { "path": "network.width", "from": 2, "to": 5, "steps": 4 },
      { "path": "runs[0].rule.name", "values": ["epsilon", "gamma", "flat"] } ])");
}

/// Better to the right, and upwards by less; the last column has diverged.
double slope(const std::vector<std::int64_t>& position, std::size_t run) {
  if (position[0] == 6) return diverged;
  return 0.1 * static_cast<double>(position[0]) + 0.05 * static_cast<double>(position[1]) +
         (run == 1 ? 0.2 : 0.0);
}

}  // namespace

class StudyMapViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { focus_ = std::make_unique<Focus>(); }
  void cleanup() {
    view_.reset();
    focus_.reset();
  }

  void without_a_study_there_is_a_sentence() {
    show(nullptr);
    QVERIFY(view_->maps() == nullptr);
    QVERIFY(view_->table() == nullptr);
  }

  void darker_is_more_and_what_diverged_is_hatched() {
    show(pictured(plane(), slope));
    QVERIFY(lightness(0, 0) > lightness(3, 0));
    QVERIFY(lightness(3, 0) > lightness(3, 3));
    // The lines of the hatching and the ground between them.
    const QRect cell = view_->cell_area(6, 1);
    QSet<QRgb> colours;
    const QImage image = picture();
    for (int x = cell.left() + 2; x < cell.right() - 2; ++x)
      colours.insert(image.pixel(x, cell.center().y()));
    QVERIFY(colours.contains(view_->theme().alternate_base.rgb()));
    QVERIFY(colours.contains(view_->theme().control_border.rgb()));
  }

  void the_two_ends_of_the_colours_are_the_smallest_and_largest_number_of_all_runs() {
    show(pictured(plane(), slope));
    QCOMPARE(view_->maps()->range.low, 0.0);
    QVERIFY(std::abs(view_->maps()->range.high - 0.85) < 1e-6);
    const auto& colours = unsigned_colours(view_->theme());
    QVERIFY(colour_distance(colour(0, 0), colours.front()) <= 1);
  }

  void cells_that_are_not_computed_show_the_larger_cell_around_them() {
    const Study large = study_over(
        R"([ { "path": "runs[0].optimiser.learning_rate", "from": 0.001, "to": 1000, "steps": 32, "scale": "log" },
      { "path": "runs[0].rule.epsilon", "from": 0.001, "to": 1, "steps": 32, "scale": "log" } ])");
    show(pictured(large, [](const auto& position, std::size_t) {
      return position[0] % 4 == 0 && position[1] % 4 == 0 ? 0.01 * static_cast<double>(position[0]) : missing;
    }));
    QCOMPARE(colour(9, 9), colour(8, 8));
    QCOMPARE(colour(11, 11), colour(8, 8));
    QVERIFY(colour(12, 8) != colour(8, 8));
  }

  void what_lies_in_a_larger_cell_that_diverged_is_hatched_as_well() {
    const Study large = study_over(
        R"([ { "path": "runs[0].optimiser.learning_rate", "from": 0.001, "to": 1000, "steps": 32, "scale": "log" },
      { "path": "runs[0].rule.epsilon", "from": 0.001, "to": 1, "steps": 32, "scale": "log" } ])");
    show(pictured(large, [](const auto& position, std::size_t) {
      if (position[0] % 4 != 0 || position[1] % 4 != 0) return missing;
      return position[0] >= 16 ? diverged : 0.5;
    }));
    const StudyMap& map = view_->maps()->variants[0].map;
    QVERIFY(map.cells[map.at(9, 9)] == StudyMap::Cell::coarse);
    QVERIFY(map.cells[map.at(17, 9)] == StudyMap::Cell::coarse_diverged);
    QVERIFY(map.cells[map.at(16, 8)] == StudyMap::Cell::diverged);
  }

  void the_pointer_tells_values_deviation_and_divergence() {
    show(pictured(plane(), slope));
    move_mouse(*view_, view_->cell_area(3, 2).center());
    const QStringList lines = tip_lines();
    QVERIFY2(lines[0].contains("learning rate 1") && lines[0].contains("ε 0.1"), qPrintable(lines[0]));
    QVERIFY2(lines[1].contains("40.0"), qPrintable(lines[1]));
    QVERIFY2(lines.last().contains("diverged 0 of 2"), qPrintable(lines.last()));
    move_mouse(*view_, view_->cell_area(6, 2).center());
    QVERIFY(tip_lines().last().contains("diverged 2 of 2"));
  }

  void another_measure_or_statistic_needs_nothing_computed() {
    show(pictured(plane(), slope));
    const QRgb before = colour(3, 0);
    choose_measure("Loss");
    QVERIFY(colour(3, 0) != before);
    QVERIFY(lightness(0, 0) < lightness(5, 3));
    choose_measure("Test accuracy");
    QCOMPARE(colour(3, 0), before);
    choose_statistic(3);
    // Divergence itself is in colours: all of the two seeds, or none.
    QVERIFY(colour_distance(colour(6, 0), unsigned_colours(view_->theme()).back()) <= 1);
    QVERIFY(colour_distance(colour(0, 0), unsigned_colours(view_->theme()).front()) <= 1);
  }

  void a_single_seed_has_no_deviation_and_the_map_says_so() {
    Study study = plane();
    study.seeds.resize(1);
    show(pictured(study, slope));
    const auto draws_nothing_at = [this](int y) {
      const QImage image = picture();
      constexpr int focus_frame = 6;
      for (int x = focus_frame; x < image.width() - focus_frame; ++x)
        if (image.pixelColor(x, y) != view_->theme().base) return false;
      return true;
    };
    // Neither cells nor the numbers of the axis below them, only the sentence.
    const auto says_so = [&] {
      const QRect lowest = view_->cell_area(0, 0);
      return draws_nothing_at(lowest.center().y()) && draws_nothing_at(lowest.bottom() + 14);
    };
    QVERIFY(!says_so());
    choose_statistic(1);
    QVERIFY(says_so());
    show(pictured(plane(), slope));
    choose_statistic(1);
    QVERIFY(!says_so());
  }

  void a_click_chooses_a_cell_and_a_double_click_opens_it() {
    show(pictured(plane(), slope));
    QSignalSpy opened(&study(), &StudyFocus::opening_asked);
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, view_->cell_area(2, 1).center());
    QCOMPARE(*study().cell(), study().picture()->study().cell_at({2, 1}));
    QCOMPARE(opened.size(), 0);
    QTest::mouseDClick(view_.get(), Qt::LeftButton, {}, view_->cell_area(4, 3).center());
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toLongLong(), study().picture()->study().cell_at({4, 3}));
  }

  void arrows_move_the_choice_and_enter_opens_it() {
    show(pictured(plane(), slope));
    QSignalSpy opened(&study(), &StudyFocus::opening_asked);
    view_->setFocus();
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, view_->cell_area(2, 1).center());
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Up, Qt::Key_Up, Qt::Key_Up})
      QTest::keyClick(view_.get(), key);
    QCOMPARE(*study().cell(), study().picture()->study().cell_at({3, 3}));
    QTest::keyClick(view_.get(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
  }

  void a_dragged_rectangle_asks_for_that_part() {
    show(pictured(plane(), slope));
    QSignalSpy zoomed(&study(), &StudyFocus::zoom_asked);
    drag_mouse(*view_, view_->cell_area(1, 1).center(), view_->cell_area(3, 2).center());
    QCOMPARE(zoomed.size(), 1);
    const auto zone = zoomed[0][0].value<StudyZone>();
    QVERIFY(std::abs(zone.x_low - 1) < 0.05 && std::abs(zone.x_high - 3) < 0.05);
    QVERIFY(std::abs(zone.y_low - 1) < 0.05 && std::abs(zone.y_high - 2) < 0.05);
    QVERIFY(!study().cell());
  }

  void the_wheel_asks_for_the_part_around_the_pointer_when_it_rests() {
    show(pictured(plane(), slope));
    QSignalSpy zoomed(&study(), &StudyFocus::zoom_asked);
    const QPointF pointer = view_->cell_area(3, 1).center();
    for (int notch = 0; notch < 3; ++notch) turn_wheel(*view_, pointer, 1);
    QCOMPARE(zoomed.size(), 0);
    QVERIFY(zoomed.wait());
    QCOMPARE(zoomed.size(), 1);
    const auto zone = zoomed[0][0].value<StudyZone>();
    QVERIFY(zone.x_low < 3 && zone.x_high > 3);
    QVERIFY(std::abs((zone.x_high - zone.x_low) - 7 * std::pow(0.8, 3)) < 0.1);
  }

  void a_third_axis_is_a_slider_that_plays() {
    show(pictured(with_rules(), [](const auto& position, std::size_t) {
      return 0.1 * static_cast<double>(position[0]) + 0.1 * static_cast<double>(position[2]);
    }));
    auto* slider = view_->findChild<QSlider*>();
    QVERIFY(slider != nullptr && slider->isVisible());
    QCOMPARE(slider->maximum(), 2);
    const QRgb before = colour(2, 0);
    slider->setValue(2);
    QVERIFY(colour(2, 0) != before);
    QCOMPARE(study().map().position[2], 2);
    QToolButton* play = nullptr;
    for (auto* button : view_->findChildren<QToolButton*>())
      if (button->accessibleName() == QLatin1String("Play")) play = button;
    QVERIFY(play != nullptr);
    play->click();
    QVERIFY(QTest::qWaitFor([&] { return study().map().position[2] == 0; }, 20000));
    QVERIFY(QTest::qWaitFor([&] { return study().map().position[2] == 1; }, 20000));
  }

  void cells_in_work_have_a_frame() {
    show(pictured(plane(),
                  [](const auto& position, std::size_t) { return position[0] == 0 ? 0.5 : missing; }));
    const QRect cell = view_->cell_area(4, 2);
    const QRgb ink = view_->theme().accent.rgb();
    QVERIFY(picture().pixel(cell.left(), cell.center().y()) != ink);
    const auto training = study().picture()->study().cell_at({4, 2}) * 2;
    study().set_picture(study().picture(), {training});
    QCOMPARE(picture().pixel(cell.left(), cell.center().y()), ink);
  }

  void the_table_has_a_row_for_each_cell_and_run() {
    show(pictured(plane(), slope));
    const QStringList rows = view_->csv().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(rows.size(), 1 + 7 * 4 * 2);
    QVERIFY2(rows[0].startsWith("runs[0].optimiser.learning_rate,runs[0].rule.epsilon,run,seeds,diverged,"
                                "failed,test_accuracy_mean"),
             qPrintable(rows[0]));
    QVERIFY2(rows[1].startsWith("0.001,0.001,LFP,2,0,0,0"), qPrintable(rows[1]));
  }

  void figures_hold_axes_legend_and_title() {
    show(pictured(plane(), slope));
    const QImage figure = figure_image(*view_, QSize(800, 600), 1.0);
    QVERIFY(!figure.isNull());
    QSet<QRgb> colours;
    for (int x = 0; x < figure.width(); x += 3)
      for (int y = 0; y < figure.height(); y += 3) colours.insert(figure.pixel(x, y));
    QVERIFY(colours.size() > 20);
  }

  void many_cells_are_drawn_fast_enough_to_stay_fluid() {
    const Study large = study_over(
        R"([ { "path": "runs[0].optimiser.learning_rate", "from": 0.001, "to": 1000, "steps": 256, "scale": "log" },
      { "path": "runs[0].rule.epsilon", "from": 0.001, "to": 1, "steps": 256, "scale": "log" } ])");
    const auto picture_of_large = pictured(large, [](const auto& position, std::size_t) {
      return position[0] + position[1] > 300 ? diverged : 0.001 * static_cast<double>(position[0]);
    });
    show(picture_of_large);
    // Without anything new, moving about draws what is there.
    QElapsedTimer time;
    time.start();
    constexpr int frames = 50;
    for (int frame = 0; frame < frames; ++frame) {
      move_mouse(*view_, view_->cell_area(frame * 5, frame * 4).center());
      view_->repaint();
    }
    QVERIFY2(time.elapsed() < 2000, qPrintable(QString::number(time.elapsed())));
    qInfo("a frame takes %.1f ms", static_cast<double>(time.elapsed()) / frames);
    time.restart();
    study().set_picture(std::make_shared<const StudyPicture>(*picture_of_large), {});
    qInfo("a change takes %lld ms", time.elapsed());
  }

 private:
  void show(StudyPicturePointer picture) {
    if (picture) focus_->study().set_picture(std::move(picture), {});
    view_ = shown(std::make_unique<StudyMapView>(*focus_), QSize(800, 600));
    apply_theme(*view_, Theme::make(Theme::Kind::light));
  }
  StudyFocus& study() { return focus_->study(); }
  QImage picture() { return view_->grab().toImage(); }
  QRgb colour(int column, int row) { return picture().pixel(view_->cell_area(column, row).center()); }
  int lightness(int column, int row) { return qGray(colour(column, row)); }
  void choose_measure(const QString& name) {
    for (auto* combo : view_->findChildren<QComboBox*>())
      if (combo->findText(name) >= 0) {
        combo->setCurrentIndex(combo->findText(name));
        emit combo->activated(combo->currentIndex());
      }
  }
  void choose_statistic(int index) { emit view_->findChild<SegmentedControl*>()->current_changed(index); }

  std::unique_ptr<Focus> focus_;
  std::unique_ptr<StudyMapView> view_;
};

}  // namespace lfp::test::study_map_view_test

LFPLAB_QT_TEST(study_map_view_test, StudyMapViewTest)
#include "study_map_view_test.moc"
