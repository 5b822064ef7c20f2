  SELECT RAISE(ABORT, {{text:message}});
