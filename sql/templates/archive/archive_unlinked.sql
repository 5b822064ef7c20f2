CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER UPDATE OF {{sql:columns}} ON {{ident:table}}
WHEN {{sql:changed}}
BEGIN
  INSERT INTO {{ident:links}}({{sql:link_columns}})
  SELECT {{sql:reference}}, b.{{ident:operation}}, {{sql:values}} FROM {{ident:parent_archive}} b
   WHERE b.{{ident:state}} = 1 AND {{sql:refers}};
END
