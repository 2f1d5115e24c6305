/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_TABLE_H
#define HTTP_SWEEP_TABLE_H

#include "http-sweep-error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @brief A table of a TOML file: values of the kind that is expected, or an HttpSweepError that
 * names file, line, key and what is accepted.
 */
class HttpSweepTable
{
  public:
    /// Units by name, with their size.
    using Units = std::vector<std::pair<std::string, double>>;

    /// @brief Reads a file. @param name its name @return the table of the whole file
    static HttpSweepTable Read(const std::string& name);

    /// @brief Refuses keys that are not known. @param known the known ones
    void CheckKeys(const std::vector<std::string>& known) const;

    /**
     * @brief Refuses a value that is not accepted.
     * @param key the key
     * @param value the value
     * @param accepted the values accepted
     */
    void CheckChoice(const std::string& key,
                     const std::string& value,
                     const std::vector<std::string>& accepted) const;

    /// @brief The keys in the order of the file. @return the keys
    std::vector<std::string> GetKeys() const;

    /// @brief Whether a key is there. @param key the key @return whether
    bool Has(const std::string& key) const;

    /// @brief Whether a key holds a list. @param key the key @return whether
    bool IsArray(const std::string& key) const;

    /// @brief Whether a key holds a table. @param key the key @return whether
    bool IsTable(const std::string& key) const;

    /// @brief Whether a key holds a number. @param key the key @return whether
    bool IsNumber(const std::string& key) const;

    /// @brief Where the table stands. @return the place
    HttpSweepPlace GetPlace() const;

    /// @brief Where a key stands. @param key the key @return the place; the table's if there is
    /// none
    HttpSweepPlace GetPlace(const std::string& key) const;

    /// @brief A table in the table. @param key its key @return the table
    HttpSweepTable GetTable(const std::string& key) const;

    /// @brief The tables of [[key]]. @param key the key @return none, if the key is not there
    std::vector<HttpSweepTable> GetTables(const std::string& key) const;

    /// @brief A text, number or truth value, as text. @param key its key @return the text
    std::string GetText(const std::string& key) const;

    /**
     * @brief The same with a default.
     * @param key the key
     * @param initial the text if the key is not there
     * @return the text
     */
    std::string GetText(const std::string& key, const std::string& initial) const;

    /// @brief A list of texts, numbers or truth values. @param key its key @return them as texts
    std::vector<std::string> GetTexts(const std::string& key) const;

    /// @brief One of several texts. @param key the key @param accepted the texts @return the text
    std::string GetChoice(const std::string& key, const std::vector<std::string>& accepted) const;

    /**
     * @brief The same with a default.
     * @param key the key
     * @param accepted the texts
     * @param initial the text if the key is not there
     * @return the text
     */
    std::string GetChoice(const std::string& key,
                          const std::vector<std::string>& accepted,
                          const std::string& initial) const;

    /// @brief A number. @param key its key @return the number
    double GetNumber(const std::string& key) const;

    /// @brief A list of numbers. @param key its key @return the numbers
    std::vector<double> GetNumbers(const std::string& key) const;

    /**
     * @brief A whole number.
     * @param key its key
     * @param min least accepted
     * @param max greatest accepted
     * @param initial the number if the key is not there
     * @return the number
     */
    uint32_t GetCount(const std::string& key, uint32_t min, uint32_t max, uint32_t initial) const;

    /**
     * @brief A number above 0 with a unit, as in "2GiB".
     * @param key its key
     * @param units the units accepted
     * @return the number times its unit
     */
    double GetQuantity(const std::string& key, const Units& units) const;

  private:
    struct Node; //!< a table and its file

    /// @brief A table. @param node it
    explicit HttpSweepTable(std::shared_ptr<const Node> node);

    /// @brief Refuses. @param key the key @param accepted what is accepted
    [[noreturn]] void Refuse(const std::string& key, const std::string& accepted) const;

    std::shared_ptr<const Node> m_node; //!< the table
};

} // namespace ns3

#endif /* HTTP_SWEEP_TABLE_H */
