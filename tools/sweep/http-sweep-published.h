/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_PUBLISHED_H
#define HTTP_SWEEP_PUBLISHED_H

#include "http-sweep-file.h"
#include "http-sweep-results.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace ns3
{

/// @brief A published figure beside what the sweep found.
struct HttpSweepFigure
{
    enum class Verdict : uint8_t
    {
        Pass,     //!< the error is within the tolerance
        Fail,     //!< it is not, or there is no figure
        NotJudged //!< there is no tolerance
    };

    std::string name;       //!< what it is, and of which point
    double low = 0;         //!< the figure, or its least value
    double high = 0;        //!< its greatest value
    double simulated = 0;   //!< mean over the replications; NaN where no run counts
    double halfWidth = 0;   //!< half of its 95 % confidence interval; NaN where there is none
    double error = 0;       //!< relative to the figure, or to the nearer end of a range
    double tolerance = 0;   //!< relative error accepted; NaN: it is not judged
    bool isFormula = false; //!< whether the figure is a formula's, with what the run measured
    Verdict verdict = Verdict::NotJudged; //!< the verdict
};

/**
 * @brief Compares a sweep with the published figures that its file names.
 * @param sweep the sweep
 * @param results its results
 * @return a figure for each point that an entry fits, in the order of the file
 */
std::vector<HttpSweepFigure> JudgePublished(const HttpSweepFile& sweep,
                                            const HttpSweepResults& results);

/// @brief Number of figures of a verdict. @param figures them @param verdict it @return the number
std::size_t CountVerdicts(const std::vector<HttpSweepFigure>& figures,
                          HttpSweepFigure::Verdict verdict);

/// @brief Prints figures as a table of text. @param figures them @param out where
void PrintPublished(const std::vector<HttpSweepFigure>& figures, std::ostream& out);

/// @brief The same as CSV. @param figures them @return the file
std::string MakePublishedTable(const std::vector<HttpSweepFigure>& figures);

/**
 * @brief The same as reStructuredText, for the manual.
 * @param figures them
 * @param command what makes the file
 * @return the file
 */
std::string MakePublishedPage(const std::vector<HttpSweepFigure>& figures,
                              const std::string& command);

} // namespace ns3

#endif /* HTTP_SWEEP_PUBLISHED_H */
