# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The files of the module, room by room. A new file is found without an edit here.

set(http_rooms
    model/protocol
    model/workload
    model/record
    model/tcp
    model/trace
    model/application
    model/output
    helper
)

foreach(room IN LISTS http_rooms)
  string(MAKE_C_IDENTIFIER "${room}" room_name)
  file(GLOB http_${room_name}_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/../${room}/*.cc")
  file(GLOB http_${room_name}_headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/../${room}/*.h")
  list(APPEND http_sources ${http_${room_name}_sources})
  list(APPEND http_headers ${http_${room_name}_headers})
endforeach()

get_filename_component(http_root "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
file(GLOB http_topology_sources CONFIGURE_DEPENDS "${http_root}/helper/topology/*.cc")
file(GLOB http_topology_headers CONFIGURE_DEPENDS "${http_root}/helper/topology/*.h")
file(GLOB http_example_sources CONFIGURE_DEPENDS "${http_root}/examples/*.cc")
file(GLOB http_tool_sources CONFIGURE_DEPENDS "${http_root}/tools/*.cc")
file(GLOB http_bench_sources CONFIGURE_DEPENDS "${http_root}/bench/*.cc")
file(GLOB http_test_sources CONFIGURE_DEPENDS "${http_root}/test/*/*.cc")
list(FILTER http_test_sources EXCLUDE REGEX "/test/outside/")

# Inside an ns-3 tree, every test belongs to one library, which the bridge shows to test.py.
set(http_in_tree_test_sources ${http_test_sources} "${http_root}/test/http-boost-bridge.cc")

set(HTTP_SHARED_DATA "${http_root}/../shared/data"
    CACHE PATH "Recorded pages and measurements; tests that need them are skipped without them")
set(http_test_definitions
    "HTTP_SOURCE_DIR=\"${http_root}\"" "HTTP_SHARED_DATA=\"${HTTP_SHARED_DATA}\""
)
