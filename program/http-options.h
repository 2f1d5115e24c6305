/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OPTIONS_H
#define HTTP_OPTIONS_H

#include "http-option-home.h"

#include "ns3/data-rate.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The options of a program: checked before anything runs, with help in groups.
 *
 * Beside the program's own options every ns-3 attribute (--ns3::Type::Attribute=value), every
 * global value (--RngRun=2) and ns-3's own --PrintAttributes and the like are taken. What is wrong
 * ends the program with exit status 2 and one line that names the option, the value and what is
 * accepted.
 */
class HttpOptions
{
  public:
    /**
     * @brief Takes a value as text.
     * @return an empty text, or what is accepted if the value is not
     */
    using Setter = std::function<std::string(const std::string& text)>;

    /**
     * @brief A program without options.
     * @param program its name
     * @param purpose what it does, one sentence
     */
    HttpOptions(const std::string& program, const std::string& purpose);

    /// @brief Options added from now on stand under a heading in the help. @param name the heading
    void BeginGroup(const std::string& name);

    /**
     * @brief Adds an option of any kind.
     * @param name the name without dashes
     * @param help one line
     * @param initial its value if it is not given, as text
     * @param set takes the value
     * @param isFlag whether it may stand without a value, which is then "true"
     */
    void Add(const std::string& name,
             const std::string& help,
             const std::string& initial,
             const Setter& set,
             bool isFlag = false);

    /**
     * @brief Adds a text, of a list if there is one.
     * @param name the name
     * @param help one line
     * @param value where it goes; holds the default
     * @param accepted the texts accepted; empty: any
     */
    void AddText(const std::string& name,
                 const std::string& help,
                 std::string& value,
                 const std::vector<std::string>& accepted = {});

    /**
     * @brief Adds a whole number.
     * @param name the name
     * @param help one line
     * @param value where it goes; holds the default
     * @param min least value accepted
     * @param max greatest value accepted
     */
    void AddCount(const std::string& name,
                  const std::string& help,
                  uint32_t& value,
                  uint32_t min = 0,
                  uint32_t max = UINT32_MAX);

    /**
     * @brief Adds a real number.
     * @param name the name
     * @param help one line
     * @param value where it goes; holds the default
     * @param min least value accepted
     * @param max greatest value accepted
     */
    void AddNumber(const std::string& name,
                   const std::string& help,
                   double& value,
                   double min,
                   double max);

    /**
     * @brief Adds a choice between yes and no.
     * @param name the name
     * @param help one line
     * @param value where it goes; holds the default
     */
    void AddFlag(const std::string& name, const std::string& help, bool& value);

    /**
     * @brief Adds a time such as 20ms; never negative.
     * @param name the name
     * @param help one line
     * @param value where it goes; holds the default
     */
    void AddTime(const std::string& name, const std::string& help, Time& value);

    /**
     * @brief Adds a data rate such as 10Mbps; above 0.
     * @param name the name
     * @param help one line
     * @param value where it goes; holds the default
     */
    void AddRate(const std::string& name, const std::string& help, DataRate& value);

    /**
     * @brief Says where options belong: elsewhere they would do nothing, and are refused.
     * @param options their names; a name that ends with "::" stands for all attributes of the type
     * @param homes one of them must hold; where a further call names an option again, so must one
     *        of that call's
     */
    void Belong(const std::vector<std::string>& options, const std::vector<HttpOptionHome>& homes);

    /**
     * @brief Says which figures the program's summary.json may hold, so that whoever asks for
     * others learns it before a run.
     * @param names their names; one that begins with * stands for all that end with the rest
     */
    void AddStatistics(const std::vector<std::string>& names);

    /**
     * @brief Whether the program's summary.json may hold a figure.
     * @param name the figure's name
     * @return an empty text, also if AddStatistics() was not called; or what is wrong, and the
     * nearest name
     */
    std::string FindStatisticProblem(const std::string& name) const;

    /**
     * @brief Reads the command line; ends the program for --help (0) or what is wrong (2).
     * @param argc number of words
     * @param argv the words, the program's name first
     * @param setDefaults called when the program's own options are read and attributes are not yet
     *        set: what it sets by ns-3's Config, the user's attributes may override
     */
    void Parse(int argc, char* argv[], const std::function<void()>& setDefaults = nullptr);

    /**
     * @brief Adds --config, which reads options, attributes and global values from a file that
     * ns3::ConfigStore has written as raw text. The program's own options are global values there,
     * with the program's name before theirs. The command line prevails.
     */
    void AddConfigFile();

    /// @brief Makes global values of the program's own options, so that ns3::ConfigStore saves
    /// them.
    void MakeGlobals() const;

    /// @brief Sets the attributes of objects that the file of --config names by path.
    void ApplyConfigPaths() const;

    /**
     * @brief Ends the program with exit status 2 and one line.
     * @param option the option's name without dashes
     * @param value its value
     * @param accepted what is accepted, or what is wrong
     */
    [[noreturn]] void Refuse(const std::string& option,
                             const std::string& value,
                             const std::string& accepted) const;

