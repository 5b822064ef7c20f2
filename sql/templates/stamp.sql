  UPDATE {{ident:table}}
     SET {{ident:time}} = CASE WHEN {{sql:is_stale}} THEN {{sql:now}} ELSE NEW.{{ident:time}} END, {{ident:via}} = NULL
   WHERE {{sql:is_new_row}} AND ({{sql:is_stale}} OR NEW.{{ident:via}} IS NOT NULL);
