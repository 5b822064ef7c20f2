CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER UPDATE OF {{ident:flag}} ON {{ident:table}}
WHEN {{sql:became_deleted}}
BEGIN
{{sql:statements}}END
