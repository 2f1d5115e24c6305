# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What is installed: libraries, headers, a CMake package (ns3-http) and a pkg-config file.

include(CMakePackageConfigHelpers)

install(
  TARGETS ${http_libraries}
  EXPORT ns3-http-targets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
)
install(
  FILES ${http_headers} ${http_topology_headers} "${PROJECT_BINARY_DIR}/module/ns3/http-module.h"
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
              "${CMAKE_CURRENT_LIST_DIR}/ns3-http-repair-ns3.cmake"
        DESTINATION "${http_package_dir}"
)

# ns-3's own pkg-config files, as Debian ships them, pass a broken include path on. This one names
# ns-3's libraries itself instead of requiring those files.
set(http_pc_cflags "")
set(http_pc_libs "")
if(HTTP_NS3_LOG)
  set(http_pc_cflags "-DNS3_LOG_ENABLE")
endif()
foreach(module IN ITEMS network internet traffic-control point-to-point applications core)
  get_target_property(location ns3::lib${module} LOCATION)
  get_filename_component(folder "${location}" DIRECTORY)
  get_filename_component(name "${location}" NAME)
  string(REGEX REPLACE "^lib(.*)\\.(so|dylib).*$" "\\1" name "${name}")
  string(APPEND http_pc_libs " -l${name}")
endforeach()
list(FIND CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES "${folder}" is_system_folder)
if(is_system_folder EQUAL -1)
  string(PREPEND http_pc_libs " -L${folder}")
  get_target_property(folders ns3::libcore INTERFACE_INCLUDE_DIRECTORIES)
  list(GET folders 0 folder)
  string(APPEND http_pc_cflags " -I${folder}")
endif()
configure_file(
  "${CMAKE_CURRENT_LIST_DIR}/ns3-http.pc.in" "${PROJECT_BINARY_DIR}/ns3-http.pc" @ONLY
)
install(FILES "${PROJECT_BINARY_DIR}/ns3-http.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
