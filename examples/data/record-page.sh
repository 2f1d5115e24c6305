#!/bin/bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Records a page of the ns-3 documentation as Debian ships it: serves it with nginx on the
# loopback, loads it with headless Chromium, and writes what crossed the wire as a HAR 1.2 file.
#
# Usage: record-page.sh [OUTPUT.har]    (default: ns-3-tcp.har beside this script)
#
# The programs are installed from Debian when they are missing. The documentation, the JavaScript
# libraries, the configuration and the browser's profile live in a temporary folder that is removed
# at the end, together with both processes.
#
# Needs: chromium nodejs npm nginx-light

set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
output=$(realpath -m "${1:-$here/ns-3-tcp.har}")
readonly here output
readonly site=docs.example
readonly page=models/html/tcp.html
readonly documentation=(ns3-doc libjs-sphinxdoc libjs-jquery libjs-underscore)
readonly libraries=(chrome-remote-interface@0.34.0 chrome-har@1.3.1 har-validator@5.1.5)

say() { echo "record-page: $*" >&2; }

fail()
{
    say "$*"
    exit 1
}

as_root()
{
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Installs the packages of the programs that are missing.
install_programs()
{
    apt-cache show "${documentation[@]}" >/dev/null 2>&1 || as_root apt-get update -qq
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    command -v nginx >/dev/null || missing+=(nginx-light)
    ((${#missing[@]})) || return 0
    say "installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    # The package starts a server of its own on port 80; this script needs only the program.
    if [[ " ${missing[*]} " == *" nginx-light "* && -d /run/systemd/system ]]; then
        as_root systemctl disable --now nginx
    fi
}

# Unpacks the documentation below the temporary folder. It is not installed, since small systems
# tell dpkg to leave out /usr/share/doc.
unpack_documentation()
{
    mkdir "$work/packages"
    (cd "$work/packages" && apt-get download -qq -o APT::Sandbox::User=root "${documentation[@]}")
    for package in "$work"/packages/*.deb; do
        dpkg-deb --extract "$package" "$work/root"
    done
    [[ -f $work/root/usr/share/doc/ns3/$page ]] || fail "$page is not in ${documentation[0]}"
}

# Starts nginx on a free port of the loopback. Its log is the witness of the recorded sizes.
start_server()
{
    port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () =>
        { console.log(s.address().port); s.close(); })')
    cat >"$work/nginx.conf" <<EOF
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log stderr warn;
events {}
http {
    include /etc/nginx/mime.types;
    log_format sizes '\$request_method \$request_uri \$status '
                     '\$request_length \$bytes_sent \$body_bytes_sent';
    access_log $work/access.log sizes;
    client_body_temp_path $work/body;
    fastcgi_temp_path $work/fastcgi;
    proxy_temp_path $work/proxy;
    scgi_temp_path $work/scgi;
    uwsgi_temp_path $work/uwsgi;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 65;
    server {
        listen 127.0.0.1:$port;
        server_name $site;
        root $work/root/usr/share/doc/ns3;
    }
}
EOF
    nginx -e stderr -p "$work" -c "$work/nginx.conf" &
    processes+=($!)
    wait_for "nginx" test -s "$work/nginx.pid"
}

# Starts Chromium; it resolves the site's name to the server and opens a debugging port.
start_browser()
{
    local options=(--headless --disable-gpu --no-first-run --disable-background-networking
        --disable-component-update --disable-sync --disable-extensions --hide-scrollbars
        --disable-features=HttpsUpgrades "--window-size=1280,1024"
        --remote-debugging-port=0 --user-data-dir="$work/profile"
        "--host-resolver-rules=MAP $site:80 127.0.0.1:$port")
    ((EUID == 0)) && options+=(--no-sandbox)
    HOME=$work TMPDIR=$work chromium "${options[@]}" about:blank >"$work/chromium.log" 2>&1 &
    processes+=($!)
    wait_for "Chromium" test -s "$work/profile/DevToolsActivePort"
}

# Waits up to 20 s until the command given after the name succeeds.
wait_for()
{
    local name=$1
    shift
    for ((i = 0; i < 200; ++i)); do
        "$@" && return 0
        kill -0 "${processes[-1]}" 2>/dev/null || break
        sleep 0.1
    done
    tail -n 5 "$work"/*.log >&2 || true
    fail "$name did not start"
}

clean_up()
{
    for process in "${processes[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" || true
    done
    rm -rf "$work"
}

install_programs
work=$(mktemp -d)
readonly work
chmod 755 "$work"
processes=()
trap clean_up EXIT
trap 'exit 130' INT TERM

say "fetching the documentation and the JavaScript libraries"
unpack_documentation
npm install --loglevel=error --no-audit --no-fund --prefix "$work" "${libraries[@]}" >/dev/null
cp "$here/record-page.mjs" "$work/"

start_server
start_browser
say "loading http://$site/$page"
node "$work/record-page.mjs" \
    "$(head -n 1 "$work/profile/DevToolsActivePort")" "http://$site/$page" \
    "$work/access.log" "$output"
