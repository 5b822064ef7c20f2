// Text with values put in where it says {}, as std::format has it. Most of it is SQL, so a place
// also says how its value is quoted:
//
//     format("SELECT {ident} FROM {} WHERE name = {text}", column, from, name)
//
//   {}       as it is
//   {ident}  as an identifier: "name"
//   {text}   as a string literal: 'text'
//
// Another word there is an Error. A brace of the text itself can't be written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace softdelete {

// `text` with `count` values in its places, in order. An Error where there are more or fewer
// places.
std::string fill_places(std::string_view text, const std::string_view* values, std::size_t count);

// `values` are strings of any kind. The library's size is mostly calls like this one, so it takes
// addresses alone.
template <typename... Values>
std::string format(const char* text, const Values&... values) {
  const std::string_view list[] = {values...};
  return fill_places(text, list, sizeof...(values));
}

}  // namespace softdelete
