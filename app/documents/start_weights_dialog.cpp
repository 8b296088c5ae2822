#include "app/documents/start_weights_dialog.h"

#include "core/base/error.h"
#include "core/exchange/weight_formats.h"
#include "core/sessions/session_file.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/slider_field.h"
#include "widgets/files/to_path.h"
#include "widgets/style/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr QSize first_size(640, 520);
const auto namesake = QStringLiteral("");

SettingInfo mix_setting() {
  SettingInfo setting =
      real_setting("mix", "Known part",
                   "w = mix × known + (1 − mix) × drawn: below 100 % the initialiser's weights are mixed in",
                   100.0, 0.0, 100.0);
  setting.unit = "%";
  return setting;
}

QString shape_text(const std::vector<std::int64_t>& shape) {
  if (shape.empty()) return QStringLiteral("–");
  QStringList sizes;
  for (const auto size : shape) sizes << QString::number(size);
  return sizes.join(QStringLiteral(" × "));
}

bool is_taken(const WeightMatch& match) {
  return match.is_wanted && match.fits();
}

/// Returns the text that says whether and where the array is used.
QString verdict_of(const WeightMatch& match, bool wants_all) {
  if (match.own.empty())
    return wants_all ? StartWeightsDialog::tr("no place in the network") : StartWeightsDialog::tr("left out");
  if (!match.is_wanted) return StartWeightsDialog::tr("drawn anew");
  if (match.known.empty()) return StartWeightsDialog::tr("missing in the file");
  return match.fits() ? StartWeightsDialog::tr("from the file") : StartWeightsDialog::tr("another shape");
}

bool is_wrong(const WeightMatch& match, bool wants_all) {
  if (match.own.empty()) return wants_all;
  return match.is_wanted && !match.fits();
}

QStringList runs_in(const QString& file) {
  if (!file.endsWith(QLatin1String(".lfplab"), Qt::CaseInsensitive)) return {};
  QStringList names;
  const SessionFile session = load_session(to_path(file));
  for (const RunSpec& run : session.experiment().runs) names << QString::fromStdString(run.name);
  return names;
}

}  // namespace

StartWeightsDialog::StartWeightsDialog(Experiment experiment, std::shared_ptr<const Network> network,
                                       Load load, const Theme& theme, QWidget* parent)
    : QDialog(parent),
      experiment_(std::move(experiment)),
      network_(std::move(network)),
      load_(std::move(load)),
      source_(experiment_.network.weights.value_or(WeightsSource())),
      error_colour_(theme.error.name()),
      file_(new QLabel(this)),
      run_(new ChoiceField(tr("Run"), {}, this)),
      part_(new ChoiceField(
          tr("Layers"),
          {{.name = QStringLiteral("all"), .label = tr("All layers"), .tooltip = {}},
           {.name = QStringLiteral("body"),
            .label = tr("All but the last"),
            .tooltip = tr("A new head for a new task: the last layer that learns is drawn anew")}},
          this)),
      mix_(new SliderField(mix_setting(), this)),
      table_(new QTableWidget(0, 4, this)),
      verdict_(new QLabel(this)) {
  setWindowTitle(tr("Start from weights"));
  build(theme);
  part_->set_current(source_.part == "body" ? QStringLiteral("body") : QStringLiteral("all"));
  mix_->set_value(100 * source_.mix);
  if (!source_.file.empty()) choose_file(QString::fromStdString(source_.file));
  resize(first_size);
}

