/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CAPTURE_FILE_H
#define HTTP_CAPTURE_FILE_H

#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <fstream>
#include <initializer_list>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A capture file of the pcap form, the same bytes as those of ns-3's PcapFile, which calls
 * the system for every packet of a kilobyte.
 */
class HttpCaptureFile : public SimpleRefCount<HttpCaptureFile>
{
  public:
    /**
     * @brief Begins a file; one that is there is lost.
     * @param file its name
     * @param link type of its packets, of PcapHelper::DataLinkType
     */
    HttpCaptureFile(const std::string& file, uint32_t link);

    ~HttpCaptureFile();

    HttpCaptureFile(const HttpCaptureFile&) = delete;
    HttpCaptureFile& operator=(const HttpCaptureFile&) = delete;

    /// @brief Appends a packet at the present simulated time. @param packet it
    void Write(const Ptr<const Packet>& packet);

    /// @brief Hands everything to the system. @return whether all could be written, from the start
    /// on
    bool Flush();

  private:
    /// @brief Appends numbers of 32 bits in this machine's order. @param numbers they
    void Append(std::initializer_list<uint32_t> numbers);

    uint32_t m_length;             //!< bytes of a packet that are kept
    Time m_unit;                   //!< of times below a second
    std::ofstream m_file;          //!< where it goes
    std::vector<uint8_t> m_buffer; //!< what waits to be written
};

} // namespace ns3

#endif /* HTTP_CAPTURE_FILE_H */
