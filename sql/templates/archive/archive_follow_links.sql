  UPDATE {{ident:links}} SET {{sql:assignments}}
   WHERE {{sql:is_row}} AND NOT EXISTS (
     SELECT 1 FROM {{ident:archive}} b WHERE {{sql:is_archived}} AND b.{{ident:operation}} >= {{ident:links}}.{{ident:operation}});
