  UPDATE {{ident:child_archive}} SET {{sql:assignments}}
   WHERE {{sql:refers}} AND NOT EXISTS ({{sql:deleted_parent}});
