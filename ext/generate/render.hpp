// Fills a template. A placeholder is {{kind:name}}, and the kind says how the value is quoted:
// ident (an identifier), text (a string literal), sql (a fragment that is SQL already).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace softdelete {

using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// The template's text with all placeholders filled. An Error where the template or a value is not
// known.
std::string render(std::string_view template_name, Values values);

// CREATE, then a type: without the line's end that the file has.
std::string render_object(std::string_view template_name, Values values);

}  // namespace softdelete
