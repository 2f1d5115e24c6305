/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RANDOM_VARIABLE_H
#define HTTP_RANDOM_VARIABLE_H

#include "ns3/ptr.h"

#include <optional>
#include <string>

namespace ns3
{

class RandomVariableStream;

/**
 * @ingroup http
 * @brief Makes a random variable from a text, without ever aborting.
 * @param text as in ns3::UniformRandomVariable[Min=0|Max=1], or a number for a constant
 * @param problem empty, or what is wrong and what would be accepted
 * @return the variable, or nullptr if something is wrong
 */
Ptr<RandomVariableStream> MakeHttpRandomVariable(const std::string& text, std::string& problem);

/**
 * @ingroup http
 * @brief Makes a random variable of a quantity from a text; a constant has its unit.
 * @param text a random variable, or the quantity
 * @param quantity what the text says if it is the quantity, in the variable's unit
 * @param accepted both in words, for the problem
 * @param problem empty, or what is wrong and what would be accepted
 * @return the variable, or nullptr if something is wrong
 */
Ptr<RandomVariableStream> MakeHttpQuantityVariable(const std::string& text,
                                                   const std::optional<double>& quantity,
                                                   const std::string& accepted,
                                                   std::string& problem);

/**
 * @ingroup http
 * @brief Makes a random variable of seconds from a text; a constant has its unit.
 * @param text a random variable, a time such as 20ms, or 0
 * @param problem empty, or what is wrong and what would be accepted
 * @return the variable, or nullptr if something is wrong
 */
Ptr<RandomVariableStream> MakeHttpTimeVariable(const std::string& text, std::string& problem);

} // namespace ns3

#endif /* HTTP_RANDOM_VARIABLE_H */
