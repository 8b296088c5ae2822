#pragma once

#include "core/experiment/experiment.h"

#include <QWidget>
#include <optional>

namespace lfp {

class Settings;
class SettingsForm;

/// A bound on updates that can be switched on: a check box, and below it the bound.
class ClipField final : public QWidget {
  Q_OBJECT

 public:
  struct Words {
    QString label, summary;              ///< of the check box
    QString bound_label, bound_summary;  ///< of the bound
  };
  ClipField(const Words& words, double usual, QWidget* parent = nullptr);

  void show_bound(const std::optional<double>& bound);

 signals:
  void switched(std::optional<double> bound);
  void bound_changed(double bound, bool commit);

 private:
  Words words_;
  double usual_;
  SettingsForm* switch_;
  SettingsForm* bound_;
};

}  // namespace lfp
