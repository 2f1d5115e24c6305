/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_SVG_H
#define HTTP_REPORT_SVG_H

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @brief A figure over an axis of time: SVG with the colours of the page. Places are pixels.
 */
class HttpReportSvg
{
  public:
    static constexpr double WIDTH = 1000; //!< width of a figure
    static constexpr double LEFT = 270;   //!< where the axis of time begins
    static constexpr double RIGHT = 985;  //!< where it ends
    static constexpr double TOP = 34;     //!< below the axis

    /**
     * @brief An empty figure.
     * @param from first instant, ns
     * @param until last instant, ns
     * @param height its height
     */
    HttpReportSvg(int64_t from, int64_t until, double height);

    /// @brief Where an instant stands. @param time the instant, ns @return the place
    double ToX(int64_t time) const;

    /// @brief Whether a span of time is in the figure. @param begin its begin @param end its end
    /// @return true if so
    bool IsShown(int64_t begin, int64_t end) const;

    /// @brief A bar, cut at the ends of the axis. @param begin first instant @param end last
    /// instant
    /// @param y its top @param height its height @param colour its colour
    void Bar(int64_t begin, int64_t end, double y, double height, const std::string& colour);

    /// @brief A line through points. @param points x, y, x, y and so on @param colour its colour
    void Line(const std::vector<double>& points, const std::string& colour);

    /// @brief A cross. @param x its place @param y its place @param colour its colour
    void Cross(double x, double y, const std::string& colour);

    /**
     * @brief A text.
     * @param x where it begins, or ends
     * @param y its base line
     * @param text the text
     * @param size of its letters
     * @param colour its colour
     * @param isRight whether it ends there
     */
    void Text(double x,
              double y,
              const std::string& text,
              double size,
              const std::string& colour,
              bool isRight = false);

    /// @brief Marks on the axis of what stands upward. @param low value at the bottom @param high
    /// value at the top @param bottom its place @param top its place
    void Scale(double low, double high, double bottom, double top);

    /// @brief What colours mean, in a line. @param y its base line @param colours and what they
    /// mean
    void Legend(double y, const std::vector<std::pair<std::string, std::string>>& colours);

    /// @brief Writes the figure. @param out where it goes
    void Write(std::ostream& out) const;

  private:
    int64_t m_from;      //!< first instant, ns
    int64_t m_until;     //!< last instant, ns
    double m_height;     //!< height
    std::string m_parts; //!< what was drawn
};

/// @brief A text cut in its middle to a width. @param text the text @param width in pixels @param
/// size of its letters @return what fits
std::string FitHttpReportText(const std::string& text, double width, double size);

/// @brief About how wide a text is. @param text the text @param size of its letters @return pixels
double MeasureHttpReportText(const std::string& text, double size);

} // namespace ns3

#endif /* HTTP_REPORT_SVG_H */
