SELECT 'functions ' || count(*) FROM pragma_function_list WHERE name = 'restore';
.parameter set ?1 "'blue'"
DELETE FROM color WHERE name = ?1;
SELECT 'plain delete: live ' || line FROM state;
UPDATE color_deleted SET is_deleted = 0 WHERE name = ?1;
SELECT 'plain restore: live ' || line FROM state;
