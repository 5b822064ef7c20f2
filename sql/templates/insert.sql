CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE INSERT ON {{ident:table}}
BEGIN
{{sql:statements}}END
