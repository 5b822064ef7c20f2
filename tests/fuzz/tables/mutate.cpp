#include "tables/mutate.hpp"

#include <vector>

#include "schema/tokens.hpp"
#include "tables/seeds.hpp"

namespace {

const std::vector<std::string> kFragments = {"UNIQUE",
                                             "unique",
                                             "UNIQUE(a)",
                                             ", UNIQUE(a, b)",
                                             "UNIQUE ON CONFLICT ABORT",
                                             "PRIMARY KEY",
                                             "PRIMARY KEY(a)",
                                             "CONSTRAINT",
                                             "CONSTRAINT c",
                                             "CONSTRAINT 'it''s'",
                                             "(",
                                             ")",
                                             "()",
                                             ",",
                                             ";",
                                             "'a'",
                                             "\"a\"",
                                             "[a]",
                                             "`a`",
                                             "a",
                                             "b",
                                             "'UNIQUE'",
                                             "\"UNIQUE\"",
                                             "''",
                                             "--",
                                             "--\n",
                                             "/*",
                                             "*/",
                                             "/* UNIQUE */",
                                             "/**/",
                                             "*\\/",
                                             "-- '\n",
                                             "ON CONFLICT REPLACE",
                                             "ON CONFLICT ABORT",
                                             "NOT NULL",
                                             "NULL",
                                             "DEFAULT",
                                             "DEFAULT 1",
                                             "DEFAULT (1, 2)",
                                             "DEFAULT -1",
                                             "DEFAULT a",
                                             "CHECK(a)",
                                             "CHECK('UNIQUE')",
                                             "COLLATE NOCASE",
                                             "COLLATE \"nocase\"",
                                             "DESC",
                                             "ASC",
                                             "REFERENCES t",
                                             "REFERENCES t(a)",
                                             "ON DELETE CASCADE",
                                             "DEFERRABLE INITIALLY DEFERRED",
                                             "NOT DEFERRABLE",
                                             "MATCH FULL",
                                             "FOREIGN KEY(a) REFERENCES t(b)",
                                             "AS (a)",
                                             "AS (a || 'UNIQUE')",
                                             "GENERATED ALWAYS AS (b)",
                                             "GENERATED",
                                             "ALWAYS",
                                             "STORED",
                                             "VIRTUAL",
                                             "WITHOUT ROWID",
                                             "STRICT",
                                             "AUTOINCREMENT",
                                             "INTEGER",
                                             "INT",
                                             "TEXT",
                                             "VARCHAR(10, 2)",
                                             "x'00'",
                                             "1e5",
                                             "0x1F",
                                             "$a",
                                             "?1",
                                             "\n",
                                             "\t",
                                             "\f",
                                             "\v",
                                             " ",
                                             "\xC3\xA9",
                                             "\xFF",
                                             "IF NOT EXISTS",
                                             "temp.",
                                             "main."};

class Mutation {
 public:
  Mutation(const std::string& text, std::mt19937& random) : random_(random) {
    const char* end = text.data();
    for (const softdelete::Token& token : softdelete::tokenize(text)) {
      pieces_.emplace_back(end, token.text.data());  // what lies before it
      pieces_.emplace_back(token.text);
      end = token.text.data() + token.text.size();
    }
    pieces_.emplace_back(end, text.data() + text.size());
  }

  void step() {
    const std::size_t at = below(pieces_.size());
    const auto place = pieces_.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(8)) {
      case 0:
      case 1:
        pieces_.insert(place, " " + fragment() + " ");
        break;
      case 2:
        pieces_.insert(place, fragment());
        break;
      case 3:
        pieces_[at].clear();
        break;
      case 4:
        pieces_[at] = fragment();
        break;
      case 5:
        std::swap(pieces_[at], pieces_[below(pieces_.size())]);
        break;
      case 6:
        pieces_.insert(place, " " + range(pieces_) + " ");
        break;
      default:
        if (!pieces_[at].empty()) {
          pieces_[at][below(pieces_[at].size())] = static_cast<char>(1 + below(255));
        }
    }
  }

  std::string text() const {
    std::string out;
    for (const std::string& piece : pieces_) out += piece;
    return out;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }

  std::string range(const std::vector<std::string>& pieces) {
    std::string out;
    const std::size_t from = below(pieces.size());
    for (std::size_t i = from; i < pieces.size() && i < from + 12; ++i) out += pieces[i];
    return out;
  }

  std::string fragment() {
    if (below(4) != 0) return kFragments[below(kFragments.size())];
    return Mutation(seeds()[below(seeds().size())], random_).some();
  }

  std::string some() { return range(pieces_); }

  std::mt19937& random_;
  std::vector<std::string> pieces_;
};

}  // namespace

std::string mutate(const std::string& text, std::mt19937& random) {
  Mutation mutation(text, random);
  for (std::size_t steps = 1 + random() % 3; steps > 0; --steps) mutation.step();
  return mutation.text();
}
