#pragma once

#include "widgets/style/themed.h"

#include <QPushButton>

namespace lfp {

/// The button under the last card that adds another one, with a dashed frame.
class AddButton final : public QPushButton, public Themed {
  Q_OBJECT

 public:
  using QPushButton::QPushButton;
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Theme theme_ = Theme::make(Theme::Kind::light);
};

}  // namespace lfp
