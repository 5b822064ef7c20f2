CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER UPDATE OF {{ident:flag}} ON {{ident:table}}
WHEN {{sql:became_live}}
BEGIN
{{sql:statements}}END
