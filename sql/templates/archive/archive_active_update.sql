CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF UPDATE ON {{ident:view}}
BEGIN
  UPDATE {{ident:table}} SET {{sql:assignments}} WHERE {{sql:is_old_row}};
  DELETE FROM {{ident:table}} WHERE {{sql:is_new_row}} AND NEW.{{ident:flag}} = 1;
END
