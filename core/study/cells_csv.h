#pragma once

#include "core/study/store_reader.h"
#include "core/study/study.h"

#include <filesystem>

namespace lfp {

/// Writes `cells.csv`, with one row for each run of each completed training, ordered by their numbers: the
/// axes' values, seed, run, steps, train_accuracy, test_accuracy, loss, flipped, feedback_ratio,
/// diverged_step, seconds. Throws Error if the file cannot be written.
void write_cells_csv(const StoreReader& store, const Study& study, const std::filesystem::path& file);

/// Writes `curves.csv`: the axes' values, seed, run, step, epoch, train_accuracy, test_accuracy, loss,
/// feedback_ratio, flipped, moved, sign_agreement, sparsity, firing_rate.
void write_curves_csv(const StoreReader& store, const Study& study, const std::filesystem::path& file);

/// Writes `layers.csv`: the axes' values, seed, run, layer (from 1, or "all"), kind, weights, flipped, moved,
/// sign_agreement, sparsity, firing_rate.
void write_layers_csv(const StoreReader& store, const Study& study, const std::filesystem::path& file);

}  // namespace lfp
