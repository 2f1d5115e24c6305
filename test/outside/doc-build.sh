#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The manual and the reference are built without a warning, and the drawing of the connection
# machine's states is in the manual.
#
# Needs: doxygen graphviz python3-sphinx

set -euo pipefail
: "${HTTP_SOURCE_DIR:?}" "${HTTP_BUILD_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need sphinx-build doxygen dot
NS3_HTTP_BUILD=$HTTP_BUILD_DIR NS3_HTTP_SKIP_PACKAGES=1 "$HTTP_SOURCE_DIR/ns3-http" doc ||
    { cat "$HTTP_BUILD_DIR/doc/doxygen.log" && exit 1; }
grep -rlq 'UntilClose' "$HTTP_BUILD_DIR"/doc/manual/_images/*.svg
