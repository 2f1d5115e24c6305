/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RANDOM_VARIABLE_H
#define HTTP_RANDOM_VARIABLE_H

#include "ns3/ptr.h"

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

} // namespace ns3

#endif /* HTTP_RANDOM_VARIABLE_H */
