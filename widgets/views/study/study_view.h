#pragma once

#include "widgets/views/study/study_focus.h"
#include "widgets/views/view.h"

namespace lfp {

/// A view of a study. It is prepared when something of the study is new and it can be seen; snapshots of
/// training do not concern it.
class StudyView : public View {
  Q_OBJECT

 public:
  explicit StudyView(Focus& focus, QWidget* parent = nullptr);

 protected:
  /// Prepares all that paint events draw.
  virtual void prepare() = 0;
  void refresh() final;
  /// What is prepared is old.
  void mark_stale();
  StudyFocus& study() const;
  /// Whether there is a study that has an axis and a run.
  bool has_map() const;
  void use_theme() override { is_stale_ = true; }
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  bool is_stale_ = true;
};

}  // namespace lfp
