CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER DELETE ON {{ident:table}}
BEGIN
  UPDATE {{ident:archive}} SET {{ident:state}} = NULL WHERE {{ident:state}} = 1 AND {{sql:is_row}};
END
