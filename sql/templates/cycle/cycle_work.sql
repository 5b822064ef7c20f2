CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF UPDATE OF {{sql:work}} ON {{ident:view}}
BEGIN
{{sql:statements}}END
