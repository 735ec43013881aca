# Shared by scripts/scorecards and scripts/test: finds Python, brings the system packages and makes .venv.
# POSIX sh, to be sourced from the checkout's root. Quick when there is nothing to do.

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "错误：$*"
    exit 2
}

is_root() { [ "$(id -u)" = 0 ]; }

# find_python: sets $python to an interpreter of 3.11 or later.
find_python() {
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return 0
        fi
    done
    fail "需要 Python 3.11 或更高版本。Debian 12 / Ubuntu 24.04：sudo apt-get install -y python3 python3-venv；其他系统见 https://www.python.org/downloads/"
}

# missing_packages NAME...: sets $missing to those of the Debian packages that are not installed.
missing_packages() {
    missing=
    for package in "$@"; do
        case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
        *" installed") ;;
        *) missing="$missing $package" ;;
        esac
    done
}

# install_packages NAME...: brings Debian packages when it may, else prints the command; fails if it cannot.
# Elsewhere `assessor doctor` says what is missing, once it can run.
install_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing_packages "$@"
    [ -n "$missing" ] || return 0
    if ! is_root || ! command -v apt-get >/dev/null 2>&1; then
        say "缺少系统软件包。请运行下面的命令，然后重试："
        say "  sudo apt-get install -y --no-install-recommends$missing"
        exit 2
    fi
    say "安装系统软件包：$missing"
    # $missing is a list: it must split.
    # shellcheck disable=SC2086
    apt_install $missing || { apt-get -qq update >&2 && apt_install $missing; } ||
        fail "系统软件包未能装上，请检查网络和软件源后重试：apt-get install$missing"
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@" >&2
}

# make_venv LOCK: makes .venv hold exactly what LOCK names, and the project itself, compiled.
make_venv() {
    install_locked "$1"
    # Python compiles modules as it meets them, unless told to write no bytecode; then it would do so anew
    # in every run. The same goes for the checklist.
    .venv/bin/python -m compileall -q assessor && .venv/bin/python -m assessor.compiled
}

# install_locked LOCK: a stamp of everything that decides the outcome makes the second run instant.
install_locked() {
    lock=$1
    stamp=.venv/.stamp-$(basename "$lock")
    wanted=$(cksum "$lock" pyproject.toml && pwd)
    # What a dev environment holds includes what a plain one does.
    for have in "$stamp" .venv/.stamp-requirements-dev.lock; do
        if [ -x .venv/bin/assessor ] && [ -f "$have" ]; then
            case $(cat "$have") in "$wanted") return 0 ;; esac
            if [ "$have" != "$stamp" ] &&
                [ "$(cat "$have")" = "$(cksum requirements-dev.lock pyproject.toml && pwd)" ]; then
                return 0
            fi
        fi
    done
    find_python
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "创建虚拟环境 .venv"
        "$python" -m venv --clear .venv >&2 ||
            fail "虚拟环境 .venv 未能建立。Debian/Ubuntu：sudo apt-get install -y python3-venv"
    fi
    say "按 $lock 安装依赖（首次约需一两分钟）"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" >&2 &&
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
            --editable . >&2 ||
        fail "依赖未能装上，请检查网络（pip 要能访问 PyPI 或其镜像）后重试"
    printf '%s\n' "$wanted" >"$stamp"
}

SYSTEM_PACKAGES="python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
