<?php
// How often PHP runs a statement: a function says how many times it was called.
$db = new SQLite3(":memory:");
$calls = 0;
$db->createFunction("called", function () use (&$calls) {
    return ++$calls;
});

$calls = 0;
$db->querySingle("SELECT called()");
echo "querySingle $calls\n";

$calls = 0;
$result = $db->query("SELECT called()");
echo "query $calls\n";
$result->fetchArray();
echo "fetchArray $calls\n";
