#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The manual and the reference are built without a warning, and the drawing of the connection
# machine's states is in the manual. Skipped without Sphinx, Doxygen or Graphviz.

set -euo pipefail
: "${HTTP_SOURCE_DIR:?}" "${HTTP_BUILD_DIR:?}"
for program in sphinx-build doxygen dot; do
    command -v "$program" >/dev/null || exit 77
done
NS3_HTTP_BUILD=$HTTP_BUILD_DIR NS3_HTTP_SKIP_PACKAGES=1 "$HTTP_SOURCE_DIR/ns3-http" doc ||
    { cat "$HTTP_BUILD_DIR/doc/doxygen.log" && exit 1; }
grep -rlq 'UntilClose' "$HTTP_BUILD_DIR"/doc/manual/_images/*.svg
