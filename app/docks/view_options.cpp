#include "app/docks/view_options.h"

#include "app/bridge/engine_bridge.h"
#include "widgets/controls/lock.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

#include <QActionGroup>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <algorithm>
#include <array>

namespace lfp {

namespace {

using Mode = HeatRange::Mode;

const auto runs_key = QLatin1String("runs");
const auto difference_name = QLatin1String("difference");
const auto mode_key = QLatin1String("range");
const auto fixed_key = QLatin1String("fixed");

// As they are called in settings.
constexpr std::array<const char*, 3> mode_names{"automatic", "fixed", "shared"};

QString name_of(Mode mode) {
  return QLatin1String(mode_names[static_cast<std::size_t>(mode)]);
}

Mode mode_called(const QString& name) {
  for (const Mode mode : {Mode::fixed, Mode::shared})
    if (name == name_of(mode)) return mode;
  return Mode::automatic;
}

QVariant name_of(const RunChoice& choice) {
  if (choice.kind == RunChoice::Kind::difference) return QString(difference_name);
  return static_cast<int>(choice.run);
}

/// All runs where the text names none.
RunChoice runs_called(const QVariant& name) {
  if (!name.isValid()) return {};
  if (name.toString() == difference_name) return {.kind = RunChoice::Kind::difference, .run = 0};
  bool is_number = false;
  const uint run = name.toUInt(&is_number);
  return is_number ? RunChoice{.kind = RunChoice::Kind::one, .run = run} : RunChoice{};
}

/// 0 where the text is not a number.
float range_of(const QString& text) {
  QString plain = text.trimmed();
  plain.replace(QChar(0x2212), QLatin1Char('-')).replace(QLatin1Char(','), QLatin1Char('.'));
  bool is_number = false;
  const float range = QLocale::c().toFloat(plain, &is_number);
  return is_number && range > 0.0F ? range : 0.0F;
}

}  // namespace

ViewOptions::ViewOptions(const Parts& parts)
    : QObject(&parts.view),
      to_(parts),
      pin_(parts.bridge, parts.entry.pin, parts.own_focus, parts.link, parts.title) {
  const auto ranges = to_.view.colour_ranges();
  for (HeatRange* range : ranges) range->set_shared(&to_.shared);
  if (ranges.empty()) return;
  // This is done later, as the view that has changed the range is just colouring its values.
  connect(
      &to_.shared, &SharedRanges::changed, this,
      [this](const QString& quantity) {
        for (const HeatRange* range : to_.view.colour_ranges())
          if (range->mode() == Mode::shared && range->quantity() == quantity) return colour_again();
      },
      Qt::QueuedConnection);
}

void ViewOptions::add_to(QMenu& menu) {
  pin_.add_to(menu);
  // Where a view shows one run at a time, its title has them all.
  const RunChooser* chooser = to_.view.run_chooser();
  if (chooser != nullptr && chooser->offer() == RunChooser::Offer::side_by_side) {
    QMenu* runs = menu.addMenu(tr("Runs"));
    connect(runs, &QMenu::aboutToShow, this, [this, runs] { list_runs(*runs); });
    list_runs(*runs);
  }
  if (!to_.view.colour_ranges().empty()) add_scale_to(*menu.addMenu(tr("Colour scale")));
}

void ViewOptions::list_runs(QMenu& menu) {
  menu.clear();
  RunChooser* chooser = to_.view.run_chooser();
  const auto add = [&](const QString& text, const RunChoice& choice) {
    QAction* action = menu.addAction(text, this, [chooser, choice] { chooser->choose(choice); });
    action->setCheckable(true);
    action->setChecked(chooser->choice() == choice);
  };
  add(tr("All, side by side"), {});
  if (!to_.bridge.snapshot()) return;
  const auto& runs = to_.bridge.snapshot()->runs;
  for (std::size_t run = 0; run < runs.size(); ++run)
    add(tr("%1 · %2").arg(run_letter(static_cast<int>(run)), QString::fromStdString(runs[run].name)),
        {.kind = RunChoice::Kind::one, .run = run});
  if (runs.size() > 1) add(tr("A − B"), {.kind = RunChoice::Kind::difference, .run = 0});
}

void ViewOptions::add_scale_to(QMenu& menu) {
  auto* modes = new QActionGroup(&menu);
  const auto add = [&](Mode mode, const QString& text, const QString& tip) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setToolTip(tip);
    action->setData(static_cast<int>(mode));
    modes->addAction(action);
    connect(action, &QAction::triggered, this, [this, mode] {
      for (HeatRange* range : to_.view.colour_ranges()) range->set_mode(mode);
      colour_again();
    });
  };
  add(Mode::automatic, tr("Automatic"), tr("The colours cover the range of the numbers"));
  add(Mode::fixed, tr("Fixed"), tr("The colours keep the range that they have now"));
  add(Mode::shared, tr("Shared with other views"),
      tr("The same range in all views that show the same quantity and share it"));
  menu.addSeparator();
  QAction* ask = menu.addAction(tr("Fix range…"), this, &ViewOptions::ask_range);
  menu.setToolTipsVisible(true);
  connect(&menu, &QMenu::aboutToShow, this, [this, modes, ask] {
    const HeatRange& range = *to_.view.colour_ranges().front();
    const QString nothing_yet = tr("No numbers are shown here yet");
    for (QAction* action : modes->actions()) {
      const auto mode = static_cast<Mode>(action->data().toInt());
      action->setChecked(mode == range.mode());
      if (mode != Mode::fixed) continue;
      const bool is_known = range.value() > 0.0F;
      action->setText(is_known ? tr("Fixed at %1").arg(scale_end_text(range.value()).mid(1)) : tr("Fixed"));
      set_lock(*action, is_known ? QString() : nothing_yet);
    }
    set_lock(*ask, range.quantity().isEmpty() ? nothing_yet : QString());
  });
}

