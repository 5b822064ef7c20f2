.parameter set ?1 "'paint'"
DELETE FROM softdelete WHERE table_name = ?1;
SELECT 'managed ' || group_concat(table_name) FROM softdelete;
DELETE FROM paint;
SELECT 'paints ' || count(*) FROM paint;
