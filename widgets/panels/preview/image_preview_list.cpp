#include "widgets/panels/preview/image_preview_list.h"

#include "widgets/style/number_text.h"

#include <QIcon>
#include <QImage>
#include <QPixmap>

namespace lfp {
namespace {

constexpr QSize icon_size(64, 64);
constexpr QSize cell_size(92, 96);
constexpr std::size_t named_classes = 12;

QImage image_of(const Picture& picture) {
  const auto width = static_cast<int>(picture.width);
  return QImage(picture.pixels.data(), width, static_cast<int>(picture.height), 3 * width,
                QImage::Format_RGB888)
      .copy();
}

QString size_text(const ImagePreview& preview) {
  if (preview.sizes.empty()) return {};
  const PictureSize& first = preview.sizes.begin()->first;
  const QString text = ImagePreviewList::tr("%1 × %2 pixels").arg(first.width).arg(first.height);
  if (preview.sizes.size() == 1) return ImagePreviewList::tr(" of %1").arg(text);
  return ImagePreviewList::tr(" of %1 sizes, from %2").arg(preview.sizes.size()).arg(text);
}

}  // namespace

ImagePreviewList::ImagePreviewList(QWidget* parent) : QListWidget(parent) {
  setAccessibleName(tr("The first images"));
  setViewMode(QListView::IconMode);
  setResizeMode(QListView::Adjust);
  setMovement(QListView::Static);
  setSelectionMode(QAbstractItemView::NoSelection);
  setIconSize(icon_size);
  setGridSize(cell_size);
  setUniformItemSizes(true);
}

void ImagePreviewList::show_preview(const ImagePreview& preview) {
  clear();
  for (const ImagePreview::Sample& sample : preview.samples) {
    const auto label = static_cast<std::size_t>(sample.label);
    const bool is_known = sample.label >= 0 && label < preview.classes.size();
    // Enlarged without smoothing, so that single pixels stay visible.
    const QImage large =
        image_of(sample.picture).scaled(icon_size, Qt::KeepAspectRatio, Qt::FastTransformation);
    auto* item =
        new QListWidgetItem(QIcon(QPixmap::fromImage(large)),
                            is_known ? QString::fromStdString(preview.classes[label].name) : QString(), this);
    item->setToolTip(QString::fromStdString(sample.source));
  }
}

QString ImagePreviewList::summary(const ImagePreview& preview) {
  QStringList classes;
  for (const ImagePreview::Class& each : preview.classes) {
    if (static_cast<std::size_t>(classes.size()) == named_classes) {
      classes << QStringLiteral("…");
      break;
    }
    classes << QStringLiteral("%1 (%2)").arg(QString::fromStdString(each.name),
                                             count_text(each.train + each.test));
  }
  return tr("%1 images%2, %3 classes: %4")
      .arg(count_text(preview.count), size_text(preview),
           count_text(static_cast<qint64>(preview.classes.size())), classes.join(QStringLiteral(", ")));
}

}  // namespace lfp
