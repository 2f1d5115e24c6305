/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DOCUMENT_ROOT_H
#define HTTP_DOCUMENT_ROOT_H

#include "http-driver.h"

#include "ns3/http-catalogue.h"

#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A folder of real files that a server answers with.
 */
class HttpDocumentRoot : public HttpContentReader
{
  public:
    /// @brief A file of the folder.
    struct File
    {
        uint64_t id = 0;   //!< its number, the seed of its content
        uint64_t size = 0; //!< bytes
        std::string type;  //!< media type, from the name's ending
    };

    /**
     * @brief Serves a folder.
     * @param folder the folder
     * @return an empty text, or what is wrong with it
     */
    std::string Open(const std::string& folder);

    /**
     * @brief Finds the file of a request target. A folder stands for its index.html.
     *
     * Nothing outside the folder is ever found: neither by dot segments, percent-encoded or not,
     * nor by a symbolic link.
     * @param target the request target in origin form; its query is ignored
     * @return the file, or nothing
     */
    std::optional<File> Find(std::string_view target);

    void ReadContent(const http::Content& content, uint8_t* bytes) override;

  private:
    std::string m_root;                        //!< the folder, canonical
    std::vector<std::string> m_paths;          //!< files found so far, by number
    std::map<std::string, uint64_t> m_numbers; //!< their numbers by path
    std::ifstream m_stream;                    //!< the file read last
    uint64_t m_streamFile = 0;                 //!< its number
};

/**
 * @ingroup http
 * @brief The media type of a file name.
 * @param name the name
 * @return the type of its ending, application/octet-stream if that is not known
 */
std::string GetHttpMediaType(std::string_view name);

} // namespace ns3

#endif /* HTTP_DOCUMENT_ROOT_H */
