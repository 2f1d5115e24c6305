# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# cmake -DPAGE=FOLDER -DOUT=FILE -P: joins the modules of a folder into one script, since browsers load
# no modules from disk, and writes it with the frame and the style as C++ texts. A module stands behind
# those that it imports; names at the top of modules have to differ. What a module exports, the
# others see by the same name.

cmake_minimum_required(VERSION 3.13)

set(joined "")
set(script "")

function(join_module name)
  if("${name}" IN_LIST joined)
    return()
  endif()
  list(APPEND joined "${name}")
  set(joined "${joined}" PARENT_SCOPE)
  file(READ "${PAGE}/${name}" text)
  if(text MATCHES "import [^;]* as |export default|export {")
    message(FATAL_ERROR "${name}: accepted: import { NAME, ... } from './FILE'; export before a declaration")
  endif()
  string(REGEX MATCHALL "from '\\./[a-z-]+\\.js'" imports "${text}")
  foreach(import IN LISTS imports)
    string(REGEX REPLACE ".*/([a-z-]+\\.js)'" "\\1" import "${import}")
    join_module("${import}")
    set(joined "${joined}" PARENT_SCOPE)
  endforeach()
  string(REGEX REPLACE "(^|\n)import [^;]*;" "" text "${text}")
  string(REGEX REPLACE "(^|\n)export " "\\1" text "${text}")
  string(REGEX REPLACE "^/\\*[^/]*\\*/\n" "" text "${text}")
  set(script "${script}// ${name}\n${text}\n" PARENT_SCOPE)
endfunction()

join_module(main.js)
string(REGEX MATCHALL "\n(const|let|class|function|async function) [A-Za-z0-9_]+" names "${script}")
set(known "")
foreach(name IN LISTS names)
  string(REGEX REPLACE ".* " "" name "${name}")
  if("${name}" IN_LIST known)
    message(FATAL_ERROR "Two modules have ${name} at their top")
  endif()
  list(APPEND known "${name}")
endforeach()
if(script MATCHES "</script")
  message(FATAL_ERROR "The script would end where it names a script's end")
endif()

# A text of C++: pieces, for compilers that limit how long one may be.
function(add_text name text)
  string(LENGTH "${text}" length)
  set(code "const char* const ${name} =")
  set(place 0)
  while(place LESS length)
    string(SUBSTRING "${text}" ${place} 8000 piece)
    string(APPEND code "\n    R\"page(${piece})page\"")
    math(EXPR place "${place} + 8000")
  endwhile()
  set(source "${source}extern ${code};\n" PARENT_SCOPE)
endfunction()

set(source "")
file(READ "${PAGE}/page.html" frame)
file(READ "${PAGE}/colours.css" colours)
file(READ "${PAGE}/style.css" style)
add_text(HTTP_REPORT_FRAME "${frame}")
add_text(HTTP_REPORT_COLOURS "${colours}")
add_text(HTTP_REPORT_STYLE "${style}")
add_text(HTTP_REPORT_SCRIPT "${script}")
file(WRITE "${OUT}" "namespace ns3\n{\n${source}} // namespace ns3\n")
