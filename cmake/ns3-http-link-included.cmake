# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Links programs to what their sources include: the modules of ns-3 and, where a program includes one of
# its headers, the library of the topologies. Used by the build for everything in examples/ and bench/,
# and by programs that find the installed package.

# Sets `variable` to the names of the headers that a source includes as ns3/NAME, also by way of headers
# that stand beside it.
function(ns3_http_included variable source)
  set(pending "${source}")
  set(seen)
  set(names)
  while(pending)
    list(GET pending 0 file)
    list(REMOVE_AT pending 0)
    list(APPEND seen "${file}")
    get_filename_component(folder "${file}" DIRECTORY)
    file(STRINGS "${file}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^[^<\"]*[<\"]([^>\"]*).*" "\\1" name "${line}")
      if(name MATCHES "^ns3/(.*)")
        list(APPEND names "${CMAKE_MATCH_1}")
      elseif(EXISTS "${folder}/${name}" AND NOT "${folder}/${name}" IN_LIST seen)
        list(APPEND pending "${folder}/${name}")
      endif()
    endforeach()
  endwhile()
  list(REMOVE_DUPLICATES names)
  set(${variable} "${names}" PARENT_SCOPE)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${seen})
endfunction()

# Sets `variable` to the module of ns-3 that has a header, or to nothing: X-module.h lists the headers
# of X.
function(ns3_http_module_of variable header)
  set(${variable} "" PARENT_SCOPE)
  if(header MATCHES "^(.+)-module\\.h$")
    set(${variable} "${CMAKE_MATCH_1}" PARENT_SCOPE)
    return()
  endif()
  get_property(known GLOBAL PROPERTY ns3_http_modules_known SET)
  if(NOT known)
    set_property(GLOBAL PROPERTY ns3_http_modules_known TRUE)
    get_target_property(folders ns3::libcore INTERFACE_INCLUDE_DIRECTORIES)
    foreach(folder IN LISTS folders)
      file(GLOB lists "${folder}/ns3/*-module.h")
      foreach(list IN LISTS lists)
        get_filename_component(module "${list}" NAME)
        string(REGEX REPLACE "-module\\.h$" "" module "${module}")
        file(STRINGS "${list}" lines REGEX "#include")
        string(REGEX MATCHALL "[^/\"<> ]+\\.h" headers "${lines}")
        foreach(name IN LISTS headers)
          set_property(GLOBAL PROPERTY "ns3_http_module_of_${name}" "${module}")
        endforeach()
      endforeach()
    endforeach()
  endif()
  get_property(module GLOBAL PROPERTY "ns3_http_module_of_${header}")
  set(${variable} "${module}" PARENT_SCOPE)
endfunction()

# Links a program to what its sources include. A module that ns-3 was built without is left out: its
# headers are not there either, and the compiler says so.
function(ns3_http_link_included target)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    get_filename_component(source "${source}" ABSOLUTE)
    if(NOT EXISTS "${source}")
      continue()
    endif()
    ns3_http_included(headers "${source}")
    foreach(header IN LISTS headers)
      if(header IN_LIST ns3_http_topology_headers)
        set(library ns3-http::http-topology)
      else()
        ns3_http_module_of(module "${header}")
        set(library ns3::lib${module})
      endif()
      # Both forms of target_link_libraries() go along with the property.
      if(TARGET ${library})
        set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES ${library})
      endif()
    endforeach()
  endforeach()
endfunction()
