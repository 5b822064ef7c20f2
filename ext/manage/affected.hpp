// Which tables' objects are to be looked at when one table is enabled, changed or disabled. Pure
// functions of the model; throw std::bad_alloc alone.
#pragma once

#include <vector>

#include "schema/model.hpp"

namespace softdelete {

// The tables that foreign keys tie to one of the model, over any number of others, itself included;
// by places in Model::tables.
std::vector<bool> related(const Model& model, const ModelTable& table);

// Those of them whose objects can speak of the table. What is generated for a table speaks of its
// neighbours, of its children's children and other parents, and of the cycles that these are in.
// Where a table has a parent that may keep it and another one that may take it along, RESTRICT is
// checked where a deletion began, from any distance.
std::vector<bool> affected(const Model& model, const ModelTable& table);

}  // namespace softdelete
