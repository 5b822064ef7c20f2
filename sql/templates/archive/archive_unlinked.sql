CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER UPDATE OF {{sql:columns}} ON {{ident:table}}
WHEN {{sql:changed}}
BEGIN
  INSERT INTO {{ident:links}}({{sql:link_columns}})
  SELECT {{sql:reference}}, p1, {{sql:values}} FROM (SELECT {{sql:pending}} AS p1) WHERE p1;
END
