CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF UPDATE ON {{ident:view}}
BEGIN
  SELECT RAISE(ABORT, {{text:message}}) FROM {{ident:archive}} WHERE {{ident:id}} = OLD.{{ident:view_id}} AND NEW.{{ident:flag}} IS NOT 1;
{{sql:followers}}  UPDATE {{ident:archive}} SET {{sql:assignments}} WHERE {{ident:id}} = OLD.{{ident:view_id}};
END
