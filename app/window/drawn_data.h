#pragma once

#include <QObject>

namespace lfp {

class Docks;
class ExperimentEditor;
class View;

/// Brings points that are drawn into a view to the experiment, and what becomes of it to all such views.
class DrawnData : public QObject {
 public:
  /// All outlive this, or share `parent`.
  DrawnData(Docks& docks, ExperimentEditor& editor, QObject* parent);

 private:
  void tie(View& view);

  ExperimentEditor& editor_;
};

}  // namespace lfp
