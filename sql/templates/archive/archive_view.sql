CREATE VIEW {{ident:name}} AS SELECT {{sql:columns}} FROM {{ident:source}} t /* softdelete */
