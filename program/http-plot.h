/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PLOT_H
#define HTTP_PLOT_H

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A plot that gnuplot draws: lines over numbers, or bars over names.
 *
 * The script stays beside the image, with the figures in it, so that it can be drawn again.
 */
class HttpPlot
{
  public:
    /// A point of a line
    using Point = std::pair<double, double>;

    /**
     * @brief A plot without anything in it.
     * @param title above it
     * @param xLabel below the horizontal axis
     * @param yLabel beside the vertical axis
     */
    HttpPlot(const std::string& title, const std::string& xLabel, const std::string& yLabel);

    /**
     * @brief Adds a line with its points marked.
     * @param name in the legend
     * @param points in order
     */
    void AddLine(const std::string& name, const std::vector<Point>& points);

    /**
     * @brief Names the bars; the plot is one of bars from now on.
     * @param names one for each bar; backslash and n break a line
     * @param isSideBySide whether the parts of a bar stand side by side, not one on the other
     */
    void SetBars(const std::vector<std::string>& names, bool isSideBySide = false);

    /**
     * @brief Adds a part to each bar, on top of those before it or to their right.
     * @param name in the legend
     * @param heights one for each bar
     */
    void AddPart(const std::string& name, const std::vector<double>& heights);

    /// @brief Makes an axis logarithmic. @param axis x or y
    void SetLogarithmic(char axis);

    /**
     * @brief Writes the script and has gnuplot draw the image.
     * @param path of the image, ending in .svg or .png; the script is beside it, ending in .gp
     * @return an empty text, or what went wrong
     */
    std::string Write(const std::string& path) const;

    /**
     * @brief The same, and tells where the image is or what went wrong.
     * @param path of the image, as for Write
     * @param out where it is told, on a line
     * @return whether the image is there
     */
    bool WriteAndTell(const std::string& path, std::ostream& out) const;

    /// @brief The script. @param image where it is to put the image @return gnuplot's commands
    std::string MakeScript(const std::string& image) const;

  private:
    /// @brief A line or a part of the bars.
    struct Series
    {
        std::string name;          //!< in the legend
        std::vector<Point> points; //!< its points, or heights as second values
    };

    std::string m_title;             //!< above the plot
    std::string m_xLabel;            //!< below it
    std::string m_yLabel;            //!< beside it
    std::string m_logarithmic;       //!< axes that are
    std::vector<std::string> m_bars; //!< names of bars
    bool m_isSideBySide = false;     //!< parts of a bar stand side by side
    std::vector<Series> m_series;    //!< what is drawn
};

} // namespace ns3

#endif /* HTTP_PLOT_H */
