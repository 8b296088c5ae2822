#include "app/figures/export_figure_dialog.h"

#include "app/bridge/engine_bridge.h"
#include "app/figures/export_actions.h"
#include "core/base/error.h"
#include "widgets/controls/work_dialog.h"
#include "widgets/files/save_dialog.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {

namespace {

constexpr double pixels_per_inch = 96.0;
constexpr double millimetres_per_inch = 25.4;
constexpr double smallest_pixels = 100;
constexpr double largest_pixels = 8000;
const auto format_key = QLatin1String("export/format");
const auto width_key = QLatin1String("export/width");
const auto height_key = QLatin1String("export/height");
const auto unit_key = QLatin1String("export/millimetres");
const auto resolution_key = QLatin1String("export/dots_per_inch");

}  // namespace

ExportFigureDialog::ExportFigureDialog(EngineBridge& bridge, std::vector<View*> views, const View& chosen,
                                       QWidget* parent)
    : QDialog(parent), bridge_(bridge), views_(std::move(views)) {
  setWindowTitle(tr("Export figure"));
  auto* all = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  row->addWidget(make_form());
  preview_ = new QLabel(this);
  preview_->setAlignment(Qt::AlignCenter);
  preview_->setMinimumSize(420, 300);
  preview_->setFrameShape(QFrame::StyledPanel);
  preview_->setAccessibleName(tr("Preview of the figure"));
  row->addWidget(preview_, 1);
  all->addLayout(row, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  all->addWidget(buttons);

  view_->setCurrentIndex(static_cast<int>(std::ranges::find(views_, &chosen) - views_.begin()));
  preview_timer_.setSingleShot(true);
  preview_timer_.setInterval(150);
  connect(&preview_timer_, &QTimer::timeout, this, &ExportFigureDialog::draw_preview);
  connect(&bridge_, &EngineBridge::snapshot_changed, this, [this] {
    if (!preview_timer_.isActive()) preview_timer_.start();
  });
  describe();
}

ExportFigureDialog::~ExportFigureDialog() {
  bridge_.attend(nullptr);
}

QWidget* ExportFigureDialog::make_form() {
  auto* form_widget = new QWidget(this);
  auto* form = new QFormLayout(form_widget);
  view_ = new QComboBox(form_widget);
  for (const View* view : views_) view_->addItem(view->windowTitle());
  format_ = new QComboBox(form_widget);
  format_->addItem(tr("SVG (vectors, editable)"), QStringLiteral("svg"));
  format_->addItem(tr("PDF (vectors, one page)"), QStringLiteral("pdf"));
  format_->addItem(tr("PNG (pixels)"), QStringLiteral("png"));
  unit_ = new QComboBox(form_widget);
  unit_->addItems({tr("pixels"), tr("millimetres")});
  width_ = new QDoubleSpinBox(form_widget);
  height_ = new QDoubleSpinBox(form_widget);
  resolution_ = new QComboBox(form_widget);
  for (const int dots : {96, 150, 192, 300, 600})
    resolution_->addItem(tr("%1 dots per inch").arg(dots), dots);
  result_ = new QLabel(form_widget);
  result_->setWordWrap(true);
  form->addRow(tr("View"), view_);
  form->addRow(tr("Format"), format_);
  form->addRow(tr("Unit"), unit_);
  form->addRow(tr("Width"), width_);
  form->addRow(tr("Height"), height_);
  form->addRow(tr("Resolution"), resolution_);
  form->addRow(result_);

  const QSettings settings;
  format_->setCurrentIndex(std::max(0, format_->findData(settings.value(format_key))));
  resolution_->setCurrentIndex(std::max(2, resolution_->findData(settings.value(resolution_key))));
  for (QDoubleSpinBox* box : {width_, height_}) box->setRange(smallest_pixels, largest_pixels);
  for (QDoubleSpinBox* box : {width_, height_}) box->setDecimals(0);
  width_->setValue(settings.value(width_key, 1000).toDouble());
  height_->setValue(settings.value(height_key, 640).toDouble());
  unit_->setCurrentIndex(settings.value(unit_key, false).toBool() ? 1 : 0);
  change_unit();

  connect(unit_, &QComboBox::currentIndexChanged, this, &ExportFigureDialog::change_unit);
  for (QComboBox* box : {view_, format_, unit_, resolution_}) {
    connect(box, &QComboBox::currentIndexChanged, this, &ExportFigureDialog::describe);
  }
  for (QDoubleSpinBox* box : {width_, height_}) {
    connect(box, &QDoubleSpinBox::valueChanged, this, &ExportFigureDialog::describe);
  }
  return form_widget;
}

View& ExportFigureDialog::view() const {
  return *views_[static_cast<std::size_t>(view_->currentIndex())];
}

QString ExportFigureDialog::format() const {
  return format_->currentData().toString();
}

bool ExportFigureDialog::in_millimetres() const {
  return unit_->currentIndex() == 1;
}

QSize ExportFigureDialog::figure_size() const {
  const double factor = in_millimetres() ? pixels_per_inch / millimetres_per_inch : 1.0;
  return (QSizeF(width_->value(), height_->value()) * factor).toSize();
}

double ExportFigureDialog::png_scale() const {
  return resolution_->currentData().toDouble() / pixels_per_inch;
}

void ExportFigureDialog::change_unit() {
  if (in_millimetres() == was_in_millimetres_) return;
  was_in_millimetres_ = in_millimetres();
  const double per_pixel = millimetres_per_inch / pixels_per_inch;
  const double factor = in_millimetres() ? per_pixel : 1.0 / per_pixel;
  const double unit = in_millimetres() ? per_pixel : 1.0;
  for (QDoubleSpinBox* box : {width_, height_}) {
    const double value = box->value() * factor;
    box->setDecimals(in_millimetres() ? 1 : 0);
    box->setRange(smallest_pixels * unit, largest_pixels * unit);
    box->setValue(value);
  }
}

void ExportFigureDialog::describe() {
  bridge_.attend(&view());
  const bool is_png = format() == QLatin1String("png");
  resolution_->setEnabled(is_png);
  const QSize size = figure_size();
  const QSize pixels = (QSizeF(size) * png_scale()).toSize();
  const QString millimetres = tr("%1 × %2 mm on paper")
                                  .arg(qRound(size.width() / pixels_per_inch * millimetres_per_inch))
                                  .arg(qRound(size.height() / pixels_per_inch * millimetres_per_inch));
  result_->setText(is_png ? tr("%1 × %2 pixels, %3").arg(pixels.width()).arg(pixels.height()).arg(millimetres)
                          : millimetres);
  preview_timer_.start();
}

void ExportFigureDialog::draw_preview() {
  const QSize size = figure_size();
  const QSize room = preview_->size() - QSize(16, 16);
  const double scale = std::min(static_cast<double>(room.width()) / size.width(),
                                static_cast<double>(room.height()) / size.height());
  const double sharp = scale * devicePixelRatioF();
  QPixmap picture = QPixmap::fromImage(figure_image(view(), size, sharp));
  picture.setDevicePixelRatio(devicePixelRatioF());
  preview_->setPixmap(picture);
}

void ExportFigureDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  preview_timer_.start();
}

bool ExportFigureDialog::save(const QString& file) {
  try {
    if (bridge_.snapshot()) view().set_snapshot(bridge_.snapshot());
    const ExportWork figure = figure_work(view(), file, figure_size(), png_scale());
    const bool is_done = work_with_dialog(this, tr("Writing the figure…"),
                                          [&](Progress& progress) { write_work(figure, file, progress); });
    if (!is_done) return false;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
  QSettings settings;
  settings.setValue(format_key, format());
  settings.setValue(unit_key, in_millimetres());
  settings.setValue(width_key, figure_size().width());
  settings.setValue(height_key, figure_size().height());
  settings.setValue(resolution_key, resolution_->currentData());
  remember_export_folder(file);
  emit done(tr("Saved %1").arg(QDir::toNativeSeparators(file)));
  return true;
}

void ExportFigureDialog::accept() {
  const QList<SaveKind> kinds = {{format_->currentText(), format()}};
  const auto target = ask_where_to_save(this, tr("Export figure"),
                                        QDir(export_folder()).filePath(view().windowTitle()), kinds);
  if (target && save(target->file)) QDialog::accept();
}

}  // namespace lfp
