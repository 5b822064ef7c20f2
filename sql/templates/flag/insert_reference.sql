CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER INSERT ON {{ident:table}}
WHEN {{sql:condition}}
BEGIN
{{sql:statements}}END
