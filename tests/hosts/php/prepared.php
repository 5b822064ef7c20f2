<?php

$db = new SQLite3("app.db");
$db->enableExceptions(true);
$db->loadExtension(basename($argv[1]) . "." . PHP_SHLIB_SUFFIX);

$delete = $db->prepare("DELETE FROM color WHERE name = ?");
$suspend = $db->prepare("UPDATE softdelete SET suspended = ?");
$restore = $db->prepare("SELECT restore('color', ?)");

function run(SQLite3Stmt $statement, mixed $value): void
{
    $statement->bindValue(1, $value);
    $statement->execute();
}

function show(string $title): void
{
    global $db;
    echo "$title:";
    foreach (["SELECT name || '=' || is_deleted FROM color ORDER BY id", "SELECT status FROM softdelete"] as $sql) {
        $result = $db->query($sql);
        while ($row = $result->fetchArray(SQLITE3_NUM)) {
            echo " $row[0]";
        }
    }
    echo "\n";
}

function refused(string $title, SQLite3Stmt $statement, mixed $value): void
{
    try {
        run($statement, $value);
    } catch (Exception $error) {
        echo "refused $title: {$error->getMessage()}\n";
    }
}

run($delete, "red");
show("deleted");
run($suspend, 1);
run($delete, "green");
show("suspended");
refused("restore", $restore, 1);
run($suspend, 0);
run($restore, 1);
show("resumed");
$reader = $db->query("SELECT name FROM color ORDER BY id");
$reader->fetchArray();
run($suspend, 1);
$reader->finalize();
show("finished");
