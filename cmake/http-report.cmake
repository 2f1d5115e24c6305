# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What the tools that read results share, as the library http-report: standalone, and inside an ns-3 tree.
# Who includes this file says what it is linked to. The page that show writes stands in it, joined from
# its modules.

set(http_report_tools explain show)
set(http_page_source "${CMAKE_CURRENT_BINARY_DIR}/http-page.cc")
add_custom_command(
  OUTPUT "${http_page_source}"
  COMMAND "${CMAKE_COMMAND}" "-DPAGE=${http_root}/page" "-DOUT=${http_page_source}" -P
          "${http_root}/cmake/http-page.cmake"
  DEPENDS ${http_page_files} "${http_root}/cmake/http-page.cmake"
  COMMENT "Joining the modules of the page"
  VERBATIM
)
add_library(http-report STATIC ${http_show_sources} "${http_page_source}")
target_include_directories(
  http-report PUBLIC "${http_root}/tools/show" PRIVATE "${http_root}/tools/sweep"
)
