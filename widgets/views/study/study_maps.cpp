#include "widgets/views/study/study_maps.h"

#include "widgets/views/study/study_text.h"

namespace lfp {
namespace {

StudyVariant variant_of(const StudyPicture& picture, StudyMapChoice choice, std::optional<std::size_t> axis,
                        QString title) {
  StudyVariant variant{
      .run = choice.run, .index = {}, .title = std::move(title), .map = study_map(picture, choice)};
  if (axis) variant.index = choice.position[*axis];
  return variant;
}

}  // namespace

StudyMaps study_maps(const StudyPicture& picture, const StudyMapChoice& choice,
                     const std::vector<std::size_t>& other_axes) {
  StudyMaps maps;
  const Study& study = picture.study();
  const auto& runs = study.experiment.runs;
  for (std::size_t run = 0; run < runs.size(); ++run) {
    StudyMapChoice own = choice;
    own.run = run;
    const QString name = QString::fromStdString(runs[run].name);
    if (other_axes.empty()) {
      if (run == choice.run) maps.shown = maps.variants.size();
      maps.variants.push_back(variant_of(picture, own, std::nullopt, name));
      continue;
    }
    const std::size_t axis = other_axes.front();
    for (std::int64_t index = 0; index < study.axes[axis].count(); ++index) {
      own.position[axis] = index;
      const QString value =
          QStringLiteral("%1 %2").arg(axis_title(study.axes[axis]), axis_value_text(study.axes[axis], index));
      if (run == choice.run && index == choice.position[axis]) maps.shown = maps.variants.size();
      maps.variants.push_back(
          variant_of(picture, own, axis, runs.size() == 1 ? value : name + QStringLiteral(" · ") + value));
    }
  }
  std::vector<const StudyMap*> all;
  for (const StudyVariant& variant : maps.variants) all.push_back(&variant.map);
  maps.range = study_range(all, choice, study.seeds.size());
  return maps;
}

}  // namespace lfp
