// What must hold for any text. Where it doesn't, the text is printed and the program aborts, as
// fuzzers expect it.
#pragma once

#include <string>
#include <string_view>

// Tokens lie in the text one behind the other, with white space and comments alone between them.
void check_tokens(std::string_view text);

// A table that SQLite makes of the text is as it was after live_indexes = 1 and = 0 again. How far
// it came: 0 SQLite refuses it, 1 it can't be managed, 2 it can't have live indexes, 3 all the way.
int check_table(const std::string& text);
