CREATE VIEW {{ident:name}} /* softdelete */ AS
SELECT {{ident:rowid}} AS row_id
  FROM {{ident:table}}
 WHERE {{sql:deleted}}
