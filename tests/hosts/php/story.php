<?php

// PHP takes a file's whole name, in the folder that sqlite3.extension_dir names.
define("LIBRARY", basename($argv[1]) . "." . PHP_SHLIB_SUFFIX);

function open_database(bool $extension): SQLite3
{
    $db = new SQLite3("app.db");
    $db->enableExceptions(true);
    $db->exec("PRAGMA foreign_keys = ON");
    if ($extension) {
        $db->loadExtension(LIBRARY);
    }
    return $db;
}

function run(SQLite3 $db, string $sql, mixed ...$parameters): SQLite3Result
{
    $statement = $db->prepare($sql);
    foreach ($parameters as $index => $parameter) {
        $statement->bindValue($index + 1, $parameter);
    }
    return $statement->execute();
}

// execute() runs a statement and fetchArray() runs it once more, which a function that changes something must not.
function call(SQLite3 $db, string $function, string $table, int $key): int
{
    return $db->querySingle(sprintf("SELECT %s('%s', %d)", $function, SQLite3::escapeString($table), $key));
}

function names(SQLite3 $db, string $sql): string
{
    $result = $db->query($sql);
    $names = [];
    while ($row = $result->fetchArray(SQLITE3_NUM)) {
        $names[] = $row[0];
    }
    return implode(",", $names) ?: "-";
}

function show(SQLite3 $db, string $title): void
{
    $state = fn($view) => names($db, "SELECT name FROM color_$view ORDER BY id")
        . " / " . names($db, "SELECT name FROM paint_$view ORDER BY id");
    $colors = $db->querySingle("SELECT count(*) FROM color");
    $paints = $db->querySingle("SELECT count(*) FROM paint");
    echo "$title: live {$state("active")}; trash {$state("deleted")}; rows $colors / $paints\n";
}

$db = open_database(true);
echo "sqlite ", $db->querySingle("SELECT sqlite_version()"), "\n";
$db->exec("
    CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
");
foreach (["red", "green", "blue"] as $name) {
    run($db, "INSERT INTO color(name) VALUES (?)", $name);
}
foreach (["rose" => 1, "cherry" => 1, "olive" => 2, "navy" => 3] as $name => $color) {
    run($db, "INSERT INTO paint(color_id, name) VALUES (?, ?)", $color, $name);
}
$db->exec("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')");
show($db, "enabled");

run($db, "DELETE FROM color WHERE name = ?", "red");
show($db, "deleted");
echo "restore ", call($db, "restore", "color", 1), "\n";
show($db, "restored");
run($db, "DELETE FROM color WHERE name = ?", "red");
echo "purge ", call($db, "purge", "color", 1), "\n";
show($db, "purged");

$db->exec("UPDATE softdelete SET suspended = 1");
run($db, "DELETE FROM paint WHERE name = ?", "olive");
$db->exec("UPDATE softdelete SET suspended = 0");
show($db, "resumed");
$db->close();

$db = open_database(false);
echo "functions ", $db->querySingle("SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"), "\n";
run($db, "DELETE FROM color WHERE name = ?", "blue");
show($db, "plain delete");
run($db, "UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue");
show($db, "plain restore");
$db->close();

$db = open_database(true);
run($db, "DELETE FROM softdelete WHERE table_name = ?", "paint");
echo "managed ", names($db, "SELECT table_name FROM softdelete"), "\n";
$db->exec("DELETE FROM paint");
echo "paints ", $db->querySingle("SELECT count(*) FROM paint"), "\n";
try {
    $db->exec("INSERT INTO softdelete(table_name) VALUES ('nowhere')");
} catch (Exception $error) {
    echo "error ", get_class($error), ": ", $error->getMessage(), "\n";
}
