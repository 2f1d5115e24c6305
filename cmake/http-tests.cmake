# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Every folder test/X with sources is one program test-X. CTest shows each of its top-level suites
# as one test, and each script of test/outside/ and the check of the layering as one more.

find_package(Boost 1.74 REQUIRED COMPONENTS unit_test_framework)

set(http_test_folders)
foreach(source IN LISTS http_test_sources)
  get_filename_component(folder "${source}" DIRECTORY)
  get_filename_component(folder "${folder}" NAME)
  list(APPEND http_test_folders "${folder}")
  list(APPEND http_test_${folder}_sources "${source}")
endforeach()
list(REMOVE_DUPLICATES http_test_folders)

if(http_test_folders)
  add_library(http-test-main OBJECT "${http_root}/test/http-test-main.cc")
  target_compile_definitions(http-test-main PRIVATE BOOST_TEST_DYN_LINK)
  target_link_libraries(http-test-main PRIVATE Boost::headers)
endif()

# Who changes one test waits for its unit: these are smaller than the library's.
set(http_united_letters a-b c-d e-g h-l m-o p q-s t-z)
foreach(folder IN LISTS http_test_folders)
  http_define_folders(${http_test_${folder}_sources})
  http_unite(sources ${http_test_${folder}_sources})
  add_executable(test-${folder} ${sources} $<TARGET_OBJECTS:http-test-main>)
  # What is tested is optimised as it is used; the tests' own code compiles faster with less.
  # A fixture of an unnamed namespace is its file's own, though a unit includes that.
  target_compile_options(test-${folder} PRIVATE ${http_calm_options} -Wno-subobject-linkage)
  target_include_directories(test-${folder} PRIVATE "${http_root}/test")
  target_compile_definitions(test-${folder} PRIVATE BOOST_TEST_DYN_LINK)
  target_link_libraries(test-${folder} PRIVATE Boost::unit_test_framework)
  # Rooms that know nothing of ns-3 are tested without it.
  if(folder STREQUAL "protocol")
    target_sources(test-protocol PRIVATE $<TARGET_OBJECTS:http-protocol> $<TARGET_OBJECTS:http-text>)
    target_link_libraries(test-protocol PRIVATE ${HTTP_NGHTTP2})
    target_include_directories(test-protocol PRIVATE "${http_include_dir}")
  elseif(folder STREQUAL "text")
    target_sources(test-text PRIVATE $<TARGET_OBJECTS:http-text>)
    target_include_directories(test-text PRIVATE "${http_include_dir}")
  elseif(folder STREQUAL "tls")
    target_sources(test-tls PRIVATE $<TARGET_OBJECTS:http-tls>)
    target_include_directories(test-tls PRIVATE "${http_include_dir}")
  elseif(folder MATCHES "^(wire|tcp-machine)$")
    target_sources(test-${folder} PRIVATE $<TARGET_OBJECTS:http-tcp-machine>)
    target_include_directories(test-${folder} PRIVATE "${http_include_dir}")
  else()
    target_link_libraries(
      test-${folder}
      PRIVATE http-program ${http_libraries} nlohmann_json::nlohmann_json SQLite::SQLite3
    )
    ns3_http_link_included(test-${folder})
  endif()
endforeach()

configure_file(
  "${CMAKE_CURRENT_LIST_DIR}/http-discover-tests.cmake.in"
  "${PROJECT_BINARY_DIR}/http-discover-tests.cmake" @ONLY
)
set_property(
  DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${PROJECT_BINARY_DIR}/http-discover-tests.cmake"
)

# Programs that the scripts run
file(GLOB http_outside_programs CONFIGURE_DEPENDS "${http_root}/test/outside/*.cc")
set(http_plain_programs ${http_outside_programs})
list(FILTER http_outside_programs EXCLUDE REGEX "/real-peers\\.cc$")
list(FILTER http_plain_programs INCLUDE REGEX "/real-peers\\.cc$")
if(NOT TARGET ns3::libfd-net-device)
  list(FILTER http_outside_programs EXCLUDE REGEX "/tcp-kernel\\.cc$")
endif()
http_add_programs(SOURCES ${http_outside_programs} LIBRARIES ${http_libraries})
# This one knows nothing of ns-3.
add_executable(real-peers ${http_plain_programs} $<TARGET_OBJECTS:http-protocol> $<TARGET_OBJECTS:http-text>)
target_include_directories(real-peers PRIVATE "${http_include_dir}")
target_link_libraries(real-peers PRIVATE ${HTTP_NGHTTP2})
foreach(source IN LISTS http_outside_programs)
  get_filename_component(program "${source}" NAME_WE)
  target_include_directories(${program} PRIVATE "${http_root}/test" "${http_root}/test/trace")
endforeach()
target_sources(tls-flights PRIVATE "${http_root}/test/tls/http-tls-pair.cc")

file(GLOB http_outside_tests CONFIGURE_DEPENDS "${http_root}/test/outside/*.sh")
foreach(script IN LISTS http_outside_tests)
  get_filename_component(name "${script}" NAME_WE)
  set(folder "${PROJECT_BINARY_DIR}/test-work/${name}")
  file(MAKE_DIRECTORY "${folder}")
  add_test(NAME outside.${name} COMMAND "${script}" WORKING_DIRECTORY "${folder}")
  set_tests_properties(
    outside.${name}
    PROPERTIES SKIP_RETURN_CODE 77
               TIMEOUT 900
               ENVIRONMENT
               "HTTP_SOURCE_DIR=${http_root};HTTP_BUILD_DIR=${PROJECT_BINARY_DIR};HTTP_SHARED_DATA=${HTTP_SHARED_DATA};HTTP_CXX=${CMAKE_CXX_COMPILER}"
  )
endforeach()

add_test(NAME check.layering COMMAND "${http_root}/check/layering.sh")
