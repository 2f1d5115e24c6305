/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PLOT_H
#define HTTP_PLOT_H

#include <iosfwd>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A plot that gnuplot draws: lines or bars, over numbers or names.
 *
 * The script stays beside the images, with the figures in it, so that it can be drawn again.
 */
class HttpPlot
{
  public:
    /// A point of a line, or the height of a bar.
    struct Point
    {
        double x;        //!< place along the horizontal axis; of a name its number, from 0
        double y;        //!< place along the vertical one
        double half = 0; //!< half of the interval around it; 0: none is drawn
    };

    /// How series are drawn.
    enum class Style
    {
        Lines,   //!< as lines with their points marked
        Bars,    //!< as bars side by side
        Stacked, //!< as bars one on the other, all series at the same places
    };

    /**
     * @brief A plot without anything in it.
     * @param title above it
     * @param xLabel below the horizontal axis
     * @param yLabel beside the vertical axis
     * @param style how series are drawn
     */
    HttpPlot(const std::string& title,
             const std::string& xLabel,
             const std::string& yLabel,
             Style style = Style::Lines);

    /// @brief Has names instead of numbers along the horizontal axis. @param names them; their line
    /// breaks are kept
    void SetNames(const std::vector<std::string>& names);

    /// @brief Makes an axis logarithmic. @param axis x or y
    void SetLogarithmic(char axis);

    /**
     * @brief Adds a line, or a bar for each of its points.
     * @param name in the legend; empty: it is not there
     * @param points in order
     */
    void Add(const std::string& name, const std::vector<Point>& points);

    /// @brief Adds a bar for each name. @param name in the legend @param heights one for each
    void AddHeights(const std::string& name, const std::vector<double>& heights);

    /**
     * @brief Writes the script and has gnuplot draw images.
     * @param path of the images without its ending; that of the script is .gp
     * @param endings of the images: svg, png
     * @return an empty text, or what went wrong
     */
    std::string Write(const std::string& path, const std::vector<std::string>& endings) const;

    /**
     * @brief The same, and tells where the images are or what went wrong.
     * @param path, endings as for Write
     * @param out where it is told, on a line for each
     * @return whether the images are there
     */
    bool WriteAndTell(const std::string& path,
                      const std::vector<std::string>& endings,
                      std::ostream& out) const;

  private:
    /// @brief A line or the bars of one colour.
    struct Series
    {
        std::string name;          //!< in the legend
        std::vector<Point> points; //!< its points
    };

    /// @brief What stands along the horizontal axis, and where it ends. @return gnuplot's commands
    std::string MakeAxes() const;

    /// @brief The figures of a series. @param index which @return gnuplot's data block
    std::string MakeBlock(std::size_t index) const;

    /// @brief The words that draw a series. @param index which @return part of gnuplot's plot
    /// command
    std::string MakeSeries(std::size_t index) const;

    std::string m_title;              //!< above the plot
    std::string m_xLabel;             //!< below it
    std::string m_yLabel;             //!< beside it
    Style m_style;                    //!< how series are drawn
    std::string m_logarithmic;        //!< axes that are
    std::vector<std::string> m_names; //!< names along the horizontal axis
    std::vector<Series> m_series;     //!< what is drawn
};

} // namespace ns3

#endif /* HTTP_PLOT_H */
