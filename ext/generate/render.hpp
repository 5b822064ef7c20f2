// Fills a template. A placeholder is {{kind:name}}, and the kind says how the value is quoted:
// ident (an identifier), text (a string literal), sql (a fragment that is SQL already).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace softdelete {

struct Value {
  const char* name;
  const std::string& value;
};

using Values = std::initializer_list<Value>;

// The template's text with all placeholders filled. An Error where the template or a value is not
// known.
std::string render(std::string_view template_name, Values values);

// CREATE, then a type: without the line's end that the file has.
std::string render_object(std::string_view template_name, Values values);

}  // namespace softdelete
