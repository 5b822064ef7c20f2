CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:child}}
WHEN EXISTS (SELECT 1 FROM {{ident:archive}} b WHERE b.{{ident:state}} = 1 AND {{sql:refers}})
BEGIN
  SELECT RAISE(ABORT, {{text:message}});
END
