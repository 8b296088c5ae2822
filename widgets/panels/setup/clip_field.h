#pragma once

#include "core/experiment/experiment.h"

#include <QWidget>
#include <optional>

namespace lfp {

class Settings;
class SettingsForm;

/// A bound on updates: a check box that switches it on, with the bound below.
class ClipField final : public QWidget {
  Q_OBJECT

 public:
  struct Words {
    QString label, summary;              ///< for the check box
    QString bound_label, bound_summary;  ///< for the bound
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
