  UPDATE {{ident:table}} SET {{ident:time}} = {{sql:now}}
   WHERE {{sql:is_new_row}} AND (NEW.{{ident:time}} IS NULL OR NEW.{{ident:time}} IS OLD.{{ident:time}});
