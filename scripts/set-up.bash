# What the other scripts share: finding Swift, installing libedit's headers, building the release binary.
# Sourced, with $root set; everything it says goes to standard error, and it exits with 2 when it cannot go on.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

give_up() {
  say "$@"
  exit 2
}

# Runs a command as root: directly, or with sudo if that asks for no password.
as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# The C compiler that comes with Swift, or the system's.
c_compiler() {
  local compiler
  compiler=$(dirname "$(command -v swift)")/clang
  [[ -x $compiler ]] || compiler=cc
  "$compiler" "$@" 2>/dev/null
}

has_headers() { printf '#include <%s>\n' "$@" | c_compiler -fsyntax-only -x c -; }

# Package.swift links one file without shared libraries, which starts in half the time. Not every system has
# the static libraries for it.
choose_linking() {
  [[ $(uname) == Linux ]] || return 0
  local program
  program=$(mktemp)
  printf 'int main(void) { return 0; }\n' \
    | c_compiler -x c - -static -o "$program" -ledit -lmd -lbsd -ltinfo || export RUNG_DYNAMIC=1
  rm -f "$program"
}

need_libedit() {
  if [[ $(uname) == Darwin ]]; then
    has_headers stdio.h histedit.h && return
    say "Installing libedit with Homebrew …"
    command -v brew >/dev/null && brew install libedit >&2 && return
    give_up "Rung needs libedit. Run: brew install libedit"
  fi
  has_headers stdio.h histedit.h sys/types.h sha2.h && return
  if command -v apt-get >/dev/null && { [[ $(id -u) -eq 0 ]] || sudo -n true 2>/dev/null; }; then
    say "Installing libedit-dev with apt …"
    {
      as_root apt-get update -qq
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y libedit-dev pkg-config
    } </dev/null >&2 || true
    has_headers stdio.h histedit.h sys/types.h sha2.h && return
  fi
  give_up "Rung needs the headers of libedit and libmd. On Debian and Ubuntu run:

  sudo apt-get update && sudo apt-get install -y libedit-dev pkg-config

On other systems install the development packages of libedit and libmd."
}

need_swift() {
  command -v swift >/dev/null \
    || give_up "Rung needs Swift 6.1 or later, and finds no \`swift\`. See https://www.swift.org/install"
}

# Runs a command quietly. On a terminal its output is seen as it comes; elsewhere only when it fails.
quietly() {
  if [[ -t 2 ]]; then
    "$@" </dev/null >&2
    return
  fi
  local log status=0
  log=$(mktemp)
  "$@" </dev/null >"$log" 2>&1 || status=$?
  [[ $status -eq 0 ]] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# Builds .build/rung/rung, one process at a time.
build_rung() {
  need_swift
  need_libedit
  choose_linking
  mkdir -p "$home"
  if command -v flock >/dev/null; then
    # Another start may be building: wait for it, then look again. Where there is no flock, SwiftPM's own lock
    # keeps two builds apart and the last step is a rename.
    exec 9>"$home/lock"
    if ! flock -n 9; then
      say "Waiting for another build of Rung …"
      flock 9
    fi
    if is_current; then
      exec 9>&-
      return
    fi
  fi
  local fresh="$home/rung.$$" stamp="$home/stamp.$$"
  # From before the build: what is edited while it runs is newer.
  : >"$stamp"
  say "Building Rung. The first time this takes a minute or two …"
  if ! quietly swift build --package-path "$root" -c release --product rung; then
    rm -f "$stamp"
    give_up "Rung could not be built."
  fi
  strip -o "$fresh" "$root/.build/release/rung" 2>/dev/null || cp "$root/.build/release/rung" "$fresh"
  chmod +x "$fresh"
  mv -f "$fresh" "$binary"
  mv -f "$stamp" "$home/stamp"
  if command -v flock >/dev/null; then exec 9>&-; fi
}
