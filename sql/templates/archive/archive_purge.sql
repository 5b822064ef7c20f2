CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF DELETE ON {{ident:view}}
BEGIN
{{sql:statements}}  DELETE FROM {{ident:archive}} WHERE {{ident:id}} = OLD.{{ident:view_id}};
END
