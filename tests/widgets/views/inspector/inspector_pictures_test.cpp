#include "widgets/views/inspector/inspector_pictures.h"

#include "tests/support/image_training.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/style/colour_map.h"
#include "widgets/views/focus.h"
#include "widgets/views/inspector/inspector_view.h"

#include <QTest>
#include <QToolTip>
#include <cmath>
#include <memory>

namespace lfp::test::inspector_pictures_test {

class InspectorPicturesTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void a_filter_is_seen_in_the_colours_of_its_weights();
  void each_channel_below_has_its_own_part_of_the_filter();
  void shares_are_seen_where_they_go();
  void what_only_hands_on_has_shares_and_no_weights();
  void a_click_on_a_weight_looks_at_it();
  void neurons_without_an_image_below_have_none();

 private:
  void show(const lfp::InspectedItem& item);
  lfp::InspectorPictures& pictures() { return *view_->findChild<lfp::InspectorPictures*>(); }
  QColor pixel(const QPointF& place) { return pictures().grab().toImage().pixelColor(place.toPoint()); }
  const lfp::UnitInspection& unit() { return view_->inspection()->unit; }

  std::unique_ptr<lfp::Lockstep> lockstep_;
  std::unique_ptr<lfp::Focus> focus_;
  std::unique_ptr<lfp::InspectorView> view_;
};

void InspectorPicturesTest::initTestCase() {
  lockstep_ = std::make_unique<lfp::Lockstep>(small_image_training());
}

void InspectorPicturesTest::init() {
  focus_ = std::make_unique<lfp::Focus>();
  view_ = std::make_unique<lfp::InspectorView>(*focus_);
  apply_theme(*view_, Theme::make(Theme::Kind::light));
  view_->resize(640, 800);
  view_->show();
  view_->set_snapshot(lockstep_->snapshot({}));
}

void InspectorPicturesTest::show(const lfp::InspectedItem& item) {
  focus_->set_item(item);
  lfp::Interest interest;
  view_->add_interest(interest);
  view_->set_snapshot(lockstep_->snapshot(interest));
  QCoreApplication::processEvents();
}

void InspectorPicturesTest::a_filter_is_seen_in_the_colours_of_its_weights() {
  show({.layer = 0, .unit = 2});
  QVERIFY(pictures().isVisible());
  QCOMPARE(pictures().pictures().weights.size(), std::size_t{25});
  const float range = lfp::symmetric_range(pictures().pictures().weights);
  for (const std::int64_t input : {0, 12, 24}) {
    const QColor expected(
        lfp::signed_colour(lfp::signed_colours(view_->theme()),
                           static_cast<float>(unit().terms[static_cast<std::size_t>(input)].weight), range));
    QCOMPARE(pixel(pictures().weight_area(input).center()), expected);
  }
  QVERIFY(pictures().weight_area(24).right() <= pictures().width());
}

void InspectorPicturesTest::each_channel_below_has_its_own_part_of_the_filter() {
  show({.layer = 2, .unit = 1});
  QCOMPARE(pictures().pictures().filter, (lfp::Shape{.channels = 4, .height = 3, .width = 3}));
  for (std::int64_t input = 0; input < 36; ++input) {
    QVERIFY(pictures().rect().contains(pictures().weight_area(input).toAlignedRect()));
    for (std::int64_t other = 0; other < input; ++other)
      QVERIFY(!pictures()
                   .weight_area(input)
                   .adjusted(0.5, 0.5, -0.5, -0.5)
                   .intersects(pictures().weight_area(other).adjusted(0.5, 0.5, -0.5, -0.5)));
  }
}

void InspectorPicturesTest::shares_are_seen_where_they_go() {
  show({.layer = 2, .unit = 1});
  const auto& shares = pictures().pictures().shares;
  QCOMPARE(shares.size(), std::size_t{12 * 12});
  double sum = 0;
  for (const float share : shares) sum += static_cast<double>(share);
  QVERIFY(std::abs(sum - unit().handed_down()) <= 1e-5 * (1 + std::abs(sum)));
  const QRect area = pictures().shares_area();
  const QColor expected(lfp::signed_colour(lfp::signed_colours(view_->theme()), shares[6 * 12 + 6],
                                           lfp::symmetric_range(shares)));
  QCOMPARE(pixel(QPointF(area.topLeft()) + QPointF(6.5 / 12 * area.width(), 6.5 / 12 * area.height())),
           expected);
}

void InspectorPicturesTest::what_only_hands_on_has_shares_and_no_weights() {
  show({.layer = 1, .unit = 3});
  QVERIFY(pictures().isVisible());
  QVERIFY(pictures().pictures().weights.empty());
  QCOMPARE(pictures().pictures().shares.size(), std::size_t{24 * 24});
  // Flattened, what comes in is no image any more.
  show({.layer = 4, .unit = 3});
  QVERIFY(pictures().isHidden());
}

void InspectorPicturesTest::a_click_on_a_weight_looks_at_it() {
  show({.layer = 2, .unit = 1});
  const QPointF place = pictures().weight_area(13).center();
  move_mouse(pictures(), place);
  QVERIFY2(QToolTip::text().contains("Weight"), qPrintable(QToolTip::text()));
  QTest::mouseClick(&pictures(), Qt::LeftButton, Qt::NoModifier, place.toPoint());
  QCOMPARE(focus_->item()->input, std::optional<std::int64_t>(13));
}

void InspectorPicturesTest::neurons_without_an_image_below_have_none() {
  show({.layer = -1, .unit = 40});
  QVERIFY(pictures().isHidden());
}

}  // namespace lfp::test::inspector_pictures_test

LFPLAB_QT_TEST(inspector_pictures_test, InspectorPicturesTest)
#include "inspector_pictures_test.moc"
