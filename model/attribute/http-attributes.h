/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ATTRIBUTES_H
#define HTTP_ATTRIBUTES_H

#include "ns3/attribute.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/integer.h"
#include "ns3/nstime.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/type-id.h"
#include "ns3/uinteger.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <type_traits>
#include <utility>

namespace ns3
{

/**
 * @ingroup http
 * @brief A field as an attribute: its initial value and its range.
 *
 * Written in braces where HttpAttributes::Add() takes it: {&HttpServer::m_backlog, 511, 1}.
 * @tparam STRUCT what has the field
 */
template <typename STRUCT>
class HttpAttribute
{
  public:
    /// @brief A truth. @param field it @param initial its value at first
    HttpAttribute(bool STRUCT::*field, bool initial)
    {
        Carry(field, BooleanValue(initial), MakeBooleanChecker());
    }

    /**
     * @brief A number.
     * @param field it
     * @param initial its value at first
     * @param least, most its range
     */
    template <typename U, typename = std::enable_if_t<std::is_arithmetic_v<U>>>
    HttpAttribute(U STRUCT::*field,
                  std::common_type_t<U> initial,
                  std::common_type_t<U> least = std::numeric_limits<U>::lowest(),
                  std::common_type_t<U> most = std::numeric_limits<U>::max())
    {
        if constexpr (std::is_floating_point_v<U>)
        {
            Carry(field, DoubleValue(initial), MakeDoubleChecker<U>(least, most));
        }
        else if constexpr (std::is_unsigned_v<U>)
        {
            Carry(field, UintegerValue(initial), MakeUintegerChecker<U>(least, most));
        }
        else
        {
            Carry(field, IntegerValue(initial), MakeIntegerChecker<U>(least, most));
        }
    }

    /// @brief A time. @param field it @param initial its value at first @param least, most its
    /// range
    HttpAttribute(Time STRUCT::*field, Time initial, Time least = Time(0), Time most = Time::Max())
    {
        Carry(field, TimeValue(initial), MakeTimeChecker(least, most));
    }

    /// @brief A time where ns-3's is not known. @param field, initial as above
    HttpAttribute(std::chrono::nanoseconds STRUCT::*field, Time initial)
    {
        Carry(field, TimeValue(initial), MakeTimeChecker(Time(0)));
    }

    /// @brief The same. @param field, initial as above @param least the lower end of its range
    HttpAttribute(std::chrono::nanoseconds STRUCT::*field,
                  std::chrono::nanoseconds initial,
                  std::chrono::nanoseconds least = std::chrono::nanoseconds(0))
    {
        Carry(field, TimeValue(Write(initial)), MakeTimeChecker(Write(least)));
    }

    /// @brief A text. @param field it @param initial its value at first
    HttpAttribute(std::string STRUCT::*field, const char* initial)
    {
        Carry(field, StringValue(initial), MakeStringChecker());
    }

    /// @brief An object. @param field it @param initial its type, with attributes; empty: none
    template <typename T>
    HttpAttribute(Ptr<T> STRUCT::*field, const char* initial = "")
    {
        Carry(field, PointerValue(), MakePointerChecker<T>());
        if (*initial)
        {
            m_initial = StringValue(initial).Copy();
        }
    }

    /// @brief A number, a truth or a time whose value at first is that of a new struct.
    /// @param field it
    template <typename U,
              typename = std::enable_if_t<std::is_arithmetic_v<U> ||
                                          std::is_same_v<U, std::chrono::nanoseconds>>>
    HttpAttribute(U STRUCT::*field)
        : HttpAttribute(field, STRUCT().*field)
    {
    }

    /// @brief Anything else. @param field it @param initial its value at first @param checker what
    /// it may be
    template <typename U,
              typename VALUE,
              typename = std::enable_if_t<std::is_base_of_v<AttributeValue, VALUE>>>
    HttpAttribute(U STRUCT::*field,
                  const VALUE& initial,
                  const Ptr<const AttributeChecker>& checker)
    {
        Carry(field, initial, checker);
    }

    /**
     * @brief Sets the field of a struct that no object holds.
     * @param to the struct
     * @param value the value
     * @return false if it is of another kind or out of the range
     */
    bool Set(STRUCT& to, const AttributeValue& value) const
    {
        return m_checker->Check(value) && m_set(to, value);
    }

  private:
    template <typename OBJECT, typename INNER>
    friend class HttpAttributes;

    /// @brief Sets everything. @param field, initial, checker as above
    template <typename U, typename VALUE>
    void Carry(U STRUCT::*field, const VALUE& initial, const Ptr<const AttributeChecker>& checker)
    {
        m_initial = initial.Copy();
        m_checker = checker;
        m_set = [field](STRUCT& to, const AttributeValue& value) {
            const auto* carried = dynamic_cast<const VALUE*>(&value);
            return carried && Read(*carried, to.*field);
        };
        m_get = [field](const STRUCT& from, AttributeValue& value) {
            auto* carried = dynamic_cast<VALUE*>(&value);
            if (carried)
            {
                *carried = VALUE(Write(from.*field));
            }
            return carried != nullptr;
        };
    }

