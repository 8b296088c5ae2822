# shellcheck shell=bash disable=SC2034
# Sourced by run.sh and test.sh: which packages of Debian 12 and Ubuntu 24.04 are needed, and how they get there.
# "a|b": whichever of the names the distribution knows.

build_packages=(
  cmake ninja-build g++ pkg-config
  qt6-base-dev libqt6opengl6-dev 'qt6-svg-dev|libqt6svg6-dev' libqcustomplot-dev
  libeigen3-dev nlohmann-json3-dev libcli11-dev zlib1g-dev libzip-dev libopenblas-dev
  libmuparser-dev
  libcsv-dev libpng-dev libjpeg-dev libarchive-dev libsqlite3-dev
  fonts-noto-core
)
test_packages=(libgtest-dev librapidcheck-dev libbenchmark-dev xvfb xauth imagemagick)
fuzz_packages=(clang 'libclang-rt-14-dev|libclang-rt-18-dev')
slurm_packages=(slurm-wlm munge)
format_packages=(clang-format)
lint_packages=(clang-tidy)

# The packages among the arguments that are not installed, one a line.
missing_packages() {
  local installed names
  installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "${@%%|*}" "${@##*|}" 2>/dev/null) ||
    true # it complains of those that it does not know
  installed=$'\n'$installed$'\n'
  for names in "$@"; do
    [[ $installed == *$'\n'"${names%%|*} installed"$'\n'* ]] && continue
    [[ $installed == *$'\n'"${names##*|} installed"$'\n'* ]] && continue
    echo "$names"
  done
}

# The first of the names in "a|b" that can be installed; the first of all if none can.
known_package() {
  local name
  if [[ $1 != *"|"* ]]; then
    echo "$1"
    return
  fi
  for name in ${1//|/ }; do
    if apt-cache show --no-all-versions "$name" &>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "${1%%|*}"
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Installs those of the arguments that are missing, and says which. Elsewhere than on Debian and its
# descendants nothing is done: CMake then names what it does not find.
install_packages() {
  local missing package names=()
  command -v dpkg-query >/dev/null || return 0
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  echo "Missing packages, to be installed now: ${missing[*]}" >&2
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    echo "Only root can, and sudo is not here. As root: apt-get install --no-install-recommends ${missing[*]%%|*}" >&2
    return 1
  fi
  as_root apt-get update -q >&2 || echo "The package lists could not be renewed; trying with the old ones." >&2
  for package in "${missing[@]}"; do names+=("$(known_package "$package")"); done
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${names[@]}" >&2
}

# Whether CMake has set the folder up, by these presets and for this place.
is_configured() {
  local folder=$1
  [[ -f $folder/build.ninja && $folder/build.ninja -nt CMakePresets.json ]] &&
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"
}

has_option() {
  local folder=$1 option=${2#-D}
  grep -qE "^${option%%=*}:[A-Z]+=${option#*=}\$" "$folder/CMakeCache.txt"
}

# configure PRESET BUILD_FOLDER [-DNAME=VALUE...]: once; afterwards Ninja itself notices what has changed. A value that the
# folder has otherwise is set in it, and only what depends on it is built: tests and benchmarks are switched on in this way.
configure() {
  local preset=$1 folder=$2 option launcher=() different=()
  shift 2
  if is_configured "$folder"; then
    for option in "$@"; do
      has_option "$folder" "$option" || different+=("$option")
    done
    ((${#different[@]} == 0)) || cmake -B "$folder" "${different[@]}" >&2
    return
  fi
  if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  cmake --fresh --preset "$preset" -B "$folder" "${launcher[@]}" "$@" >&2
}
