<?php

$db = new PDO("sqlite:app.db");

function run(string $sql, string ...$parameters): PDOStatement
{
    global $db;
    $statement = $db->prepare($sql);
    $statement->execute($parameters);
    return $statement;
}

function names(string $view): string
{
    $names = run("SELECT name FROM $view ORDER BY id")->fetchAll(PDO::FETCH_COLUMN);
    return implode(",", $names) ?: "-";
}

function show(string $title): void
{
    echo "$title: live ", names("color_active"), "; trash ", names("color_deleted"), "\n";
}

try {
    run("SELECT load_extension(?)", $argv[1]);
} catch (PDOException $error) {
    echo "refused {$error->getMessage()}\n";
}

run("DELETE FROM color WHERE name = ?", "green");
show("deleted");
run("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "green");
show("restored");
run("DELETE FROM color WHERE name = ?", "green");
run("DELETE FROM color_deleted WHERE name = ?", "green");
show("purged");
