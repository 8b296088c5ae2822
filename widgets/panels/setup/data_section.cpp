#include "widgets/panels/setup/data_section.h"

#include "core/data/data_file.h"
#include "widgets/controls/lock.h"
#include "widgets/controls/section.h"
#include "widgets/controls/settings_form.h"
#include "widgets/controls/wrapped_label.h"
#include "widgets/editing/entry_checks.h"
#include "widgets/editing/entry_items.h"
#include "widgets/files/load_with_dialog.h"
#include "widgets/panels/download/download_dialog.h"
#include "widgets/panels/preview/data_preview_dialog.h"
#include "widgets/panels/setup/dataset_tiles.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/style/sentence.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr const char* batch_size_name = "batch_size";
constexpr const char* reduction_name = "batch_reduction";
constexpr const char* mean_name = "mean";

const DatasetEntry* entry_of(const Choice& dataset) {
  const auto& entries = dataset_entries();
  const auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& known) { return known.info.name == dataset.name; });
  return entry == entries.end() ? nullptr : &*entry;
}

bool has_all_files(const DatasetEntry& entry, const Settings& settings) {
  return std::all_of(entry.info.settings.begin(), entry.info.settings.end(), [&](const SettingInfo& info) {
    return info.kind != SettingKind::path || info.optional ||
           (settings.has(info.name) && !settings.text(info.name).empty());
  });
}

/// Returns whether a setting has the same meaning in two kinds of data, so that its value can be kept when
/// the kind changes.
bool mean_the_same(const SettingInfo& a, const SettingInfo& b) {
  return a.name == b.name && a.kind == b.kind && a.fallback == b.fallback && a.minimum == b.minimum &&
         a.maximum == b.maximum && a.choices == b.choices;
}

Choice with_kept_settings(const DatasetEntry& next, const DatasetEntry* before, const Settings& settings) {
  Choice choice = default_choice(next.info);
  if (before == nullptr) return choice;
  for (const SettingInfo& info : next.info.settings)
    for (const SettingInfo& old : before->info.settings)
      if (mean_the_same(info, old) && settings.has(old.name))
        choice.settings.set(info.name, settings.values().find(old.name)->second);
  return choice;
}

/// Settings are ordered by importance; this many are always visible.
constexpr std::size_t main_settings = 3;

/// Returns how many settings are always visible. File data show all settings for reading them until they have
/// been read; then the file names are enough.
std::size_t shown_settings(const DatasetEntry& entry, bool is_read) {
  const auto& settings = entry.info.settings;
  if (entry.is_toy) return std::min(main_settings, settings.size());
  if (!is_read) return settings.size();
  const auto is_needed = [](const SettingInfo& info) {
    return info.kind == SettingKind::path && !info.optional;
  };
  return static_cast<std::size_t>(std::ranges::find_if_not(settings, is_needed) - settings.begin());
}

std::vector<SettingInfo> batch_size_setting() {
  auto size = with_usual_range(
      integer_setting(
          batch_size_name, DataSection::tr("Batch").toStdString(),
          DataSection::tr("Samples per step; the last batch of an epoch holds the rest").toStdString(), 128,
          1, 1'000'000'000),
      1, 1024);
  size.logarithmic = true;
  return {std::move(size)};
}

std::vector<SettingInfo> reduction_setting() {
  return {choice_setting(
      reduction_name, DataSection::tr("Combine").toStdString(),
      DataSection::tr(
          "How the feedback of a batch is combined: the mean keeps learning rates independent of the batch "
          "size, the sum is the published convention")
          .toStdString(),
      {mean_name, "sum"})};
}

constexpr const char* autoencode_name = "autoencode";

std::vector<SettingInfo> targets_setting() {
  return {flag_setting(
      autoencode_name, DataSection::tr("Reproduce the inputs").toStdString(),
      DataSection::tr("The outputs are to reproduce the inputs, whatever the labels: an autoencoder")
          .toStdString(),
      false)};
}

}  // namespace

