CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE INSERT ON {{ident:table}}
WHEN {{sql:condition}}
BEGIN
{{sql:statements}}END
