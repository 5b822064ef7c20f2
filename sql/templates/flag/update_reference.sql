CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER UPDATE OF {{sql:columns}} ON {{ident:table}}
WHEN {{sql:new_live}} AND ({{sql:changed}})
BEGIN
{{sql:statements}}END
