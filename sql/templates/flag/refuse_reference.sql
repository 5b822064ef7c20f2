CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER UPDATE OF {{sql:columns}} ON {{ident:table}}
WHEN {{sql:condition}}
BEGIN
{{sql:statements}}END
