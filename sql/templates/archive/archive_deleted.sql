CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER DELETE ON {{ident:table}}
BEGIN
  UPDATE {{ident:archive}} SET {{ident:state}} = NULL WHERE {{sql:is_pending}};
END
