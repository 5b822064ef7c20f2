  UPDATE {{ident:child_archive}} SET {{sql:assignments}}
   WHERE {{sql:refers}} AND coalesce({{ident:child_operation}} > (SELECT max({{ident:parent_operation}}) FROM {{ident:parent_archive}} WHERE {{sql:has_key}}), 1);
