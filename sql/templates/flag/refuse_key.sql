CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE INSERT ON {{ident:table}}
{{sql:when}}BEGIN
{{sql:statements}}END
