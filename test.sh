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
./test.sh asan            every test under the address and undefined behaviour sanitizers
./test.sh tsan            every test under the thread sanitizer
./test.sh fuzz [SECONDS]  what is read is fed with nonsense, for a minute or so many seconds in all
./test.sh lint            formatting of all sources, clang-tidy on the core
USAGE
  exit 2
}

# build FOLDER [target]: everything where no target is named.
build() { cmake --build "$1" --target "${2:-all}" >&2; }

# Without a display first, then those that draw with OpenGL once more in a window.
run_tests() {
  local folder=$1
  QT_QPA_PLATFORM=offscreen ctest --test-dir "$folder" --output-on-failure --parallel "$(nproc)"
  if [[ $(ctest --test-dir "$folder" --show-only --label-regex '^opengl$') != *"Total Tests: 0"* ]]; then
    QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1080x24" \
      ctest --test-dir "$folder" --output-on-failure --label-regex '^opengl$'
  fi
}

all_tests() {
  local preset=$1
  install_packages "${build_packages[@]}" "${test_packages[@]}"
  configure "$preset" "build/$preset" -DLFPLAB_TESTS=ON
  build "build/$preset"
  run_tests "build/$preset"
}

golden() {
  [[ -d ${1-} ]] || usage
  local directory verdict
  directory=$(realpath "$1")
  install_packages "${build_packages[@]}" "${test_packages[@]}"
  configure release build/release -DLFPLAB_TESTS=ON
  build build/release golden_tests
  LFPLAB_GOLDEN_DIR=$directory build/release/tests/golden_tests | tee build/release/golden.log || true
  verdict=$(tail -n 1 build/release/golden.log)
  [[ $verdict =~ ^golden:\ [0-9]+\ checked,\ [0-9]+\ not\ supported,\ 0\ failed$ ]]
}

benchmark() {
  install_packages "${build_packages[@]}" "${test_packages[@]}"
  configure release build/release -DLFPLAB_BENCHMARKS=ON
  if [[ ${1-} == window ]]; then
    build build/release window_benchmark
    xvfb-run -a -s "-screen 0 1920x1080x24" build/release/tests/window_benchmark "${@:2}"
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
  build "$folder"
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

lint() {
  install_packages "${build_packages[@]}" "${lint_packages[@]}"
  git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run -Werror
  configure debug build/lint -DLFPLAB_WINDOW=OFF -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
  git ls-files -z 'core/*.cpp' | xargs -0 -n 1 -P "$(nproc)" clang-tidy -p build/lint --quiet --extra-arg=-Wno-unknown-warning-option
}

case ${1-all} in
  all) all_tests release ;;
  golden) golden "${2-}" ;;
  benchmark) benchmark "${@:2}" ;;
  asan | tsan) all_tests "$1" ;;
  fuzz) fuzz "${2-}" ;;
  lint) lint ;;
  *) usage ;;
esac
