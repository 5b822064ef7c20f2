CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE UPDATE OF {{sql:columns}} ON {{ident:table}}
BEGIN
{{sql:statements}}END
