// `a + b + c` of strings as the compiler finds it in this namespace: what is added behind a
// temporary goes into that one, where the standard library makes another at each step. With the SQL
// that is put together here, this is a third of the library's size.
#pragma once

#include <string>

#ifdef __clang__
// Has the compiler say where a reference is kept longer than the temporary.
#define SOFTDELETE_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define SOFTDELETE_LIFETIMEBOUND
#endif

namespace softdelete {

std::string&& operator+(std::string&& left SOFTDELETE_LIFETIMEBOUND, const std::string& right);
std::string&& operator+(std::string&& left SOFTDELETE_LIFETIMEBOUND, std::string&& right);
std::string&& operator+(std::string&& left SOFTDELETE_LIFETIMEBOUND, const char* right);
std::string&& operator+(const char* left, std::string&& right SOFTDELETE_LIFETIMEBOUND);
std::string operator+(const char* left, const std::string& right);
std::string operator+(const std::string& left, const char* right);
std::string operator+(const std::string& left, const std::string& right);

}  // namespace softdelete
