CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:child}}
WHEN {{sql:pending}}
BEGIN
  SELECT RAISE(ABORT, {{text:message}});
END
