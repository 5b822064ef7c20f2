CREATE VIEW {{ident:name}} /* softdelete */ AS
SELECT {{sql:rowid}} AS row_id
  FROM {{ident:table}}
 WHERE {{sql:deleted}}
