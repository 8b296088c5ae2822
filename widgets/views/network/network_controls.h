#pragma once

#include "widgets/views/network/scene/network_values.h"
#include "widgets/views/runs/run_chooser.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

class QComboBox;
class QToolButton;
class QWidget;

namespace lfp {

class RunSelector;
class SegmentedControl;

/// The controls in the network view's title bar, and the user's choices: the run, what colours the neurons,
/// the mean or one sample, and what an image input shows.
class NetworkControls : public QObject {
  Q_OBJECT

 public:
  /// `view` owns the controls until the title bar takes them over.
  explicit NetworkControls(QWidget& view);

  QList<QWidget*> widgets() const;
  RunChooser& runs() { return runs_; }
  /// Returns the choices as far as the snapshot allows; `snapshot` may be null.
  NetworkOptions options(const Snapshot* snapshot) const;
  /// The chosen colour; options() may use another one until there is feedback.
  NeuronColour colour() const;

  /// Moves on to the next choice among those that colour a neuron by one number.
  void choose_next_colour();
  /// Adds or removes the choice of neurons as pictures over the input plane.
  void offer_planes(bool are_offered);
  void show_one_sample(bool one_sample);
  /// Names the sample in the choice of one sample.
  void name_sample(const Snapshot& snapshot);
  /// Shortens the words of the controls in a narrow view; `width` is the view's, in pixels at 100 %.
  void fit(double width);
  void set_overlays_visible(bool are_visible);
  /// Shows or hides the control that writes numbers on the network.
  void offer_numbers(bool are_offered);
  void show_numbers(bool are_shown);

 signals:
  /// The user has chosen something else.
  void changed();

 private:
  static QStringList colour_words(bool are_short, bool with_planes);

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  QComboBox* colours_;
  QComboBox* samples_;
  SegmentedControl* overlays_;
  QToolButton* numbers_;
  bool is_very_narrow_ = false;
};

}  // namespace lfp
