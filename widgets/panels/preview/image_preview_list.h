#pragma once

#include "core/data/images/image_preview.h"

#include <QListWidget>

namespace lfp {

/// A list of the first images, each with its class below it.
class ImagePreviewList final : public QListWidget {
  Q_OBJECT

 public:
  explicit ImagePreviewList(QWidget* parent = nullptr);

  void show_preview(const ImagePreview& preview);
  /// Returns a text such as "1,000 images of 28 × 28 pixels, 10 classes: 0 (98), 1 (102), …".
  static QString summary(const ImagePreview& preview);
};

}  // namespace lfp
