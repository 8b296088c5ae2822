#pragma once

#include "widgets/views/study/study_focus.h"
#include "widgets/views/view.h"

namespace lfp {

/// A view of a study. It prepares its picture when the study has changed and the view is visible; it ignores
/// snapshots of training.
class StudyView : public View {
  Q_OBJECT

 public:
  explicit StudyView(Focus& focus, QWidget* parent = nullptr);

 protected:
  /// Prepares everything that paint events draw.
  virtual void prepare() = 0;
  void refresh() final;
  /// Marks the prepared picture as outdated.
  void mark_stale();
  StudyFocus& study() const;
  /// Returns whether there is a study with an axis and a run.
  bool has_map() const;
  /// Why no cell has a value although there are results: one seed has no deviation. "" if they have.
  QString no_value_text() const;
  void use_theme() override { is_stale_ = true; }
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  bool is_stale_ = true;
};

}  // namespace lfp
