CREATE TRIGGER {{ident:name}} /* softdelete */ AFTER DELETE ON {{ident:table}}
BEGIN
{{sql:settle}}END
