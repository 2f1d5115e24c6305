# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Sphinx builds the manual with this.

from pathlib import Path

project = 'ns3-http'
author = 'The ns3-http authors'
copyright = '2026, The ns3-http authors'
version = release = (Path(__file__).parent.parent / 'VERSION').read_text().strip()

master_doc = 'index'
exclude_patterns = []
nitpicky = True
highlight_language = 'cpp'
html_theme = 'classic'
html_title = 'ns3-http ' + version
