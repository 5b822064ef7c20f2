  UPDATE {{ident:table}} SET {{ident:via}} = NULL
   WHERE {{sql:is_new_row}} AND NEW.{{ident:via}} IS NOT NULL;
