# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Debian's package of ns-3 names include folders of packages that it does not require (Python's), and
# CMake refuses a target with a missing folder. This drops the folders that do not exist from ns-3's
# targets, in the folder that has just called find_package(ns3).

get_property(ns3_http_targets DIRECTORY PROPERTY IMPORTED_TARGETS)
foreach(ns3_http_target IN LISTS ns3_http_targets)
  if(NOT ns3_http_target MATCHES "^ns3::lib")
    continue()
  endif()
  set(ns3_http_existing)
  get_target_property(ns3_http_folders ${ns3_http_target} INTERFACE_INCLUDE_DIRECTORIES)
  foreach(ns3_http_folder IN LISTS ns3_http_folders)
    if(EXISTS "${ns3_http_folder}")
      list(APPEND ns3_http_existing "${ns3_http_folder}")
    endif()
  endforeach()
  set_target_properties(
    ${ns3_http_target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${ns3_http_existing}"
  )
endforeach()
unset(ns3_http_targets)
unset(ns3_http_target)
unset(ns3_http_existing)
unset(ns3_http_folders)
unset(ns3_http_folder)
