  UPDATE {{ident:child_archive}} SET {{sql:assignments}}
   WHERE {{sql:refers}} AND {{sql:archived_parent}} IS NULL;
