# Sourced by the scripts: need PACKAGE... installs the Debian packages that are missing, and says which.
# NUTGRAF_NO_INSTALL=1 only checks.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  for package in "$@"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || printf ' %s' "$package"
  done
}

need() {
  command -v dpkg-query >/dev/null 2>&1 || {
    echo "Not a Debian system: make sure that you have what these packages hold: $*" >&2
    return 0
  }
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  echo "Missing packages, to be installed by apt-get:$missing" >&2
  [ -z "${NUTGRAF_NO_INSTALL:-}" ] || return 1
  as_root apt-get update -qq >&2
  # shellcheck disable=SC2086  # a list of words
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}

build_packages="cmake g++ make pkg-config libgumbo-dev nlohmann-json3-dev libcli11-dev libutf8proc-dev libuchardet-dev nettle-dev"
test_packages="catch2 python3 python3-jsonschema jq valgrind"
