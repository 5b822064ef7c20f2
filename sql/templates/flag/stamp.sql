  UPDATE {{ident:table}}
     SET {{ident:time}} = CASE WHEN {{sql:is_stale}} THEN {{sql:now}} ELSE NEW.{{ident:time}} END, {{sql:set_via}}
   WHERE {{sql:is_new_row}} AND ({{sql:is_stale}} OR {{sql:is_false_via}});
