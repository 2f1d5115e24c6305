# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What is installed: libraries, headers, a CMake package (ns3-http), pkg-config files, and the programs
# with their data. All of it finds the rest from where it is, so that the prefix may be any, also one
# that is given only to cmake --install, and may be moved.

include(CMakePackageConfigHelpers)

install(
  TARGETS ${http_libraries}
  EXPORT ns3-http-targets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
)
set_target_properties(
  ${http_libraries} PROPERTIES INSTALL_RPATH "$ORIGIN" INSTALL_RPATH_USE_LINK_PATH ON
)

if(HTTP_BUILD_EXAMPLES)
  # A user's own, as the README names them, stay where they are.
  set(http_installed_programs)
  foreach(source IN LISTS http_example_sources http_tool_sources http_sweep_tool_sources)
    get_filename_component(program "${source}" NAME_WE)
    if(NOT program MATCHES "^my-")
      list(APPEND http_installed_programs ${program})
    endif()
  endforeach()
  file(RELATIVE_PATH http_libraries_from_program "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
  set_target_properties(
    ${http_installed_programs} PROPERTIES INSTALL_RPATH "$ORIGIN/${http_libraries_from_program}"
                                          INSTALL_RPATH_USE_LINK_PATH ON
  )
  install(TARGETS ${http_installed_programs} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  file(GLOB http_data_files "${http_root}/examples/data/*")
  list(FILTER http_data_files EXCLUDE REGEX "\\.(sh|mjs)$")
  install(FILES ${http_data_files} DESTINATION "${http_data_dir}/examples/data")
  file(GLOB http_data_files "${http_root}/sweep/*.toml")
  install(FILES ${http_data_files} DESTINATION "${http_data_dir}/sweep")
endif()
install(
  FILES ${http_public_headers} ${http_public_topology_headers} "${PROJECT_BINARY_DIR}/module/ns3/http-module.h"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/ns3"
)

set(http_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/ns3-http")
install(
  EXPORT ns3-http-targets
  NAMESPACE ns3-http::
  DESTINATION "${http_package_dir}"
)
configure_package_config_file(
  "${CMAKE_CURRENT_LIST_DIR}/ns3-http-config.cmake.in" "${PROJECT_BINARY_DIR}/ns3-http-config.cmake"
  INSTALL_DESTINATION "${http_package_dir}"
)
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/ns3-http-config-version.cmake" COMPATIBILITY SameMinorVersion
)
install(FILES "${PROJECT_BINARY_DIR}/ns3-http-config.cmake"
              "${PROJECT_BINARY_DIR}/ns3-http-config-version.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/ns3-http-link-included.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/ns3-http-repair-ns3.cmake"
        DESTINATION "${http_package_dir}"
)

# ns-3's own pkg-config files, as Debian ships them, pass a broken include path on. These name ns-3's
# libraries themselves instead of requiring those files.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(http_pc_prefix "${CMAKE_INSTALL_PREFIX}")
else()
  file(RELATIVE_PATH http_pc_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
  string(REGEX REPLACE "/$" "" http_pc_prefix "\${pcfiledir}/${http_pc_prefix}")
endif()
set(http_pc_cflags "")
if(HTTP_NS3_LOG)
  set(http_pc_cflags "-DNS3_LOG_ENABLE")
endif()
get_target_property(location ns3::libcore LOCATION)
get_filename_component(folder "${location}" DIRECTORY)
list(FIND CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES "${folder}" is_system_folder)
if(is_system_folder EQUAL -1)
  get_target_property(folders ns3::libcore INTERFACE_INCLUDE_DIRECTORIES)
  list(GET folders 0 include_folder)
  string(APPEND http_pc_cflags " -I${include_folder}")
endif()

# Writes and installs the pkg-config file of a library of the module.
# - name: the library, without "lib"
# - requires: what else of the module it needs
# - ARGN: the modules of ns-3
function(http_install_pc name requires)
  set(http_pc_name "${name}")
  set(http_pc_libs "")
  set(http_pc_requires "")
  if(is_system_folder EQUAL -1)
    set(http_pc_libs " -L${folder}")
  endif()
  if(requires)
    set(http_pc_requires "Requires: ${requires}\n")
  endif()
  foreach(module IN LISTS ARGN)
    get_target_property(location ns3::lib${module} LOCATION)
    get_filename_component(library "${location}" NAME)
    string(REGEX REPLACE "^lib(.*)\\.(so|dylib).*$" "\\1" library "${library}")
    string(APPEND http_pc_libs " -l${library}")
  endforeach()
  configure_file("${http_root}/cmake/ns3-http.pc.in" "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endfunction()

http_install_pc(ns3-http "" network internet traffic-control point-to-point applications core)
if(http_topology_sources)
  http_install_pc(
    ns3-http-topology ns3-http csma wifi mobility nix-vector-routing topology-read
  )
endif()
