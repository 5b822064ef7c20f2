// SQLite's memory, and with libFuzzer that of C++, from lists of blocks: they ask so often that the
// sanitizer's malloc would take most of the time. Under the sanitizer of addresses what lies around
// a block, or is free, is poisoned all the same.
#pragma once

// Before SQLite is used, or again. Ends the program where SQLite refuses.
void use_block_memory();
