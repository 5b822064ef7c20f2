CREATE INDEX {{ident:name}} ON {{ident:table}} ({{ident:time}}) WHERE {{sql:deleted}} /* softdelete */
