CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF DELETE ON {{ident:view}}
BEGIN
  DELETE FROM {{ident:table}} WHERE {{sql:is_old_row}};
END
