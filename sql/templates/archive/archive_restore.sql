CREATE TEMP TRIGGER {{ident:name}} INSTEAD OF UPDATE ON {{ident:view}}
WHEN NEW.{{ident:flag}} = 0
BEGIN
{{sql:followers}}  UPDATE {{ident:archive}} SET {{sql:assignments}} WHERE {{ident:id}} = OLD.{{ident:view_id}};
{{sql:statements}}END
