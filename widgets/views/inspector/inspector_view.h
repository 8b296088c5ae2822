#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/views/inspector/inspector_shares.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

class QLabel;
class QScrollArea;

namespace lfp {

class RunSelector;
class ElidedLabel;
class InspectorComparison;
class InspectorFormula;
class InspectorHistory;
class InspectorPictures;
class SegmentedControl;
class ShareBars;
class TermField;

/// Shows one neuron, connection or bias in full: its formula with live numbers, whose terms can be edited to
/// ask "what if", every share as a bar, the update and its history. For two runs it shows the difference:
/// their numbers side by side, and how the differences of the shares add up to that of the feedback. It shows
/// the item in focus.
class InspectorView : public View {
  Q_OBJECT

 public:
  explicit InspectorView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

  /// Returns a heading such as "Layer 1 · neuron 15 → layer 2 · neuron 4".
  QString heading() const;
  /// The inspection in the shown run, or in A for A − B; null if there is none.
  const Inspection* inspection() const;
  /// The inspection in B while A − B is shown; null otherwise.
  const Inspection* subtracted() const;
  /// Returns the shares shown as bars.
  ShareList shares() const;

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void make_widgets();
  void connect_widgets();
  void follow_item();
  void show_formula();
  void show_comparison();
  void show_bars();
  void show_pictures();
  void show_training();
  bool is_difference() const;
  const Inspection* inspection_of(std::size_t run) const;
  std::size_t run() const;
  const RunSpec& spec() const;
  bool shows_received() const;
  QString subtraction_words() const;
  QString training_words(const ParameterInspection& parameter) const;

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  QScrollArea* scroll_;
  QWidget* body_;
  QLabel* heading_;
  QLabel* hint_;
  InspectorFormula* formula_;
  InspectorComparison* comparison_;
  QWidget* training_;
  QLabel* training_words_;
  QLabel* set_label_;
  TermField* set_;
  ElidedLabel* bars_title_;
  QLabel* bars_sum_;
  SegmentedControl* direction_;
  InspectorPictures* pictures_;
  ShareBars* bars_;
  InspectorHistory* history_;
  std::optional<std::uint64_t> generation_;
  WhileWhole whole_;
};

}  // namespace lfp
