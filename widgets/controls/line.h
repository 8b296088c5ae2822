#pragma once

#include "widgets/style/themed.h"

#include <QPainter>
#include <QWidget>

namespace lfp {

/// A thin line in one of the theme's colours: between groups of controls, or where something would be
/// dropped.
class Line final : public QWidget, public Themed {
 public:
  Line(QColor Theme::*colour, QWidget* parent) : QWidget(parent), role_(colour) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
  }

  void set_theme(const Theme& theme) override {
    colour_ = theme.*role_;
    update();
  }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override { QPainter(this).fillRect(rect(), colour_); }

 private:
  QColor Theme::*role_;
  QColor colour_;
};

}  // namespace lfp
