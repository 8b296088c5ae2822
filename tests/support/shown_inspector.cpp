#include "tests/support/shown_inspector.h"

#include "tests/support/small_experiment.h"
#include "tests/support/specs.h"

#include <QCoreApplication>
#include <QTest>

namespace lfp::test {

void ShownInspector::show_training() {
  Experiment experiment = small_experiment();
  experiment.runs[0].rule.settings.set("epsilon", 0.05);
  lockstep_ = std::make_unique<Lockstep>(start(experiment, {.raster = true}));
  lockstep_->watch({connection});
  lockstep_->advance(12);
  focus_ = std::make_unique<Focus>();
  view_ = std::make_unique<InspectorView>(*focus_);
  apply_theme(*view_, Theme::make(Theme::Kind::light));
  view_->resize(808, 828);
  view_->show();
  view_->set_snapshot(lockstep_->snapshot({}));
}

void ShownInspector::show(const InspectedItem& item, std::size_t run) {
  focus_->set_item(item, run);
  Interest interest;
  view_->add_interest(interest);
  view_->set_snapshot(lockstep_->snapshot(interest));
  QCoreApplication::processEvents();
}

void ShownInspector::show_images() {
  Experiment experiment = small_experiment();
  experiment.dataset = {.name = "digits", .settings = {}};
  experiment.dataset.settings.set("samples", std::int64_t{120});
  LayerSpec convolution;
  convolution.kind.name = "conv2d";
  convolution.kind.settings.set("channels", std::int64_t{3});
  convolution.activation.name = "relu";
  LayerSpec pool;
  pool.kind.name = "max_pool";
  LayerSpec flatten;
  flatten.kind.name = "flatten";
  experiment.network.layers = {convolution, pool, flatten, dense_spec(10, "")};
  lockstep_ = std::make_unique<Lockstep>(start(experiment, {.raster = true}));
  lockstep_->advance(5);
}

void ShownInspector::show_wide() {
  Experiment experiment = small_experiment();
  experiment.dataset = {.name = "swirls", .settings = {}};
  experiment.network.layers = {dense_spec(200, "relu"), dense_spec(3, "")};
  lockstep_ = std::make_unique<Lockstep>(start(experiment, {.raster = true}));
  lockstep_->advance(5);
}

void ShownInspector::type(TermField& field, const QString& text) {
  field.setFocus();
  field.selectAll();
  QTest::keyClicks(&field, text);
  QTest::keyClick(&field, Qt::Key_Return);
}

}  // namespace lfp::test
