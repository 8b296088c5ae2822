#pragma once

#include "core/base/shape.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <optional>

class QLabel;

namespace lfp {

/// The card of the network's input, above the first layer.
class InputCard final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InputCard(QWidget* parent = nullptr);

  /// Sets the input's shape; nullopt until it is known.
  void set_shape(const std::optional<Shape>& shape);
  void set_theme(const Theme& theme) override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Theme theme_ = Theme::make(Theme::Kind::light);
  QLabel* title_;
  QLabel* size_;
};

}  // namespace lfp
