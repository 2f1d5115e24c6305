/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FILE_POPULATION_H
#define HTTP_FILE_POPULATION_H

#include "http-catalogue.h"

#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

class RandomVariableStream;

/**
 * @ingroup http
 * @brief The files of a server, by popularity: a request goes to the file of rank r, from 1, with a
 * probability in proportion to r^-exponent (Zipf's law).
 */
class HttpFilePopulation : public SimpleRefCount<HttpFilePopulation>
{
  public:
    /**
     * @brief Draws the files.
     * @param files how many, at least 1
     * @param exponent of the popularity, not negative
     * @param size their sizes in bytes
     */
    HttpFilePopulation(uint32_t files, double exponent, const Ptr<RandomVariableStream>& size);

    /// @brief Number of files. @return the number
    uint32_t GetSize() const;

    /**
     * @brief The inverse of the popularity's distribution function.
     * @param probability 0 to 1, 1 excluded
     * @return the file's rank, counted from 0
     */
    uint32_t FindRank(double probability) const;

    /// @brief A file's target: /surge/RANK. @param rank its rank, from 0 @return the target
    static std::string GetTarget(uint32_t rank);

    /// @brief What a server answers. @return the catalogue of all files
    Ptr<HttpCatalogue> GetCatalogue() const;

  private:
    std::vector<double> m_cumulated; //!< probability of each rank and those before it
    Ptr<HttpCatalogue> m_catalogue;  //!< sizes
};

} // namespace ns3

#endif /* HTTP_FILE_POPULATION_H */
