CREATE VIEW {{ident:name}} AS SELECT {{sql:rowid}} AS softdelete_rowid, {{sql:columns}} FROM {{ident:table}} t WHERE {{sql:deleted}} /* softdelete */