void ViewOptions::ask_range() {
  HeatRange& range = *to_.view.colour_ranges().front();
  QString text = QString::number(static_cast<double>(range.value()), 'g', 4);
  QString words = tr("The colours reach from minus this number to plus this number:");
  while (true) {
    bool is_accepted = false;
    text = QInputDialog::getText(&to_.view, tr("Range of the colours"), words, QLineEdit::Normal, text,
                                 &is_accepted);
    if (!is_accepted) return;
    if (range_of(text) > 0.0F) break;
    words = tr("“%1” is not a number above 0. The colours reach from minus to plus:").arg(text);
  }
  const QString quantity = range.quantity();
  for (HeatRange* each : to_.view.colour_ranges()) each->set_mode(Mode::fixed);
  range.fix(quantity, range_of(text));
  colour_again();
}

void ViewOptions::colour_again() {
  to_.view.colour_again();
}

QVariantMap ViewOptions::state() {
  QVariantMap state = pin_.state();
  const RunChooser* runs = to_.view.run_chooser();
  if (runs != nullptr && runs->choice() != runs->usual()) state.insert(runs_key, name_of(runs->choice()));
  const auto ranges = to_.view.colour_ranges();
  if (ranges.empty() || ranges.front()->mode() == Mode::automatic) return state;
  state.insert(mode_key, name_of(ranges.front()->mode()));
  QVariantMap fixed;
  for (const HeatRange* range : ranges)
    for (auto each = range->fixed().begin(); each != range->fixed().end(); ++each)
      fixed.insert(each.key(), static_cast<double>(each.value()));
  if (!fixed.isEmpty()) state.insert(fixed_key, fixed);
  return state;
}

void ViewOptions::set_state(const QVariantMap& state) {
  pin_.set_state(state);
  if (RunChooser* runs = to_.view.run_chooser()) runs->choose(runs_called(state.value(runs_key)));
  const Mode mode = mode_called(state.value(mode_key).toString());
  const QVariantMap fixed = state.value(fixed_key).toMap();
  for (HeatRange* range : to_.view.colour_ranges()) {
    range->set_mode(mode);
    if (mode != Mode::fixed) continue;
    for (auto each = fixed.begin(); each != fixed.end(); ++each)
      range->fix(each.key(), each.value().toFloat());
  }
  colour_again();
}

}  // namespace lfp