    /// @brief Reads a value. @param value it @param field where it goes @return whether it can
    template <typename VALUE, typename U>
    static bool Read(const VALUE& value, U& field)
    {
        return value.GetAccessor(field);
    }

    /// @brief Reads a time. @param value, field as above @return true
    static bool Read(const TimeValue& value, std::chrono::nanoseconds& field)
    {
        field = std::chrono::nanoseconds(value.Get().GetNanoSeconds());
        return true;
    }

    /// @brief What a value is made of. @param field a field @return the same
    template <typename U>
    static const U& Write(const U& field)
    {
        return field;
    }

    /// @brief What a value is made of. @param field a field @return ns-3's time
    static Time Write(const std::chrono::nanoseconds& field)
    {
        return NanoSeconds(field.count());
    }

    Ptr<const AttributeValue> m_initial;                       //!< value at first
    Ptr<const AttributeChecker> m_checker;                     //!< what it may be
    std::function<bool(STRUCT&, const AttributeValue&)> m_set; //!< sets the field
    std::function<bool(const STRUCT&, AttributeValue&)> m_get; //!< reads the field
};

/**
 * @ingroup http
 * @brief Adds attributes to a type.
 * @tparam OBJECT the type
 * @tparam STRUCT what has the fields: the same, or something inside it
 */
template <typename OBJECT, typename STRUCT = OBJECT>
class HttpAttributes
{
  public:
    /// Finds what has the fields inside an object.
    using Path = std::function<STRUCT&(OBJECT&)>;

    /// @brief Attributes of a type. @param tid it @param path where its fields are
    explicit HttpAttributes(
        TypeId tid,
        Path path = [](OBJECT& object) -> STRUCT& { return object; })
        : m_tid(tid),
          m_path(std::move(path))
    {
    }

    /**
     * @brief Adds an attribute.
     * @param name its name
     * @param help what it means, with its unit
     * @param attribute the field, its initial value and its range, in braces
     * @return this
     */
    HttpAttributes& Add(const char* name, const char* help, const HttpAttribute<STRUCT>& attribute)
    {
        m_tid.AddAttribute(name,
                           help,
                           *attribute.m_initial,
                           Create<Accessor>(m_path, attribute),
                           attribute.m_checker);
        return *this;
    }

    /// @brief Adds a trace source. @param name, help as above @param source the field
    /// @param callback the name of its sinks' signature @return this
    template <typename SOURCE>
    HttpAttributes& AddTraceSource(const char* name,
                                   const char* help,
                                   SOURCE OBJECT::*source,
                                   const char* callback)
    {
        m_tid.AddTraceSource(name, help, MakeTraceSourceAccessor(source), callback);
        return *this;
    }

    /// @brief Goes on with the fields of a field. @param field it @return its attributes
    template <typename INNER>
    HttpAttributes<OBJECT, INNER> In(INNER STRUCT::*field) const
    {
        return HttpAttributes<OBJECT, INNER>(
            m_tid,
            [path = m_path, field](OBJECT& object) -> INNER& { return path(object).*field; });
    }

    /// @brief The type. @return it
    operator TypeId() const
    {
        return m_tid;
    }

  private:
    /// @brief Reaches a field.
    class Accessor : public AttributeAccessor
    {
      public:
        /// @brief An accessor. @param path, attribute where the field is
        Accessor(Path path, const HttpAttribute<STRUCT>& attribute)
            : m_path(std::move(path)),
              m_attribute(attribute)
        {
        }

        bool Set(ObjectBase* object, const AttributeValue& value) const override
        {
            auto* owner = dynamic_cast<OBJECT*>(object);
            return owner && m_attribute.m_set(m_path(*owner), value);
        }

        bool Get(const ObjectBase* object, AttributeValue& value) const override
        {
            auto* owner = dynamic_cast<OBJECT*>(const_cast<ObjectBase*>(object));
            return owner && m_attribute.m_get(m_path(*owner), value);
        }

        bool HasGetter() const override
        {
            return true;
        }

        bool HasSetter() const override
        {
            return true;
        }

      private:
        Path m_path;                       //!< where the field is
        HttpAttribute<STRUCT> m_attribute; //!< the field
    };

    TypeId m_tid; //!< the type
    Path m_path;  //!< where the fields are
};

/**
 * @ingroup http
 * @brief A type of the module, which can be made by its name unless it is abstract.
 * @tparam OBJECT the type
 * @tparam PARENT its parent
 * @param name its name, with the namespace
 * @return its attributes, none yet
 */
template <typename OBJECT, typename PARENT>
HttpAttributes<OBJECT>
HttpMakeType(const char* name)
{
    TypeId tid = TypeId(name).SetParent<PARENT>().SetGroupName("Http");
    if constexpr (!std::is_abstract_v<OBJECT>)
    {
        tid.AddConstructor<OBJECT>();
    }
    return HttpAttributes<OBJECT>(tid);
}

} // namespace ns3

#endif /* HTTP_ATTRIBUTES_H */
