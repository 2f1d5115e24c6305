# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The files of the module, room by room. A new file is found without an edit here. Names in the
# library are relative to the top of the source, as ns-3's build_lib() wants its headers.

get_filename_component(http_root "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)

set(http_rooms
    model/text
    model/protocol
    model/protocol/http2
    model/tls
    model/attribute
    model/workload
    model/record
    model/wire
    model/tcp/machine
    model/tcp
    model/trace
    model/application
    model/output
    helper
)

# Sets `variable` to the files that match, relative to the top of the source.
macro(http_glob variable pattern)
  file(GLOB ${variable} RELATIVE "${http_root}" CONFIGURE_DEPENDS "${http_root}/${pattern}")
endmacro()

foreach(room IN LISTS http_rooms)
  string(MAKE_C_IDENTIFIER "${room}" room_name)
  http_glob(http_${room_name}_sources "${room}/*.cc")
  http_glob(http_${room_name}_headers "${room}/*.h")
  list(APPEND http_sources ${http_${room_name}_sources})
  list(APPEND http_headers ${http_${room_name}_headers})
endforeach()
http_glob(http_topology_sources "helper/topology/*.cc")
http_glob(http_topology_headers "helper/topology/*.h")
http_glob(http_program_room_sources "program/*.cc")
http_glob(http_program_room_headers "program/*.h")
file(GLOB http_example_sources CONFIGURE_DEPENDS "${http_root}/examples/*.cc")
file(GLOB http_tool_sources CONFIGURE_DEPENDS "${http_root}/tools/*.cc")
file(GLOB http_sweep_sources CONFIGURE_DEPENDS "${http_root}/tools/sweep/*.cc")
file(GLOB http_show_sources CONFIGURE_DEPENDS "${http_root}/tools/show/*.cc")
file(GLOB http_page_files CONFIGURE_DEPENDS "${http_root}/page/*")
set(http_sweep_tool_sources ${http_tool_sources})
list(FILTER http_sweep_tool_sources INCLUDE REGEX "/(sweep|reproduce)\\.cc$")
list(FILTER http_tool_sources EXCLUDE REGEX "/(sweep|reproduce)\\.cc$")
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

# Public headers are those that cmake/http-public-headers.txt names. This build itself finds all headers in
# a folder that nobody else knows.
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/http-public-headers.txt" http_public_names)
set_property(
  DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
                            "${CMAKE_CURRENT_LIST_DIR}/http-public-headers.txt"
)
set(http_public_headers)
set(http_public_topology_headers)
set(http_all_headers ${http_headers} ${http_topology_headers} ${http_program_room_headers})
foreach(header IN LISTS http_headers http_topology_headers)
  get_filename_component(name "${header}" NAME)
  if(name IN_LIST http_public_names AND header IN_LIST http_topology_headers)
    list(APPEND http_public_topology_headers "${header}")
  elseif(name IN_LIST http_public_names)
    list(APPEND http_public_headers "${header}")
  endif()
endforeach()

# Makes a folder in which headers stand side by side as ns3/NAME, as ns-3's own do.
function(http_link_headers folder)
  file(REMOVE_RECURSE "${folder}/ns3")
  file(MAKE_DIRECTORY "${folder}/ns3")
  foreach(header IN LISTS ARGN)
    get_filename_component(name "${header}" NAME)
    if(EXISTS "${folder}/ns3/${name}")
      message(FATAL_ERROR "Two headers have the name ${name}")
    endif()
    file(CREATE_LINK "${http_root}/${header}" "${folder}/ns3/${name}" SYMBOLIC)
  endforeach()
endfunction()

# Lets those of the given sources that name a folder know it; the others compile alike in every folder.
function(http_define_folders)
  foreach(source IN LISTS ARGN)
    file(STRINGS "${source}" uses REGEX "HTTP_(SOURCE_DIR|SHARED_DATA|FUZZ_PROGRAM)" LIMIT_COUNT 1)
    if(uses)
      set_source_files_properties("${source}" PROPERTIES COMPILE_DEFINITIONS "${http_test_definitions}")
    endif()
  endforeach()
endfunction()

# Removes from a list the sources that need the topologies: the tests of these, and what includes one
# of their headers.
function(http_remove_topology_users variable)
  set(kept)
  foreach(source IN LISTS ${variable})
    set(needs_topology OFF)
    if(source MATCHES "/test/topology/")
      set(needs_topology ON)
    endif()
    file(READ "${source}" text)
    foreach(header IN LISTS http_topology_headers)
      get_filename_component(header "${header}" NAME)
      string(FIND "${text}" "\"ns3/${header}\"" place)
      if(NOT place EQUAL -1)
        set(needs_topology ON)
      endif()
    endforeach()
    if(NOT needs_topology)
      list(APPEND kept "${source}")
    endif()
  endforeach()
  set(${variable} ${kept} PARENT_SCOPE)
endfunction()

# Versions, for what results tell about themselves, and where data is
file(STRINGS "${http_root}/VERSION" http_module_version LIMIT_COUNT 1)
function(http_set_versions ns3_version)
  set_source_files_properties(
    helper/http-version.cc
    PROPERTIES COMPILE_DEFINITIONS
               "HTTP_MODULE_VERSION=\"${http_module_version}\";HTTP_NS3_VERSION=\"${ns3_version}\""
  )
  set_source_files_properties(
    model/output/http-data-file.cc
    PROPERTIES COMPILE_DEFINITIONS "HTTP_SOURCE_DIR=\"${http_root}\";${http_data_definition}"
  )
endfunction()

# Finds libnghttp2, which comes without files for CMake: HTTP_NGHTTP2, empty if it is not there, and
# what the sources of HTTP/2 are compiled with: http2_definitions.
function(http_find_nghttp2)
  find_path(HTTP_NGHTTP2_HEADERS nghttp2/nghttp2.h DOC "Folder of libnghttp2's headers")
  find_library(HTTP_NGHTTP2_LIBRARY nghttp2 DOC "libnghttp2")
  set(HTTP_NGHTTP2 "" PARENT_SCOPE)
  set(http2_definitions HTTP_WITHOUT_HTTP2)
  if(HTTP_NGHTTP2_HEADERS AND HTTP_NGHTTP2_LIBRARY)
    set(HTTP_NGHTTP2 "${HTTP_NGHTTP2_LIBRARY}" PARENT_SCOPE)
    set(http2_definitions)
    # Older ones count the streams that a client resets by the clock on the wall, if at all.
    file(STRINGS "${HTTP_NGHTTP2_HEADERS}/nghttp2/nghttp2.h" limit
         REGEX "nghttp2_option_set_stream_reset_rate_limit" LIMIT_COUNT 1
    )
    if(limit)
      set(http2_definitions HTTP_NGHTTP2_RESET_LIMIT)
    endif()
  else()
    message(STATUS "http: HTTP/2 is left out: libnghttp2 is not there (Debian: libnghttp2-dev)")
    list(FILTER http_sources EXCLUDE REGEX "/http2-session")
    list(APPEND http_sources model/protocol/http2/http2-session-none.cc)
    set(http_sources ${http_sources} PARENT_SCOPE)
  endif()
  set_source_files_properties(
    model/protocol/http2/http2-session-library.cc model/protocol/http2/http2-session-none.cc
    PROPERTIES COMPILE_DEFINITIONS "${http2_definitions}"
  )
endfunction()

# Finds libidn2, which comes without files for CMake: HTTP_IDN2.
function(http_find_idn2)
  find_path(HTTP_IDN2_HEADERS idn2.h DOC "Folder of libidn2's header")
  find_library(HTTP_IDN2 idn2 DOC "libidn2")
  if(NOT HTTP_IDN2_HEADERS OR NOT HTTP_IDN2)
    message(FATAL_ERROR "libidn2 is not there (Debian: libidn2-dev)")
  endif()
endfunction()
