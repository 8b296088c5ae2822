#include "widgets/views/raster/feedback_raster_table.h"

#include "widgets/views/export/table_text.h"
#include "widgets/views/raster/feedback_raster_source.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lfp {

namespace {

std::string header(const RasterTable& wanted) {
  const auto& layers = wanted.snapshot->runs[wanted.run].layers;
  std::string names = "step";
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    if (wanted.layer && static_cast<std::size_t>(*wanted.layer) != layer) continue;
    const std::string name = ",layer" + std::to_string(layer + 1) + ".neuron";
    for (std::int64_t unit = 1; unit <= layers[layer].units; ++unit) names += name + std::to_string(unit);
  }
  return names;
}

QByteArray rows(const RasterTable& wanted, Progress& progress) {
  const RasterSource source(*wanted.snapshot, wanted.run, wanted.subtracted, RasterSource::Extent::present);
  std::vector<float> values(source.columns());
  std::span<const float> shown = values;
  if (wanted.layer) {
    const auto& layer = wanted.snapshot->runs[wanted.run].layers[static_cast<std::size_t>(*wanted.layer)];
    shown = shown.subspan(source.first_column(*wanted.layer), static_cast<std::size_t>(layer.units));
  }
  TableText table(header(wanted), &progress, static_cast<std::int64_t>(source.rows()));
  for (std::size_t row = 0; row < source.rows(); ++row) {
    source.mean(row, row + 1, values);
    table.row(source.first_step(row), shown);
  }
  return table.text();
}

}  // namespace

ExportWork raster_table(const RasterTable& wanted) {
  if (RasterSource(*wanted.snapshot, wanted.run, wanted.subtracted, RasterSource::Extent::present).rows() ==
      0)
    return {};
  return [wanted](Progress& progress) { return rows(wanted, progress); };
}

}  // namespace lfp
