// Edits a database file as an attacker would, who knows what softdelete makes.
#pragma once

#include "bytes/image.hpp"
#include "bytes/input.hpp"

Image edited(const Image& image, Input& input);
