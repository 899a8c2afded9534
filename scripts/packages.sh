# Finding the tools we need, and installing the missing ones by their Debian names.
# Sourced by ./run and ./test after steps.sh.

MISSING=()

have() { command -v "$1" >/dev/null 2>&1; }

want_rust() {
    # rustup puts cargo here; a fresh shell may not have it on the path yet.
    if ! have cargo && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
        PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
        export PATH
    fi
    if have cargo; then return 0; fi
    echo "Rust is missing. Install it from https://rustup.rs (stable, 1.95 or later), then run this again." >&2
    return 1
}

# A C compiler: SQLite and the PostgreSQL client are built from source.
want_c_compiler() {
    if ! have cc; then MISSING+=(gcc libc6-dev); fi
}

# Node and npm fetch the style sheets and scripts of the pages, and run the browser tests. Some Node packages bring npm.
want_node() {
    if ! have node; then
        MISSING+=(nodejs npm)
    elif ! have npm; then
        MISSING+=(npm)
    fi
}

postgres_tools() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$found" ]; then dirname "$found"; elif have initdb; then dirname "$(command -v initdb)"; fi
}

want_postgres() {
    if [ -z "$(postgres_tools)" ]; then MISSING+=(postgresql); fi
}

# The browser's real path; CHROMIUM in the environment wins.
browser_path() {
    local name
    if [ -n "${CHROMIUM:-}" ]; then
        echo "$CHROMIUM"
        return 0
    fi
    for name in chromium chromium-browser google-chrome; do
        if have "$name"; then
            command -v "$name"
            return 0
        fi
    done
}

want_browser() {
    if [ -z "$(browser_path)" ]; then MISSING+=(chromium); fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then env DEBIAN_FRONTEND=noninteractive "$@"; else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

may_install() {
    have apt-get || return 1
    if [ "$(id -u)" -eq 0 ]; then return 0; fi
    # Ask for the password here, once and in the open; the installation itself runs with its output kept aside.
    have sudo && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }
}

apt_update() { as_root apt-get -q -o Acquire::Retries=3 update; }
apt_install() {
    local options=(-q -y -o Acquire::Retries=3 -o Dpkg::Options::=--force-confold --no-install-recommends)
    # A machine that is thrown away afterwards need not wait for the disk after each package.
    if [ -n "${CI:-}" ]; then options+=(-o Dpkg::Options::=--force-unsafe-io); fi
    as_root apt-get "${options[@]}" install "$@"
}

APT_UPDATED=""
apt_update_once() {
    if [ -n "$APT_UPDATED" ]; then return 0; fi
    say "  reading Debian's package lists (apt-get update)"
    # A broken third-party list must not stop us: what matters is whether the packages can be installed.
    quietly apt_update || say "  apt-get update reported a problem; going on with the lists there are"
    APT_UPDATED=yes
}

# Installs what the want_ lines found missing. Needs no rights at all when nothing is.
install_missing() {
    if [ "${#MISSING[@]}" -eq 0 ]; then return 0; fi
    say "  missing: ${MISSING[*]}"
    if ! may_install; then
        echo "These Debian packages are needed. Run this line, then try again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${MISSING[*]}" >&2
        return 1
    fi
    apt_update_once
    say "  installing ${MISSING[*]}"
    quietly apt_install "${MISSING[@]}" || return 1
    MISSING=()
}
