#include "widgets/panels/preview/data_preview_dialog.h"

#include "core/base/error.h"
#include "core/data/csv/table_preview.h"
#include "core/data/images/image_preview.h"
#include "widgets/controls/settings_form.h"
#include "widgets/controls/work_dialog.h"
#include "widgets/panels/preview/image_preview_list.h"
#include "widgets/panels/preview/table_preview_grid.h"
#include "widgets/style/core_text.h"
#include "widgets/style/sentence.h"
#include "widgets/style/themed.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {
namespace {

constexpr const char* table_kind = "csv";
constexpr std::size_t shown_rows = 20;
constexpr std::size_t shown_images = 60;
constexpr QSize preferred_size(1000, 640);
constexpr int form_width = 300;

/// Allows line breaks after any folder of long paths.
QString breakable(const std::string& text) {
  return QString::fromStdString(text).replace('/', QStringLiteral("/\u200B"));
}

}  // namespace

bool DataPreviewDialog::has_preview(const std::string& kind) {
  return kind == table_kind || has_image_preview(kind);
}

DataPreviewDialog::DataPreviewDialog(const Choice& dataset, const Experiment& experiment, const Theme& theme,
                                     QWidget* parent)
    : QDialog(parent),
      dataset_(dataset),
      request_{.seed = experiment.seed, .folder = experiment.folder},
      theme_(theme),
      form_(new SettingsForm(this)),
      report_(new QLabel(this)),
      problem_(new QLabel(this)),
      pages_(new QStackedWidget(this)),
      table_(new TablePreviewGrid(this)),
      images_(new ImagePreviewList(this)) {
  const DatasetEntry& entry = find_entry(dataset_entries(), dataset.name, "dataset.kind");
  setWindowTitle(tr("A look at the data: %1").arg(core_text(entry.info.label)));
  auto* column = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(form_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFixedWidth(theme.px(form_width));
  row->addWidget(scroll);
  auto* right = new QVBoxLayout;
  for (QLabel* label : {report_, problem_}) {
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    right->addWidget(label);
  }
  problem_->setProperty("problem", true);
  pages_->addWidget(table_);
  pages_->addWidget(images_);
  right->addWidget(pages_, 1);
  row->addLayout(right, 1);
  column->addLayout(row, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  use_ = buttons->addButton(tr("Use these data"), QDialogButtonBox::AcceptRole);
  use_->setObjectName(QStringLiteral("preview.use"));
  use_->setDefault(true);
  use_->setFocus();
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    emit chosen(dataset_);
    accept();
  });
  connect(form_, &SettingsForm::settings_committed, this, &DataPreviewDialog::take_settings);
  connect(table_, &TablePreviewGrid::settings_changed, this, &DataPreviewDialog::take_settings);
  apply_theme(*this, theme);
  resize(preferred_size.boundedTo(screen()->availableSize() - QSize(80, 80)));
  look();
}

void DataPreviewDialog::take_settings(const Settings& settings) {
  for (const auto& [name, value] : settings.values()) dataset_.settings.set(name, value);
  look();
}

void DataPreviewDialog::look() {
  problem_->clear();
  report_->clear();
  bool is_usable = false;
  try {
    const DatasetEntry& entry = find_entry(dataset_entries(), dataset_.name, "dataset.kind");
    dataset_.settings = checked(entry.info, dataset_.settings, "dataset");
    form_->set_settings(entry.info.settings, dataset_.settings);
    if (dataset_.name == table_kind)
      show_table();
    else
      show_images();
    is_usable = true;
  } catch (const Error& error) {
    problem_->setText(breakable(error.what()));
  }
  pages_->setVisible(is_usable);
  problem_->setHidden(problem_->text().isEmpty());
  report_->setHidden(report_->text().isEmpty());
  use_->setEnabled(is_usable);
}

void DataPreviewDialog::show_table() {
  TablePreview preview;
  const bool is_done = work_with_dialog(this, tr("Reading the table…"), [&](Progress& progress) {
    DatasetRequest request = request_;
    request.progress = &progress;
    preview = preview_table(dataset_.settings, request, shown_rows);
  });
  if (!is_done) throw Error(tr("Table").toStdString(), tr("it was not read").toStdString(), {});
  dataset_.settings = with_roles(dataset_.settings, preview);
  form_->set_settings(find_entry(dataset_entries(), dataset_.name, "dataset.kind").info.settings,
                      dataset_.settings);
  report_->setText(as_sentence(QString::fromStdString(preview.report.line())));
  const auto broken =
      std::ranges::find_if(preview.columns, [](const ColumnPreview& each) { return !each.problem.empty(); });
  if (broken != preview.columns.end()) problem_->setText(QString::fromStdString(broken->problem));
  table_->show_preview(preview, dataset_.settings, theme_);
  pages_->setCurrentWidget(table_);
}

void DataPreviewDialog::show_images() {
  ImagePreview preview;
  const bool is_done = work_with_dialog(this, tr("Looking at the images…"), [&](Progress& progress) {
    DatasetRequest request = request_;
    request.progress = &progress;
    preview = preview_images(dataset_, request, shown_images);
  });
  if (!is_done) throw Error(tr("Images").toStdString(), tr("they were not read").toStdString(), {});
  const QString found = QString::fromStdString(preview.report.line());
  const QString summary = ImagePreviewList::summary(preview);
  report_->setText(found.isEmpty() ? summary : summary + QLatin1Char('\n') + found);
  if (!preview.problems.empty()) problem_->setText(breakable(preview.problems.front()));
  images_->show_preview(preview);
  pages_->setCurrentWidget(images_);
}

}  // namespace lfp
