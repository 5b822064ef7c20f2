// Executions share connections, as opening one takes longer than most of them.
#pragma once

#include <functional>

#include "bytes/sandbox.hpp"

// Runs `use` in a sandbox that has these bytes and settings. Sandboxes that began `like` one
// another share a connection, so that SQLite reads a schema again only where it differs.
void in_shared_sandbox(const Image& like, const Image& image, unsigned settings,
                       const std::function<void(Sandbox&)>& use);
// Has a connection of its own, into which softdelete is loaded when the bytes are there already.
void in_own_sandbox(const Image& image, unsigned settings,
                    const std::function<void(Sandbox&)>& use);
