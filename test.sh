#!/usr/bin/env bash
# Sets up, builds and runs the tests. Without a word: all of them.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")"

source .ci/packages.sh

usage() {
  cat >&2 <<'USAGE'
./test.sh                 every test
./test.sh golden DIR      check the reference files in DIR only
./test.sh benchmark       the speed table; further arguments go to Google Benchmark
./test.sh benchmark window  what the window costs on MNIST (in $LFPLAB_DATA)
./test.sh asan [core]     every test under the address and undefined behaviour sanitizers, or the core's alone
./test.sh tsan            the tests in which threads meet, under the thread sanitizer
./test.sh slurm           a study as a job array of a SLURM that is started for it, compared with a single process
./test.sh fuzz [SECONDS]  what is read is fed with nonsense, for a minute or so many seconds in all
./test.sh format          formatting of all sources
./test.sh lint            the same, and clang-tidy on the core
USAGE
  exit 2
}

# build FOLDER [target...]: everything where no target is named.
build() { cmake --build "$1" --target "${@:2}" >&2; }

# tests FOLDER [ctest arguments]: those that draw with OpenGL in a window first, then all without a display, so that the
# output ends with ctest's summary of them.
run_tests() {
  local folder=$1 status=0
  shift
  local ctest=(ctest --test-dir "$folder" --output-on-failure)
  if [[ $("${ctest[@]}" "$@" --show-only --label-regex '^opengl$') != *"Total Tests: 0"* ]]; then
    QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1080x24" "${ctest[@]}" "$@" --label-regex '^opengl$' || status=$?
  fi
  # Some tests wait for threads and timers: a few more than cores keep these busy.
  QT_QPA_PLATFORM=offscreen "${ctest[@]}" "$@" --parallel $((($(nproc) * 3 + 1) / 2)) || status=$?
  return "$status"
}

set_up_tests() {
  install_packages "${build_packages[@]}" "${test_packages[@]}"
  configure "$1" "build/$1" -DLFPLAB_TESTS=ON
}

all_tests() {
  set_up_tests "$1"
  build "build/$1" all
  run_tests "build/$1"
}

address_sanitizer() {
  export LSAN_OPTIONS=suppressions=$PWD/tests/leaks.supp
  case ${1-all} in
    all) all_tests asan ;;
    core)
      set_up_tests asan
      build build/asan core_tests golden_tests  # in double precision, so that the core is built once
      run_tests build/asan --label-regex '^core$' --exclude-regex '^golden_float$'
      ;;
    *) usage ;;
  esac
}

# The tests in which threads meet: of the engine, of what runs side by side in it, and of the window that waits for them.
thread_sanitizer() {
  local core='*a_crew*:*Abandonable*:*engine*:*lockstep*:*run_threads*:*Repeatability*:*SavedTraining*'
  local window='docks|download|engine_bridge|experiment_files|export_actions|main_window|view_turns|waiting|work_dialog'
  export TSAN_OPTIONS="ignore_noninstrumented_modules=1 suppressions=$PWD/tests/races.supp"
  set_up_tests tsan
  build build/tsan core_tests qt_tests
  build/tsan/tests/core_tests --gtest_brief=1 --gtest_filter="$core"
  run_tests build/tsan --tests-regex "^($window)"
}

golden() {
  [[ -d ${1-} ]] || usage
  local directory verdict
  directory=$(realpath "$1")
  set_up_tests release
  build build/release golden_tests
  LFPLAB_GOLDEN_DIR=$directory build/release/tests/golden_tests | tee build/release/golden.log || true
  verdict=$(tail -n 1 build/release/golden.log)
  [[ $verdict =~ ^golden:\ [0-9]+\ checked,\ [0-9]+\ not\ supported,\ 0\ failed$ ]]
}

benchmark() {
  local scratch
  install_packages "${build_packages[@]}" "${test_packages[@]}"
  configure release build/release -DLFPLAB_BENCHMARKS=ON
  if [[ ${1-} == window ]]; then
    build build/release window_benchmark
    # With settings and studies of its own: a study that is kept as done would not be computed again.
    scratch=$(mktemp -d)
    HOME=$scratch XDG_CONFIG_HOME=$scratch/config XDG_DATA_HOME=$scratch/data \
      xvfb-run -a -s "-screen 0 1920x1080x24" build/release/tests/window_benchmark "${@:2}"
    rm -rf "$scratch"
  else
    build build/release benchmarks
    build/release/tests/benchmarks "$@"
  fi
}

# What a fuzzer has found stays in build/fuzz/found/.
fuzz() {
  local seconds=${1:-60} folder=build/fuzz fuzzers fuzzer name
  [[ $seconds =~ ^[1-9][0-9]*$ ]] || usage
  install_packages "${build_packages[@]}" "${fuzz_packages[@]}"
  configure fuzz "$folder"
  build "$folder" all
  fuzzers=("$folder"/tests/fuzz/*_fuzzer)
  rm -rf "$folder/seeds"
  "$folder/tests/fuzz/make_seeds" "$folder/seeds" resources/examples
  for fuzzer in "${fuzzers[@]}"; do
    name=$(basename "$fuzzer" _fuzzer)
    mkdir -p "$folder/corpus/$name" "$folder/found"
    echo "fuzzing: $name" >&2
    "$fuzzer" -max_total_time=$(((seconds + ${#fuzzers[@]} - 1) / ${#fuzzers[@]})) -timeout=10 -rss_limit_mb=2048 \
      -max_len=65536 -verbosity=0 -print_final_stats=1 -artifact_prefix="$folder/found/$name-" \
      "$folder/corpus/$name" "$folder/seeds/$name"
  done
}

slurm() {
  install_packages "${slurm_packages[@]}"
  install_packages "${build_packages[@]}"
  configure release build/release
  build build/release lfplab
  tests/scripts/slurm_study.sh build/release/app/lfplab
}

format() {
  install_packages "${format_packages[@]}"
  git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run -Werror
}

# In the batches of a unity build: most of the time goes into headers, which are then read once for several files.
lint() {
  install_packages "${build_packages[@]}" "${lint_packages[@]}"
  format
  configure debug build/lint -DLFPLAB_WINDOW=OFF -DCMAKE_UNITY_BUILD=ON -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
  sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' build/lint/compile_commands.json | sort -u |
    xargs -n 1 -P "$(nproc)" clang-tidy -p build/lint --quiet --extra-arg=-Wno-unknown-warning-option \
      --checks=-bugprone-suspicious-include --header-filter='/core/.*\.(h|cpp)$'
}

case ${1-all} in
  all) all_tests release ;;
  golden) golden "${2-}" ;;
  benchmark) benchmark "${@:2}" ;;
  asan) address_sanitizer "${@:2}" ;;
  tsan) thread_sanitizer ;;
  slurm) slurm ;;
  fuzz) fuzz "${2-}" ;;
  format) format ;;
  lint) lint ;;
  *) usage ;;
esac
