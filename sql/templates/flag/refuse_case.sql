    WHEN {{sql:condition}}
    THEN RAISE(ABORT, {{text:message}})
