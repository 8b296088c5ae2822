#include "app/docks/focus_link.h"

#include <QScopedValueRollback>

namespace lfp {

namespace {

void follow_sample(const Focus& from, Focus& to) {
  if (from.drawing())
    to.set_drawing(from.drawing());
  else
    to.set_sample(from.sample(), from.sample_from_test());
}

}  // namespace

FocusLink::FocusLink(Focus& common, Focus& own, QObject* parent)
    : QObject(parent), common_(common), own_(own) {
  own_.set_layer(common_.layer());
  follow_sample(common_, own_);
  own_.set_step(common_.step());
  own_.set_item(common_.item(), common_.item_run());
  own_.set_close_up(common_.is_close_up());
  tie(common_, own_);
  tie(own_, common_);
}

void FocusLink::hold(Part part, bool held) {
  (part == Part::layer ? holds_layer_ : holds_item_) = held;
  if (held) return;
  if (part == Part::layer)
    own_.set_layer(common_.layer());
  else
    own_.set_item(common_.item(), common_.item_run());
}

void FocusLink::tie(Focus& from, Focus& to) {
  connect(&from, &Focus::layer_changed, this, [this, &to](int layer) {
    if (!holds_layer_) to.set_layer(layer);
  });
  connect(&from, &Focus::sample_changed, this, [&from, &to] { follow_sample(from, to); });
  connect(&from, &Focus::step_changed, this, [&from, &to] { to.set_step(from.step()); });
  connect(&from, &Focus::item_changed, this, [this, &from, &to] {
    if (!holds_item_) to.set_item(from.item(), from.item_run());
  });
  connect(&from, &Focus::close_up_changed, this, [&from, &to] { to.set_close_up(from.is_close_up()); });
  connect(&from, &Focus::samples_asked, this, [this, &to](const ConfusionCell& cell) {
    if (is_passing_on_) return;
    const QScopedValueRollback passing_on(is_passing_on_, true);
    to.ask_for_samples(cell);
  });
  connect(&from, &Focus::inspection_asked, this, [this, &to] {
    if (is_passing_on_) return;
    const QScopedValueRollback passing_on(is_passing_on_, true);
    to.ask_inspection();
  });
}

}  // namespace lfp
