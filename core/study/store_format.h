#pragma once

#include "core/study/sqlite.h"
#include "core/study/study.h"

#include <cstdint>
#include <string>

namespace lfp {

/// The metadata of a store.
struct StoreInfo {
  std::string study;    ///< JSON text, which includes the experiment
  std::string hash;     ///< study_hash()
  std::string program;  ///< version of the program that ran the trainings
  Shard shard;
};

/// Creates the tables in an empty store. Must be called within a transaction.
void make_tables(SqliteDatabase& database, const Study& study, const StoreInfo& info);

/// Returns the format version of a store. Version 2 added the numbers of layers.
std::int64_t store_version(const SqliteDatabase& database);
constexpr std::int64_t newest_store_version = 2;

/// Throws Error if it is not a store, has a newer version, is truncated or is damaged.
StoreInfo read_info(const SqliteDatabase& database);

/// The columns of LayerNumbers, in order: "moved, sign_agreement, ...".
inline constexpr const char* columns_of_layer_numbers = "moved, sign_agreement, sparsity, firing_rate";

/// Whether the tables already have a column of that name, ignoring case; an axis must not have such a name.
bool is_column_of_store(const std::string& name);

/// "study.sqlite", or "study-2-of-8.sqlite".
std::string store_name(Shard shard);

}  // namespace lfp
