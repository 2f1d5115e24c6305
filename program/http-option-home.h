/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OPTION_HOME_H
#define HTTP_OPTION_HOME_H

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Where an option belongs: another option, and the values of it with which the first does
 * something.
 */
struct HttpOptionHome
{
    std::string option;   //!< the other option
    std::string accepted; //!< what of it is accepted, as in --topology=chain
    std::string absent;   //!< what the other option comes to if it is not given and has no value
    std::function<bool(const std::string& value)> holds; //!< whether a value is one of those
    bool isByName = false; //!< whether the other option's default, too, counts for nothing

    /**
     * @brief Belongs to some values of another option.
     * @param option the other option
     * @param values its values; NAME stands for NAME:FILE, too
     * @param absent what it comes to if it has no value
     * @return the home
     */
    static HttpOptionHome OneOf(const std::string& option,
                                const std::vector<std::string>& values,
                                const std::string& absent = "");

    /// @brief Belongs to another option that is used: neither empty nor false nor 0.
    /// @param option the other option @return the home
    static HttpOptionHome With(const std::string& option);

    /// @brief Belongs to another option that is used by name, whatever its default.
    /// @param option the other option @return the home
    static HttpOptionHome Named(const std::string& option);

    /// @brief Belongs where another option is not used. @param option the other option
    /// @return the home
    static HttpOptionHome Without(const std::string& option);

    /// @brief Belongs to numbers from some number on. @param option the other option
    /// @param least the least of them @return the home
    static HttpOptionHome AtLeast(const std::string& option, uint32_t least);
};

/**
 * @ingroup http
 * @brief Which options belong where. What was asked for, and does nothing, is refused.
 */
class HttpOptionHomes
{
  public:
    /**
     * @brief Says where options belong. If it is said more than once of an option, all must hold.
     * @param options their names; a name that ends with "::" stands for all attributes of the type
     * @param homes one of them must hold
     */
    void Add(const std::vector<std::string>& options, const std::vector<HttpOptionHome>& homes);

    /**
     * @brief What an option lacks to do anything.
     * @param option its name
     * @param values the value of each option
     * @param asked the values of those that were given
     * @return an empty text, or what is accepted and what there is instead, by name
     */
    std::string FindProblem(const std::string& option,
                            const std::map<std::string, std::string>& values,
                            const std::map<std::string, std::string>& asked) const;

  private:
    /// @brief What was said of some options.
    struct Rule
    {
        std::vector<std::string> options;  //!< their names
        std::vector<HttpOptionHome> homes; //!< one of them must hold
    };

    std::vector<Rule> m_rules; //!< in the order in which they were said
};

/// @ingroup http
/// @brief Whether the value of an option asks for nothing. @param value the value
/// @return true if it is empty, false, or 0 with whatever unit
bool IsHttpOptionOff(const std::string& value);

} // namespace ns3

#endif /* HTTP_OPTION_HOME_H */