DataSection::DataSection(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      section_(new Section(tr("Data"), this)),
      theme_(Theme::make(Theme::Kind::light)),
      tiles_(new DatasetTiles(this)),
      download_(new QPushButton(tr("Download public data…"), this)),
      look_(new QPushButton(tr("Look at the data…"), this)),
      problem_(new WrappedLabel(this)),
      form_(new SettingsForm(this)),
      counts_(new QLabel(this)),
      report_(new WrappedLabel(this)),
      batch_form_(new SettingsForm(this)),
      more_(new QToolButton(this)),
      more_form_(new SettingsForm(this)),
      reduction_form_(new SettingsForm(this)),
      targets_form_(new SettingsForm(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(section_);
  problem_->hide();
  counts_->setProperty("muted", true);
  report_->setProperty("muted", true);
  report_->setTextFormat(Qt::PlainText);
  more_->setAutoRaise(true);
  more_->setText(tr("More settings"));
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setFocusPolicy(Qt::TabFocus);
  for (QWidget* part :
       std::initializer_list<QWidget*>{tiles_, download_, form_, look_, problem_, counts_, report_,
                                       batch_form_, more_, more_form_, reduction_form_, targets_form_})
    section_->content()->addWidget(part);

  connect(tiles_, &DatasetTiles::chosen, this, &DataSection::choose_kind);
  connect(tiles_, &DatasetTiles::all_shown, this, &DataSection::refresh);
  connect(download_, &QPushButton::clicked, this, &DataSection::open_downloads);
  download_->setToolTip(tr("MNIST, Fashion-MNIST, CIFAR-10 and Iris from where they are published"));
  look_->setToolTip(tr("The first rows or images, and how they are read"));
  connect(look_, &QPushButton::clicked, this,
          [this] { offer(pending_ ? *pending_ : editor_.experiment().dataset); });
  for (SettingsForm* form : {form_, more_form_})
    form->setProperty("settings_path", QStringLiteral("dataset"));
  batch_form_->setProperty("settings_path", QString(QLatin1String("")));
  connect_form(form_, &DataSection::change_settings);
  connect_form(more_form_, &DataSection::change_settings);
  connect_form(batch_form_, &DataSection::change_batch);
  connect_form(reduction_form_, &DataSection::change_batch);
  connect_form(targets_form_, &DataSection::change_targets);
  connect(more_, &QToolButton::clicked, this, [this] {
    shows_more_ = !shows_more_;
    show_more();
  });
  connect(&editor_, &ExperimentEditor::experiment_changed, this, [this] {
    pending_.reset();
    show_problem({});
    refresh();
  });
  connect(&editor_, &ExperimentEditor::data_facts_changed, this, &DataSection::refresh);
  refresh();
}

void DataSection::connect_form(SettingsForm* form, void (DataSection::*change)(const Settings&, bool)) {
  connect(form, &SettingsForm::settings_changed, this,
          [this, change](const Settings& settings) { (this->*change)(settings, false); });
  connect(form, &SettingsForm::settings_committed, this,
          [this, change](const Settings& settings) { (this->*change)(settings, true); });
}

void DataSection::set_locked(const QString& reason) {
  lock_reason_ = reason;
  for (QWidget* part : std::initializer_list<QWidget*>{tiles_, download_, form_, look_, batch_form_,
                                                       more_form_, reduction_form_, targets_form_})
    set_lock(*part, reason);
}

void DataSection::set_theme(const Theme& theme) {
  QPalette colours = problem_->palette();
  colours.setColor(QPalette::WindowText, theme.error);
  problem_->setPalette(colours);
  for (QWidget* small : std::initializer_list<QWidget*>{problem_, counts_, report_, more_})
    small->setFont(theme.small());
  theme_ = theme;
  show_more();
}

void DataSection::refresh() {
  const Choice& dataset = pending_ ? *pending_ : editor_.experiment().dataset;
  tiles_->set_current(QString::fromStdString(dataset.name));
  if (const auto* entry = entry_of(dataset)) {
    const auto& infos = entry->info.settings;
    const auto rest = infos.begin() +
                      static_cast<std::ptrdiff_t>(shown_settings(*entry, !pending_ && editor_.data_facts()));
    const bool shows_all_of_toy = entry->is_toy && rest == infos.end();
    form_->set_check(shows_all_of_toy ? entry_check(entry->info) : SettingsForm::Check());
    form_->set_settings({infos.begin(), rest}, dataset.settings);
    more_form_->set_settings({rest, infos.end()}, dataset.settings);
  }
  Settings batch;
  batch.set(batch_size_name, editor_.experiment().batch_size);
  batch.set(reduction_name,
            std::string(editor_.experiment().batch_reduction == BatchReduction::mean ? mean_name : "sum"));
  batch_form_->set_settings(batch_size_setting(), batch);
  reduction_form_->set_settings(reduction_setting(), batch);
  Settings targets;
  targets.set(autoencode_name, editor_.experiment().autoencode);
  targets_form_->set_settings(targets_setting(), targets);
  const auto* shown = entry_of(dataset);
  download_->setVisible(tiles_->shows_all() || (shown != nullptr && !shown->is_toy));
  look_->setVisible(shown != nullptr && !shown->is_toy && has_all_files(*shown, dataset.settings) &&
                    DataPreviewDialog::has_preview(dataset.name));
  show_more();
  show_counts();
  set_locked(lock_reason_);
}

void DataSection::show_counts() {
  const auto& facts = editor_.data_facts();
  const auto* entry = entry_of(editor_.experiment().dataset);
  section_->set_summary(facts ? QString::fromStdString(facts->name) : QString());
  // Not needed for toy sets, whose settings already give the number of points.
  counts_->setVisible(pending_ ? problem_->text().isEmpty() : facts && entry != nullptr && !entry->is_toy);
  if (pending_)
    counts_->setText(look_->isHidden() ? tr("Choose all files to load this data set") : tr("Not used yet"));
  else if (facts)
    counts_->setText(tr("%1 to train, %2 to test").arg(count_text(facts->train), count_text(facts->test)));
  QString report;
  for (const auto& line : facts && !pending_ ? facts->report.lines(false) : std::vector<std::string>()) {
    const QString text = QString::fromStdString(line);
    report += (report.isEmpty() ? "" : "\n") + as_sentence(text);
  }
  report_->setText(report);
  report_->setVisible(!report.isEmpty());
}

void DataSection::choose_kind(const QString& name) {
  const auto& entries = dataset_entries();
  const Choice& current = editor_.experiment().dataset;
  if (name.toStdString() == current.name) {
    pending_.reset();
    show_problem({});
    refresh();
    return;
  }
  use(with_kept_settings(find_entry(entries, name.toStdString(), "dataset.kind"), entry_of(current),
                         current.settings),
      true);
}

void DataSection::change_settings(const Settings& fields, bool commit) {
  Choice dataset = pending_ ? *pending_ : editor_.experiment().dataset;
  for (const auto& [name, value] : fields.values()) dataset.settings.set(name, value);
  use(dataset, commit);
}

void DataSection::open_downloads() {
  auto* dialog =
      new DownloadDialog(QString::fromStdString(data_folder().string()), download_sets(), window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &DownloadDialog::chosen, this, [this](const Choice& dataset) { take(dataset, true); });
  apply_theme(*dialog, theme_);
  dialog->open();
}

void DataSection::use(const Choice& dataset, bool commit) {
  const auto* entry = entry_of(dataset);
  if (entry == nullptr) return;
  const bool is_named = !entry->is_toy && commit && has_all_files(*entry, dataset.settings);
  if (is_named && is_other_file(dataset) && DataPreviewDialog::has_preview(dataset.name))
    return offer(dataset);
  take(dataset, commit);
}

bool DataSection::is_other_file(const Choice& dataset) const {
  const Choice& now = editor_.experiment().dataset;
  if (now.name != dataset.name) return true;
  const auto& infos = entry_of(dataset)->info.settings;
  return std::any_of(infos.begin(), infos.end(), [&](const SettingInfo& info) {
    const auto path_of = [&](const Settings& settings) {
      return settings.has(info.name) ? settings.text(info.name) : std::string();
    };
    return info.kind == SettingKind::path && path_of(now.settings) != path_of(dataset.settings);
  });
}

void DataSection::offer(const Choice& dataset) {
  pending_ = dataset;
  show_problem({});
  refresh();
  const auto* entry = entry_of(dataset);
  if (entry == nullptr || !has_all_files(*entry, dataset.settings)) return;
  auto* dialog = new DataPreviewDialog(dataset, editor_.experiment(), theme_, window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &DataPreviewDialog::chosen, this, [this](const Choice& chosen) { take(chosen, true); });
  dialog->open();
}

void DataSection::take(const Choice& dataset, bool commit) {
  const auto* entry = entry_of(dataset);
  if (entry == nullptr) return;
  if (!entry->is_toy) {
    if (!commit) return;  // files are read only once, when the slider is released
    if (!has_all_files(*entry, dataset.settings) || !read_files(dataset)) {
      pending_ = dataset;
      refresh();
      return;
    }
  }
  Experiment next = editor_.experiment();
  const bool is_other_kind = next.dataset.name != dataset.name;
  next.dataset = dataset;
  editor_.edit(is_other_kind ? tr("Choose other data") : tr("Change the data"), std::move(next),
               is_other_kind ? -1 : ExperimentEditor::merge_id_of(QStringLiteral("dataset")));
  if (commit) editor_.seal();
}

bool DataSection::read_files(const Choice& dataset) {
  QString problem;
  bool is_read = false;
  try {
    Experiment next = editor_.experiment();
    next.dataset = dataset;
    const auto loaded = load_with_dialog(window(), next);
    is_read = loaded != nullptr;
    if (is_read) editor_.set_data(next, loaded);
  } catch (const Error& error) {
    problem = QString::fromStdString(error.what());
  }
  show_problem(problem);
  return is_read;
}

void DataSection::change_batch(const Settings& fields, bool commit) {
  Experiment next = editor_.experiment();
  if (fields.has(batch_size_name)) next.batch_size = fields.integer(batch_size_name);
  if (fields.has(reduction_name))
    next.batch_reduction =
        fields.text(reduction_name) == mean_name ? BatchReduction::mean : BatchReduction::sum;
  editor_.edit(tr("Change the batches"), std::move(next),
               ExperimentEditor::merge_id_of(QStringLiteral("batch")));
  if (commit) editor_.seal();
}

void DataSection::change_targets(const Settings& fields, bool commit) {
  if (!commit) return;
  Experiment next = editor_.experiment();
  next.autoencode = fields.flag(autoencode_name);
  editor_.edit(tr("Change what is learnt"), std::move(next));
}

void DataSection::show_more() {
  more_form_->setVisible(shows_more_ && more_form_->layout()->count() > 0);
  reduction_form_->setVisible(shows_more_);
  targets_form_->setVisible(shows_more_ || editor_.experiment().autoencode);
  more_->setIcon(quiet_icon(shows_more_ ? QStringLiteral("down") : QStringLiteral("next"), theme_));
  more_->setIconSize(QSize(theme_.px(12), theme_.px(12)));
}

void DataSection::show_problem(const QString& text) {
  // Allows line breaks after any folder of long paths.
  problem_->setText(QString(text).replace('/', QStringLiteral("/\u200B")));
  problem_->setVisible(!text.isEmpty());
}

}  // namespace lfp
