// In which order tables that foreign keys tie come: parents before their children, those of a cycle
// together. Pure functions of the model; throw std::bad_alloc alone.
#pragma once

#include <cstddef>
#include <vector>

#include "schema/model.hpp"

namespace softdelete {

using Tables = std::vector<std::size_t>;  // places in Model::tables

bool contains(const Tables& tables, std::size_t table);

// The tables from which these can be reached along references, upwards or downwards, themselves
// included; among tables that are kept in archives.
Tables with_children(const Model& model, const Tables& tables);
Tables with_parents(const Model& model, const Tables& tables);

// The tables in groups: each is a cycle, or one table, and comes behind those of its parents.
std::vector<Tables> in_order(const Model& model, const Tables& tables);

// The tables of a table's own cycle, in the model's order; empty where it is in none.
Tables cycle_of(const Model& model, std::size_t table);

// Whether the tables of a group refer to each other, or the only one to itself.
bool is_cycle(const Model& model, const Tables& group);

}  // namespace softdelete
