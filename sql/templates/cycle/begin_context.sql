  INSERT INTO softdelete_context(id, scope, row_key) VALUES (random(), {{text:scope}}, {{sql:row_key}});
