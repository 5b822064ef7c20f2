  SELECT RAISE(ABORT, {{text:message}})
   WHERE {{sql:condition}};
