/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_SOURCE_H
#define HTTP_REPORT_SOURCE_H

namespace ns3
{

/// The frame of a report, page/page.html; the build makes these texts from the files in page/.
extern const char* const HTTP_REPORT_FRAME;
/// Its colours, page/colours.css.
extern const char* const HTTP_REPORT_COLOURS;
/// Its style, page/style.css.
extern const char* const HTTP_REPORT_STYLE;
/// Its script: the modules of page/ as one.
extern const char* const HTTP_REPORT_SCRIPT;

} // namespace ns3

#endif /* HTTP_REPORT_SOURCE_H */
