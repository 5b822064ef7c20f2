CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:parent}}
WHEN EXISTS (SELECT 1 FROM {{ident:table}} WHERE {{sql:refers}})
BEGIN
  SELECT RAISE(ABORT, {{text:message}});
END
