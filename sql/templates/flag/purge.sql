CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF DELETE ON {{ident:view}}
BEGIN
{{sql:statements}}END
