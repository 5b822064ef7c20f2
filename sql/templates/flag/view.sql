CREATE VIEW {{ident:name}} AS SELECT {{sql:columns}} FROM {{ident:table}} t WHERE {{sql:condition}} /* softdelete */
