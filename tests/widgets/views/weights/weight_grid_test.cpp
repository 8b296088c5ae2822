#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "widgets/views/focus.h"
#include "widgets/views/weights/weight_view.h"

#include <QLineEdit>
#include <QTest>
#include <memory>
#include <optional>
#include <variant>

namespace lfp::test::weight_grid_test {

/// Weights as tables: several runs beside one another, and numbers in cells that are large enough.
class WeightGridTest : public QObject {
  Q_OBJECT

 private slots:
  void four_runs_share_a_grid_with_larger_cells();
  void a_run_that_diverged_does_not_make_the_others_blank();
  void weights_of_a_small_layer_are_numbers_that_can_be_typed();

 private:
  std::unique_ptr<WeightView> shown(const SnapshotPointer& snapshot, int layer,
                                    QSize size = QSize(560, 290)) {
    focus_.set_layer(layer);
    auto view = std::make_unique<WeightView>(focus_);
    apply_theme(*view, Theme::make(Theme::Kind::light));
    view->resize(size);
    view->show();
    view->set_snapshot(snapshot);
    return view;
  }

  Focus focus_;
};

void WeightGridTest::four_runs_share_a_grid_with_larger_cells() {
  const auto view = shown(make_snapshot({.runs = 4}), 1, QSize(560, 520));
  const auto& layout = view->picture().layout();
  QCOMPARE(layout.panes().size(), std::size_t{4});
  QCOMPARE(layout.panes_per_row(), 2);
  QVERIFY(layout.cell() >= 12.0);
  // Each keeps to its own place, and the legend stays with them.
  for (std::size_t one = 0; one < 4; ++one)
    for (std::size_t other = one + 1; other < 4; ++other)
      QVERIFY(!layout.panes()[one].frame.intersects(layout.panes()[other].frame));
  QVERIFY2(shown(make_snapshot({.runs = 4}), 1, QSize(1000, 600))->picture().layout().panes_per_row() == 2,
           "three and one are no larger");
  const int bottom = layout.panes()[3].frame.bottom();
  QVERIFY(layout.footer().top() > bottom && layout.footer().top() < bottom + 30);
}

void WeightGridTest::a_run_that_diverged_does_not_make_the_others_blank() {
  auto snapshot = std::make_shared<Snapshot>(*make_snapshot());
  const auto before = shown(snapshot, 1)->picture().range();
  auto large = std::make_shared<LayerWeights>(*snapshot->runs[1].layers[1].weights);
  for (float& value : large->weight.values) value *= 1e20F;
  snapshot->runs[1].layers[1].weights = large;
  snapshot->runs[1].divergence = lfp::Divergence{};
  const auto view = shown(snapshot, 1);
  QVERIFY(view->picture().range() < 2 * before);
}

void WeightGridTest::weights_of_a_small_layer_are_numbers_that_can_be_typed() {
  const auto snapshot = make_snapshot({.sizes = {2, 2, 2}, .runs = 1});
  const auto view = shown(snapshot, 0);
  QVERIFY(view->picture().has_numbers());
  std::optional<lfp::command::SetParameter> set;
  connect(view.get(), &View::command_issued, view.get(), [&](const lfp::Command& command) {
    if (const auto* one = std::get_if<lfp::command::SetParameter>(&command)) set = *one;
  });
  const QRectF cell = view->picture().layout().area_of(0, {1, 0});
  QTest::mouseDClick(view.get(), Qt::LeftButton, {}, cell.center().toPoint());
  auto* field = view->findChild<QLineEdit*>(QStringLiteral("weights.editor"));
  QVERIFY(field != nullptr && field->isVisible());
  field->selectAll();
  QTest::keyClicks(field, QStringLiteral("-0.5"));
  QTest::keyClick(field, Qt::Key_Return);
  QVERIFY(set.has_value());
  QCOMPARE(set->edit.value, -0.5);
  QCOMPARE(set->edit.parameter, (lfp::InspectedItem{.layer = 0, .unit = 1, .input = 0}));
  QVERIFY(!field->isVisible());
  // A bias, with the keyboard.
  set.reset();
  for (const int key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Right})
    QTest::keyClick(view.get(), static_cast<Qt::Key>(key));
  QTest::keyClick(view.get(), Qt::Key_F2);
  QVERIFY(field->isVisible());
  field->selectAll();
  QTest::keyClicks(field, QStringLiteral("1"));
  QTest::keyClick(field, Qt::Key_Return);
  QVERIFY(set.has_value());
  QCOMPARE(*set->edit.parameter.input, std::int64_t{-1});
}

}  // namespace lfp::test::weight_grid_test

LFPLAB_QT_TEST(weight_grid_test, WeightGridTest)
#include "weight_grid_test.moc"
