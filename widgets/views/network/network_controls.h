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

/// The controls in the network view's title bar, and the choice that a person makes with them: the run, what
/// colours the neurons, the mean or one sample, and what an image input shows.
class NetworkControls : public QObject {
  Q_OBJECT

 public:
  /// The controls belong to `view` until the title bar takes them.
  explicit NetworkControls(QWidget& view);

  QList<QWidget*> widgets() const;
  RunChooser& runs() { return runs_; }
  /// The choice as far as the snapshot, which may be null, can follow it.
  NetworkOptions options(const Snapshot* snapshot) const;
  /// As it was chosen; options() may show something else until there is feedback.
  NeuronColour colour() const;

  /// Among those that colour neurons by one number.
  void choose_next_colour();
  /// Whether neurons can be pictures over the input plane.
  void offer_planes(bool are_offered);
  void show_one_sample(bool one_sample);
  /// The choice of one sample says which one it is.
  void name_sample(const Snapshot& snapshot);
  /// In a narrow view the title's words are shorter.
  void use_short_words(bool are_short);
  void set_overlays_visible(bool are_visible);
  /// Whether numbers can be written on the network.
  void offer_numbers(bool are_offered);
  void show_numbers(bool are_shown);

 signals:
  /// A person chose something else.
  void changed();

 private:
  static QStringList colour_words(bool are_short, bool with_planes);

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  QComboBox* colours_;
  QComboBox* samples_;
  SegmentedControl* overlays_;
  QToolButton* numbers_;
};

}  // namespace lfp
