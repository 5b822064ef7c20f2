CREATE VIEW {{ident:name}} AS SELECT NULL AS deleted, NULL AS checked, NULL AS restored, NULL AS purged /* softdelete */
