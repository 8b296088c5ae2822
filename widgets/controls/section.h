#pragma once

#include "widgets/style/themed.h"

#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace lfp {

class SectionHeader;

/// A part of a panel that folds: a header with an arrow, a bold title and a muted summary at the right
/// ("Three spirals"), then the content, 10 px from the panel's sides, and a separator.
class Section : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit Section(const QString& title, QWidget* parent = nullptr);

  void set_summary(const QString& summary);
  /// The layout that widgets are added to, from the top; rows are 3 px apart.
  QVBoxLayout* content() const { return content_layout_; }
  bool is_open() const;
  /// Shows the line below the section: on by default, off for the last section of a panel.
  void set_separator(bool shown);
  void set_theme(const Theme& theme) override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void use_theme();
  Theme theme_;
  bool separator_ = true;
  SectionHeader* header_;
  QWidget* content_;
  QVBoxLayout* content_layout_;
};

}  // namespace lfp
