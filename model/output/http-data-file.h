/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DATA_FILE_H
#define HTTP_DATA_FILE_H

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Where a file or folder is that comes along with the programs.
 *
 * An installed program has them in share/ns3-http beside the folder it is in, so that an
 * installation can be moved; one that was built and not installed has them in the source.
 * @param name its name in the source, such as examples/data/ns-3-tcp.har
 * @return its path; it need not exist
 */
std::string GetHttpDataFile(const std::string& name);

} // namespace ns3

#endif /* HTTP_DATA_FILE_H */
