  UPDATE {{ident:table}} SET {{ident:flag}} = {{sql:live_value}}
   WHERE {{sql:is_new_row}} AND NEW.{{ident:flag}} IS NULL;
