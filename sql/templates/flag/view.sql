CREATE VIEW {{ident:name}} AS SELECT {{sql:columns}} FROM {{ident:table}} WHERE {{sql:condition}} /* softdelete */
