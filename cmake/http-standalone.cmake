# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The standalone build, against an ns-3 (3.36 or later) that is installed, such as Debian's 3.37.

option(HTTP_WERROR "Treat warnings as errors" OFF)
option(HTTP_BUILD_TESTS "Build the tests" ON)
option(HTTP_BUILD_EXAMPLES "Build the examples and the tools" ON)
option(HTTP_BUILD_BENCH "Build the benchmarks" ON)
set(HTTP_NS3 "" CACHE STRING "Folder that ns-3 was installed into; empty: the one that CMake finds")
option(HTTP_NATIVE "For this processor, with mimalloc" OFF)
option(HTTP_UNITE "Compile several sources at once, which takes half the time" ON)
set(HTTP_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(HTTP_CCACHE ccache)
  if(HTTP_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${HTTP_CCACHE}")
  endif()
endif()

if(NOT CMAKE_CXX_STANDARD)
  set(CMAKE_CXX_STANDARD 17)
endif()
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

include(GNUInstallDirs)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")

if(HTTP_NS3)
  find_package(ns3 REQUIRED PATHS "${HTTP_NS3}" NO_DEFAULT_PATH)
else()
  find_package(ns3 REQUIRED)
endif()
# Layouts of ns-3's classes depend on whether it was built with logging, which its profiles release and
# optimized leave out.
if(NOT DEFINED HTTP_NS3_LOG)
  get_target_property(location ns3::libcore LOCATION)
  if(location MATCHES "-(release|optimized)\\.[^/]*$")
    set(HTTP_NS3_LOG OFF)
  else()
    set(HTTP_NS3_LOG ON)
  endif()
endif()
include("${CMAKE_CURRENT_LIST_DIR}/ns3-http-repair-ns3.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ns3-http-link-included.cmake")
find_package(Boost 1.74 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(ZLIB REQUIRED)
http_find_idn2()
http_find_nghttp2()
if(NOT HTTP_NGHTTP2)
  message(FATAL_ERROR "libnghttp2 is not there (Debian: libnghttp2-dev)")
endif()
if(HTTP_BUILD_EXAMPLES)
  find_path(HTTP_TOMLPLUSPLUS toml++/toml.h REQUIRED DOC "Folder of toml++")
endif()

add_compile_options(-Wall -Wextra -Wnon-virtual-dtor)
if(HTTP_WERROR)
  add_compile_options(-Werror)
endif()
# As the optimized ns-3 is built; products and sums are not contracted, so that results are the same bytes.
# Packets and events are small pieces of memory by the million: another allocator has them sooner.
if(HTTP_NATIVE)
  add_compile_options(-march=native -ffp-contract=off -fno-semantic-interposition)
  find_package(mimalloc REQUIRED)
  link_libraries(mimalloc)
endif()
if(HTTP_SANITIZE)
  add_compile_options(-fsanitize=${HTTP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${HTTP_SANITIZE})
endif()

# The headers that are installed, and those that only this build knows
set(http_include_dir "${PROJECT_BINARY_DIR}/include")
http_link_headers("${http_include_dir}" ${http_public_headers} ${http_public_topology_headers})
set(http_private_include_dir "${PROJECT_BINARY_DIR}/private-include")
http_link_headers("${http_private_include_dir}" ${http_all_headers})
include_directories("${http_private_include_dir}")
set(http_module_header "#ifndef NS3_MODULE_HTTP\n#define NS3_MODULE_HTTP\n\n")
foreach(header IN LISTS http_public_headers)
  get_filename_component(name "${header}" NAME)
  string(APPEND http_module_header "#include \"ns3/${name}\"\n")
endforeach()
string(APPEND http_module_header "\n#endif\n")
# The module header stands apart, so that it is rewritten only when it changes.
file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/module/ns3/http-module.h" CONTENT "${http_module_header}")

# Installed programs find their data from where they are.
set(http_data_dir "${CMAKE_INSTALL_DATADIR}/ns3-http")
file(RELATIVE_PATH http_data_from_program "/${CMAKE_INSTALL_BINDIR}" "/${http_data_dir}")
set(http_data_definition "HTTP_DATA_FROM_PROGRAM=\"${http_data_from_program}\"")
http_set_versions("${ns3_VERSION}")

# Sets `variable` to sources that stand for the given ones and include them, several at once, since what
# they include takes longer to compile than what they say: those of a room whose names begin alike.
# Which ones does not depend on what else is there, so that a new source leaves the others in the
# compiler's cache; nor do they name the folder of the clone. The unnamed namespaces of such sources are
# one: their names differ. Large rooms are cut finer, small ones not at all.
set(http_united_letters_small a-z)
set(http_united_letters a-m n-z)
set(http_united_letters_large a-d e-m n-r s-z)
function(http_unite variable)
  set(united)
  set(units)
  foreach(source IN LISTS ARGN)
    get_source_file_property(definitions "${source}" COMPILE_DEFINITIONS)
    string(REPLACE "${http_root}/" "" source "${source}")
    get_filename_component(room "${source}" DIRECTORY)
    get_filename_component(name "${source}" NAME)
    set(size "")
    if(room MATCHES "^(model/(application|trace)|tools/(show|sweep))$")
      set(size _large)
    elseif(room MATCHES "^(program|model/(protocol/http2|record|tcp|text|tls|workload))$")
      set(size _small)
    endif()
    string(REGEX REPLACE "^http2?-(report-|sweep-|tcp-socket-|tcp-|tls-|topology-|trace-)?" "" name "${name}")
    set(unit "")
    foreach(letters IN LISTS http_united_letters${size})
      if(name MATCHES "attributes\\.cc$")
        set(unit "${PROJECT_BINARY_DIR}/unit/${room}/attributes.cc")
      elseif(name MATCHES "^[${letters}].*\\.cc$" AND NOT name MATCHES "^http")
        set(unit "${PROJECT_BINARY_DIR}/unit/${room}/${letters}.cc")
      endif()
    endforeach()
    if(NOT HTTP_UNITE OR definitions OR NOT unit)
      list(APPEND united "${source}")
    else()
      list(APPEND units "${unit}")
      string(APPEND text_${unit} "#include \"${source}\"\n")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES units)
  foreach(unit IN LISTS units)
    set(text "")
    if(EXISTS "${unit}")
      file(READ "${unit}" text)
    endif()
    if(NOT text STREQUAL text_${unit})
      file(WRITE "${unit}" "${text_${unit}}")
    endif()
  endforeach()
  set_source_files_properties(${units} PROPERTIES INCLUDE_DIRECTORIES "${http_root}")
  set(${variable} ${united} ${units} PARENT_SCOPE)
endfunction()

# What runs seldom, or waits for others, is optimised less: that compiles a third faster. What runs once in
# a run, before the simulation, is not optimised at all; its copies of inline functions stay its own, since
# those of a program would else stand for those of the libraries.
set(http_calm_options "")
set(http_once_options "")
if(CMAKE_CXX_FLAGS_RELEASE MATCHES "-O3")
  set(http_calm_options "$<$<CONFIG:Release>:-O1>")
  set(http_once_options "$<$<CONFIG:Release>:-O0>" -fvisibility-inlines-hidden)
endif()
# The compiler collects its garbage later: it needs a third more memory and a twentieth less time.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options("SHELL:--param ggc-min-heapsize=1000000")
endif()

# These rooms compile by themselves: they know neither ns-3 nor its definitions.
set(http_library_sources ${http_sources})
function(http_add_plain_library name)
  http_unite(sources ${ARGN})
  add_library(${name} OBJECT ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} PUBLIC "${http_include_dir}")
endfunction()
http_add_plain_library(http-text ${http_model_text_sources} ${http_model_text_headers})
http_add_plain_library(
  http-protocol ${http_model_protocol_sources} ${http_model_protocol_headers}
                ${http_model_protocol_http2_sources} ${http_model_protocol_http2_headers}
)
target_link_libraries(http-protocol PRIVATE Boost::headers)
http_add_plain_library(
  http-tcp-machine ${http_model_wire_sources} ${http_model_wire_headers}
                   ${http_model_tcp_machine_sources} ${http_model_tcp_machine_headers}
)
http_add_plain_library(http-tls ${http_model_tls_sources} ${http_model_tls_headers})
list(REMOVE_ITEM http_library_sources ${http_model_text_sources} ${http_model_protocol_sources}
     ${http_model_protocol_http2_sources} ${http_model_wire_sources} ${http_model_tcp_machine_sources} ${http_model_tls_sources}
)
# Of an inline function that several sources have, the first copy that is linked stands for all: those that
# are optimised most come first.
set(http_once_sources ${http_library_sources})
list(FILTER http_once_sources INCLUDE REGEX "-attributes\\.cc$")
list(REMOVE_ITEM http_library_sources ${http_once_sources})
set(http_calm_sources ${http_library_sources})
list(FILTER http_calm_sources INCLUDE REGEX "^(helper|model/workload)/")
list(REMOVE_ITEM http_library_sources ${http_calm_sources})
foreach(kind library calm once)
  http_unite(http_${kind}_sources ${http_${kind}_sources})
endforeach()
foreach(kind calm once)
  set_source_files_properties(
    ${http_${kind}_sources} PROPERTIES COMPILE_OPTIONS "${http_${kind}_options}"
  )
endforeach()
list(APPEND http_library_sources ${http_calm_sources} ${http_once_sources}
     $<TARGET_OBJECTS:http-text> $<TARGET_OBJECTS:http-protocol> $<TARGET_OBJECTS:http-tcp-machine>
     $<TARGET_OBJECTS:http-tls>
)

# Defines one shared library of the module.
# - name: target; the file is libns3-<name>.so
# - SOURCES, LIBRARIES: its sources; the libraries that its headers need
function(http_add_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_library(${name} SHARED ${arg_SOURCES})
  add_library(ns3-http::${name} ALIAS ${name})
  set_target_properties(
    ${name}
    PROPERTIES OUTPUT_NAME ns3-${name}
               VERSION ${PROJECT_VERSION}
               SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
               LINKER_LANGUAGE CXX
  )
  target_include_directories(
    ${name} PUBLIC "$<BUILD_INTERFACE:${http_include_dir}>"
                   "$<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/module>"
                   "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>"
  )
  target_compile_features(${name} PUBLIC cxx_std_17)
  # A program that names the module's types only in strings needs the library all the same.
  if(CMAKE_EXECUTABLE_FORMAT STREQUAL "ELF")
    target_link_options(${name} INTERFACE "LINKER:--no-as-needed")
    # Calls within the library go to its own functions: they need not be looked up when a program starts.
    target_link_options(${name} PRIVATE "LINKER:-Bsymbolic-functions")
  endif()
  target_link_libraries(${name} PUBLIC ${arg_LIBRARIES})
endfunction()

set(http_ns3_libraries ns3::libcore ns3::libnetwork ns3::libinternet ns3::libtraffic-control)
http_add_library(http SOURCES ${http_library_sources} LIBRARIES ${http_ns3_libraries})
target_link_libraries(
  http
  PRIVATE "$<BUILD_INTERFACE:Boost::headers>" "$<BUILD_INTERFACE:nlohmann_json::nlohmann_json>"
          "$<BUILD_INTERFACE:SQLite::SQLite3>" "$<BUILD_INTERFACE:ZLIB::ZLIB>"
          "$<BUILD_INTERFACE:${HTTP_IDN2}>" "$<BUILD_INTERFACE:${HTTP_NGHTTP2}>"
)
if(HTTP_NS3_LOG)
  target_compile_definitions(http PUBLIC NS3_LOG_ENABLE)
endif()
set(http_libraries http)

set(ns3_http_topology_headers)
foreach(header IN LISTS http_topology_headers)
  get_filename_component(header "${header}" NAME)
  list(APPEND ns3_http_topology_headers "${header}")
endforeach()
if(http_topology_sources)
  http_unite(http_topology_units ${http_topology_sources})
  http_add_library(
    http-topology
    SOURCES ${http_topology_units}
    LIBRARIES http ns3::libpoint-to-point ns3::libcsma ns3::libwifi ns3::libmobility
              ns3::libnix-vector-routing ns3::libtopology-read ns3::libapplications
  )
  target_link_libraries(http-topology PRIVATE "$<BUILD_INTERFACE:LibXml2::LibXml2>")
  target_compile_options(http-topology PRIVATE ${http_calm_options})
  list(APPEND http_libraries http-topology)
endif()

# What our own programs share; a program takes only what it uses of it: what names topologies stands
# apart, so that one that needs none is not linked to what they need.
set(http_program_united ${http_program_room_sources})
set(http_program_apart ${http_program_room_sources})
list(FILTER http_program_united EXCLUDE REGEX "topology|option-home")
list(FILTER http_program_apart INCLUDE REGEX "topology|option-home")
http_unite(http_program_united ${http_program_united})
add_library(http-program STATIC ${http_program_united} ${http_program_apart})
target_compile_options(http-program PRIVATE ${http_once_options})
target_link_libraries(http-program PUBLIC http)

# Defines one program for every source; its name is the file's.
# - LIBRARIES: what they link to besides what they include
# - OPTIONS: how they are compiled
function(http_add_programs)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;OPTIONS" ${ARGN})
  foreach(source IN LISTS arg_SOURCES)
    get_filename_component(program "${source}" NAME_WE)
    add_executable(${program} "${source}")
    http_define_folders("${source}")
    target_compile_options(${program} PRIVATE ${arg_OPTIONS})
    target_link_libraries(${program} PRIVATE ${arg_LIBRARIES})
    ns3_http_link_included(${program})
  endforeach()
endfunction()

if(HTTP_BUILD_EXAMPLES)
  http_add_programs(
    SOURCES ${http_example_sources} LIBRARIES http-program OPTIONS ${http_once_options}
  )
  # Sweeps know nothing of ns-3: a process that does one run starts without its libraries.
  http_unite(http_sweep_sources ${http_sweep_sources})
  add_library(
    http-sweep STATIC ${http_sweep_sources} $<TARGET_OBJECTS:http-text>
                      "${http_root}/model/output/http-data-file.cc"
  )
  target_compile_options(http-sweep PRIVATE ${http_calm_options})
  target_include_directories(http-sweep PUBLIC "${http_root}/tools/sweep" "${http_include_dir}")
  target_link_libraries(http-sweep PUBLIC Boost::headers nlohmann_json::nlohmann_json)
  target_include_directories(http-sweep PRIVATE "${HTTP_TOMLPLUSPLUS}")
  http_add_programs(
    SOURCES ${http_sweep_tool_sources} LIBRARIES http-sweep OPTIONS ${http_calm_options}
  )
  http_add_programs(
    SOURCES ${http_tool_sources} LIBRARIES http nlohmann_json::nlohmann_json SQLite::SQLite3
    OPTIONS ${http_calm_options}
  )
  http_unite(http_show_sources ${http_show_sources})
  include("${http_root}/cmake/http-report.cmake")
  target_compile_options(http-report PRIVATE ${http_calm_options})
  target_link_libraries(
    http-report PUBLIC http nlohmann_json::nlohmann_json SQLite::SQLite3 ZLIB::ZLIB
  )
  foreach(tool IN LISTS http_report_tools)
    target_link_libraries(${tool} PRIVATE http-report)
  endforeach()
endif()
if(HTTP_BUILD_BENCH)
  http_add_programs(
    SOURCES ${http_bench_sources} LIBRARIES http-program OPTIONS ${http_calm_options}
  )
endif()

include("${CMAKE_CURRENT_LIST_DIR}/http-install.cmake")
if(HTTP_BUILD_TESTS)
  enable_testing()
  include("${CMAKE_CURRENT_LIST_DIR}/http-tests.cmake")
endif()
