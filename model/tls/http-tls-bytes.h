/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_BYTES_H
#define HTTP_TLS_BYTES_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ns3
{
namespace tls
{

/**
 * @ingroup http
 * @brief Bytes that look like random ones and depend on their seed alone: what stands where real
 * hosts have random numbers, keys, signatures and what is encrypted.
 */
class Opaque
{
  public:
    /// @brief A sequence. @param seed which one
    explicit Opaque(uint64_t seed)
        : m_state(seed)
    {
    }

    /// @brief The next number (splitmix64 by Steele, Lea and Flood, 2014). @return it
    uint64_t Next()
    {
        uint64_t z = m_state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// @brief The next bytes. @param count how many @param out gets them behind what it holds
    void Append(std::size_t count, std::string& out);

    /// @brief The next bytes. @param count how many @return them
    std::string Bytes(std::size_t count)
    {
        std::string bytes;
        Append(count, bytes);
        return bytes;
    }

  private:
    uint64_t m_state; //!< where the sequence stands
};

/**
 * @ingroup http
 * @brief Writes what TLS sends: numbers in network order, and vectors behind their length (RFC
 * 8446, section 3).
 */
class Writer
{
  public:
    /// @brief Writes into a text of its own. @param expected bytes that it has room for
    explicit Writer(std::size_t expected = 0)
    {
        m_text.reserve(expected);
    }

    /// @brief Writes a number. @param value it @param bytes how many of its lowest bytes, 8 at most
    void Number(uint64_t value, std::size_t bytes)
    {
        std::array<char, 8> digits{};
        for (std::size_t i = bytes; i-- > 0; value >>= 8)
        {
            digits[i] = static_cast<char>(value);
        }
        m_text.append(digits.data(), bytes);
    }

    /// @brief Writes bytes that look like random ones. @param opaque gives them @param count how
    /// many
    void Fill(Opaque& opaque, std::size_t count)
    {
        opaque.Append(count, m_text);
    }

    /// @brief Writes bytes. @param bytes them
    void Bytes(std::string_view bytes)
    {
        m_text.append(bytes);
    }

    /**
     * @brief Writes a vector.
     * @param lengthBytes bytes of its length
     * @param fill a function that writes what stands in it
     */
    template <typename Fill>
    void Vector(std::size_t lengthBytes, Fill fill)
    {
        const std::size_t begin = m_text.size();
        m_text.append(lengthBytes, '\0');
        fill();
        uint64_t length = m_text.size() - begin - lengthBytes;
        for (std::size_t i = lengthBytes; i-- > 0; length >>= 8)
        {
            m_text[begin + i] = static_cast<char>(length);
        }
    }

    /// @brief Writes an extension (RFC 8446, section 4.2). @param type its number @param fill
    /// writes its data
    template <typename Fill>
    void Extension(uint16_t type, Fill fill)
    {
        Number(type, 2);
        Vector(2, fill);
    }

    /// @brief Writes an extension that is a list of protocols (RFC 7301, section 3.1). @param type
    /// its number @param names them
    void Protocols(uint16_t type, const std::vector<std::string>& names)
    {
        Extension(type, [this, &names] {
            Vector(2, [this, &names] {
                for (const std::string& name : names)
                {
                    Vector(1, [this, &name] { Bytes(name); });
                }
            });
        });
    }

    /// @brief Writes a handshake message (RFC 8446, section 4). @param type its number @param fill
    /// writes its body
    template <typename Fill>
    void Message(uint8_t type, Fill fill)
    {
        Number(type, 1);
        Vector(3, fill);
    }

    /// @brief Bytes written. @return their number
    std::size_t GetSize() const
    {
        return m_text.size();
    }

    /// @brief What was written; the writer is empty afterwards. @return the bytes
    std::string Take()
    {
        return std::move(m_text);
    }

  private:
    std::string m_text; //!< what was written
};

/**
 * @ingroup http
 * @brief Reads what TLS sends; once something is missing, it stays failed.
 */
class Reader
{
  public:
    /// @brief Starts at the beginning. @param text the bytes, which outlive the reader
    explicit Reader(std::string_view text)
        : m_rest(text)
    {
    }

    /// @brief Takes bytes. @param count how many @return them, or nothing
    std::string_view Take(std::size_t count)
    {
        m_isGood = m_isGood && count <= m_rest.size();
        if (!m_isGood)
        {
            return {};
        }
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return taken;
    }

    /// @brief Takes a number. @param bytes how many it has @return it, or 0
    uint64_t Number(std::size_t bytes)
    {
        uint64_t value = 0;
        for (const char c : Take(bytes))
        {
            value = value << 8 | static_cast<uint8_t>(c);
        }
        return value;
    }

    /// @brief Takes a vector. @param lengthBytes bytes of its length @return what stands in it
    std::string_view Vector(std::size_t lengthBytes)
    {
        return Take(static_cast<std::size_t>(Number(lengthBytes)));
    }

    /**
     * @brief Takes a list of extensions (RFC 8446, section 4.2).
     * @param read gets the number and the data of each; false: they are malformed
     * @return false if they are malformed, or something is missing
     */
    template <typename Read>
    bool Extensions(Read read)
    {
        Reader list(Vector(2));
        while (list.HasMore())
        {
            const auto type = static_cast<uint16_t>(list.Number(2));
            const std::string_view data = list.Vector(2);
            if (!list.IsGood() || !read(type, data))
            {
                return false;
            }
        }
        return m_isGood;
    }

    /// @brief Whether something is left to read. @return whether, and nothing was missing
    bool HasMore() const
    {
        return m_isGood && !m_rest.empty();
    }

    /// @brief Whether everything that was asked for was there. @return whether
    bool IsGood() const
    {
        return m_isGood;
    }

  private:
    std::string_view m_rest; //!< what was not read yet
    bool m_isGood = true;    //!< nothing was missing
};

/**
 * @ingroup http
 * @brief Numbers of two bytes side by side, as they stand in a message.
 */
class NumberList
{
  public:
    /// @brief The numbers of a text. @param text it, which outlives the list; an odd byte is left
    /// out
    explicit NumberList(std::string_view text = {})
        : m_text(text)
    {
    }

    /// @brief How many they are. @return the number
    std::size_t GetSize() const
    {
        return m_text.size() / 2;
    }

    /// @brief One of them. @param place which, from 0 @return it
    uint16_t At(std::size_t place) const
    {
        const auto high = static_cast<uint8_t>(m_text[2 * place]);
        const auto low = static_cast<uint8_t>(m_text[2 * place + 1]);
        return static_cast<uint16_t>(high << 8 | low);
    }

    /// @brief Whether a number is among them. @param number it @return whether
    bool Has(uint16_t number) const
    {
        for (std::size_t i = 0; i < GetSize(); ++i)
        {
            if (At(i) == number)
            {
                return true;
            }
        }
        return false;
    }

  private:
    std::string_view m_text; //!< where they stand
};

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_BYTES_H */
