CREATE VIEW {{ident:name}} /* softdelete */ AS
SELECT {{sql:columns}}
  FROM {{ident:table}}
 WHERE {{sql:live}}
