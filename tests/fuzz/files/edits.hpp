// Edits a database file as an attacker would, who knows what softdelete makes.
#pragma once

#include "bytes/image.hpp"
#include "bytes/input.hpp"

Image edited(const Image& image, Input& input);
// Closes the connections that it keeps open for the next edits of the same images.
void close_editors();
