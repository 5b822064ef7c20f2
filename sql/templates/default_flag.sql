  UPDATE {{ident:table}} SET {{ident:flag}} = 0
   WHERE {{sql:is_new_row}} AND NEW.{{ident:flag}} IS NULL;