void StartWeightsDialog::build(const Theme& theme) {
  auto* head = new QHBoxLayout;
  auto* browse_button = new QPushButton(tr("Choose a file…"), this);
  file_->setText(tr("Weights or a session that training has left"));
  file_->setProperty("muted", true);
  head->addWidget(file_, 1);
  head->addWidget(browse_button);
  table_->setHorizontalHeaderLabels(
      {tr("Array"), tr("In the file"), tr("In the network"), tr("What becomes of it")});
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setSelectionMode(QAbstractItemView::NoSelection);
  table_->setAccessibleName(tr("What goes where"));
  verdict_->setWordWrap(true);
  verdict_->setObjectName(QStringLiteral("start_weights.verdict"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  start_ = buttons->addButton(tr("Start from these"), QDialogButtonBox::AcceptRole);
  forget_ = buttons->addButton(tr("Draw all anew"), QDialogButtonBox::ResetRole);
  start_->setDefault(true);
  start_->setEnabled(false);
  forget_->setEnabled(experiment_.network.weights.has_value());
  run_->hide();
  auto* column = new QVBoxLayout(this);
  column->addLayout(head);
  for (QWidget* field :
       {static_cast<QWidget*>(run_), static_cast<QWidget*>(part_), static_cast<QWidget*>(mix_)})
    column->addWidget(field);
  column->addWidget(table_, 1);
  column->addWidget(verdict_);
  column->addWidget(buttons);
  for (Themed* part : {static_cast<Themed*>(run_), static_cast<Themed*>(part_), static_cast<Themed*>(mix_)})
    part->set_theme(theme);
  connect(browse_button, &QPushButton::clicked, this, &StartWeightsDialog::browse);
  connect(part_, &ChoiceField::chosen, this, &StartWeightsDialog::take_choices);
  connect(run_, &ChoiceField::chosen, this, [this] {
    take_choices();
    read();
  });
  connect(mix_, &SliderField::value_changed, this, &StartWeightsDialog::take_choices);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(start_, &QPushButton::clicked, this, [this] {
    emit chosen(source_);
    accept();
  });
  connect(forget_, &QPushButton::clicked, this, [this] {
    emit chosen(std::nullopt);
    accept();
  });
}

void StartWeightsDialog::browse() {
  QStringList endings{QStringLiteral("*.lfplab")};
  for (const WeightFormat& format : weight_formats())
    if (format.decode) endings << QStringLiteral("*.") + QString::fromStdString(format.ending);
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Weights to start from"), QString(),
                                   tr("Weights and sessions (%1)").arg(endings.join(QLatin1Char(' '))) +
                                       QStringLiteral(";;") + tr("All files (*)"));
  if (!file.isEmpty()) choose_file(file);
}

void StartWeightsDialog::choose_file(const QString& file) {
  source_.file = file.toStdString();
  source_.experiment.clear();
  file_->setText(QDir::toNativeSeparators(file));
  file_->setProperty("muted", false);
  list_runs();
  read();
}

void StartWeightsDialog::list_runs() {
  QStringList names;
  try {
    names = runs_in(QString::fromStdString(source_.file));
  } catch (const Error&) {
    // read() reports what is wrong with the file.
  }
  QList<ChoiceItem> items{{.name = namesake, .label = tr("Each run from its namesake"), .tooltip = {}}};
  for (const QString& name : names) items.append({.name = name, .label = name, .tooltip = {}});
  run_->set_items(items);
  const QString before = QString::fromStdString(source_.run);
  run_->set_current(names.contains(before) ? before : namesake);
  run_->setVisible(!names.isEmpty());
  source_.run = run_->current().toStdString();
}

void StartWeightsDialog::read() {
  known_.reset();
  try {
    Experiment wanted = experiment_;
    wanted.network.weights = source_;
    known_ = load_(wanted);
    if (known_)
      fill_table();
    else
      show_problem(tr("Reading was cancelled"));
  } catch (const Error& error) {
    table_->setRowCount(0);
    show_problem(QString::fromStdString(error.what()));
  }
}

void StartWeightsDialog::take_choices() {
  source_.part = part_->current().toStdString();
  source_.layers.clear();
  source_.run = run_->current().toStdString();
  source_.mix = mix_->value() / 100;
  if (known_) fill_table();
}

void StartWeightsDialog::fill_table() {
  const bool wants_all = source_.part == "all";
  const auto matches = match_weights(*network_, known_->weights, source_);
  table_->setRowCount(static_cast<int>(matches.size()));
  int row = 0;
  for (const WeightMatch& match : matches) {
    const QString texts[] = {QString::fromStdString(match.array), shape_text(match.known),
                             shape_text(match.own), verdict_of(match, wants_all)};
    for (int column = 0; column < 4; ++column)
      table_->setItem(row, column, new QTableWidgetItem(texts[column]));
    if (is_wrong(match, wants_all)) table_->item(row, 3)->setForeground(QColor(error_colour_));
    ++row;
  }
  try {
    Network trial = build_network(experiment_.network, network_->input_shape(), experiment_.seed);
    start_from(trial, *known_, source_);
    const auto taken = std::ranges::count_if(matches, is_taken);
    verdict_->setStyleSheet({});
    const QString arrays =
        taken == 1 ? tr("One array starts from the file") : tr("%1 arrays start from the file").arg(taken);
    verdict_->setText(
        tr("%1; training begins at step 0, and sign flips are counted against these weights.").arg(arrays));
    start_->setEnabled(taken > 0);
  } catch (const Error& error) {
    show_problem(QString::fromStdString(error.what()));
  }
}

void StartWeightsDialog::show_problem(const QString& text) {
  verdict_->setStyleSheet(QStringLiteral("color: %1").arg(error_colour_));
  verdict_->setText(text);
  start_->setEnabled(false);
}

}  // namespace lfp
