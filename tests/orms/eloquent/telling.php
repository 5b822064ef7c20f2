<?php
// Runs an operation and prints its line.

/** The function gives REPORT, or what it saw where there is no $left; without one the ORM lacks the operation. */
function operation(string $name, ?callable $do = null, ?callable $left = null): void
{
    $saw = $do ? call($do) : '-';
    echo "$name: $saw", $left ? '; ' . call($left) : '', "\n";
}

function call(callable $function): string
{
    try {
        return said($function());
    } catch (Throwable $error) {
        return 'error ' . class_basename($error);
    }
}

function said(mixed $value): string
{
    return is_bool($value) ? ($value ? 'true' : 'false') : (string) ($value ?? '-');
}

function joined(iterable $values): string
{
    return implode(',', [...$values]) ?: '-';
}
