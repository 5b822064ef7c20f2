#include "generate/row_references.hpp"

#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {

bool is_row_name(const std::string& table) {
  return same_name(table, "old") || same_name(table, "new");
}

std::string wrap_row_references(const std::string& sql, const Table& row) {
  const std::vector<Token> tokens = tokenize(sql);
  std::string out;
  const char* copied = sql.data();
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool is_row =
        tokens[i].kind == TokenKind::word && (tokens[i].is("OLD") || tokens[i].is("NEW"));
    if (!is_row || !tokens[i + 1].is(".")) continue;
    const Token& name = tokens[i + 2];
    const Column* column = row.column(name.unquoted());
    out.append(copied, tokens[i].text.data());
    copied = name.text.data() + name.text.size();
    out += format("(SELECT {})", std::string(tokens[i].text.data(), copied));
    const bool compares = column != nullptr && !same_name(column->collation, "BINARY");
    if (compares) out += format(" COLLATE {ident}", column->collation);
  }
  return out.append(copied, sql.data() + sql.size());
}

}  // namespace softdelete