    /**
     * @brief Reads a list with commas between its items; ends the program if one is wrong.
     * @tparam T what an item is
     * @param name the option's name without dashes
     * @param text its value
     * @param read makes an item of a word, or nothing where it is wrong
     * @param accepted what is accepted
     * @return the items, one at least
     */
    template <typename T>
    std::vector<T> ReadList(const std::string& name,
                            const std::string& text,
                            const std::function<std::optional<T>(const std::string&)>& read,
                            const std::string& accepted) const
    {
        std::vector<T> list;
        std::istringstream words(text + ",");
        for (std::string word; std::getline(words, word, ',');)
        {
            const std::optional<T> item = read(word);
            if (!item)
            {
                Refuse(name, text, accepted);
            }
            list.push_back(*item);
        }
        return list;
    }

    /**
     * @brief Ends the program with exit status 2 and one line if attributes contradict each other.
     * @param type the type whose attributes they are
     * @param contradiction as GetContradiction() says it: the first attribute, its value, and what
     *        is wrong; empty: nothing happens
     */
    void RefuseContradiction(const std::string& type, const std::string& contradiction) const;

    /**
     * @brief Makes the folder that the option --out names; ends the program with exit status 2 and
     * one line if it cannot be written.
     * @param out the option's value; empty: the first free results/PROGRAM-N
     * @return the folder
     */
    std::string MakeFolder(const std::string& out) const;

    /**
     * @brief Tells what an option that was not given comes to, where others decide that.
     * @param name its name
     * @param value what it comes to
     */
    void Complete(const std::string& name, const std::string& value);

    /**
     * @brief Whether an option stood on the command line.
     * @param name its name
     * @return whether
     */
    bool IsGiven(const std::string& name) const;

    /// @brief The command line as it was given. @return the words, joined by spaces
    const std::string& GetCommandLine() const;

    /// @brief Every option with its value, attributes that were given included. @return by name
    const std::map<std::string, std::string>& GetValues() const;

  private:
    /// Name of the option of a file with options.
    static constexpr const char* CONFIG = "config";

    /// @brief One option.
    struct Option
    {
        std::string group;   //!< heading
        std::string name;    //!< name without dashes
        std::string help;    //!< one line
        std::string initial; //!< value if it is not given
        Setter set;          //!< takes the value
        bool isFlag;         //!< may stand without a value
    };

    /// @brief A word of the command line in its parts.
    struct Word
    {
        std::string name;  //!< name without dashes
        std::string value; //!< what stands behind the equals sign
        bool hasValue;     //!< whether there is one
        bool isSaved;      //!< whether a file of ns3::ConfigStore says it
    };

    /// @brief An option that does nothing.
    struct Stray
    {
        std::string name;    //!< its name
        std::string value;   //!< its value
        std::string problem; //!< where it belongs
    };

    /**
     * @brief Takes a word apart; ends the program if it is no option.
     * @param text the word
     * @return its parts
     */
    Word Split(const std::string& text) const;

    /// @brief Reads the file of --config. @return its lines as words of the command line
    std::vector<Word> ReadConfig();

    /// @brief Prints the help.
    void PrintHelp() const;
    /// @brief Refuses what is set of ns-3's TCP and has no meaning with the module's endpoint.
    void CheckTcp() const;

    /// @brief Answers each line of the standard input: an option with what is wrong with it, and
    /// several with tabs between them with those that do nothing there; "statistic NAME" with
    /// whether summary.json has that.
    void CheckInput();

    /// @brief Options that do nothing where they stand. @param words options that are right by
    /// themselves @return those that belong elsewhere
    std::vector<Stray> FindStrays(const std::vector<Word>& words) const;

    /// @brief Sets options, and ends the program where one is wrong. @param words them @param isOwn
    /// whether the program's own are set, or ns-3's
    void Set(const std::vector<Word>& words, bool isOwn);

    /**
     * @brief Sets one option, attribute or global value.
     * @param name the name
     * @param value the value
     * @param hasValue whether one was given
     * @return an empty text, or what is wrong
     */
    std::string Set(const std::string& name, const std::string& value, bool hasValue);

    /**
     * @brief Whether a name is one of the program's own options.
     * @param name the name
     * @return whether
     */
    bool IsOwn(const std::string& name) const;

    /**
     * @brief The option's name nearest to what was given.
     * @param name what was given
     * @return the name
     */
    std::string FindNearest(const std::string& name) const;

    std::string m_program;                       //!< name of the program
    std::string m_purpose;                       //!< what it does
    std::string m_group;                         //!< heading of the options added now
    std::vector<Option> m_options;               //!< the options in order
    HttpOptionHomes m_homes;                     //!< where they belong
    std::vector<std::string> m_statistics;       //!< figures of summary.json
    std::string m_commandLine;                   //!< the words as given
    std::string m_configFile;                    //!< the file of --config
    std::vector<Word> m_configPaths;             //!< attributes of objects in it, by path
    std::map<std::string, std::string> m_values; //!< values by name
    std::set<std::string> m_given;               //!< names that stood on the command line
};

} // namespace ns3

#endif /* HTTP_OPTIONS_H */
