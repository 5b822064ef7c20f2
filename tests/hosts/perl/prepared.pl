use strict;
use warnings;
use DBI;

my $db = DBI->connect("dbi:SQLite:dbname=app.db", "", "", { RaiseError => 1, PrintError => 0 });
$db->sqlite_enable_load_extension(1);
$db->sqlite_load_extension($ARGV[0]);

my $delete = $db->prepare("DELETE FROM color WHERE name = ?");
my $suspend = $db->prepare("UPDATE softdelete SET suspended = ?");
my $restore = $db->prepare("SELECT restore('color', ?)");

sub suspend {
    my ($value) = @_;
    $suspend->execute($value);
}

sub restore {
    my ($key) = @_;
    $restore->execute($key);
    $restore->finish;
}

sub show {
    my ($title) = @_;
    print "$title: ", join(" ",
        @{ $db->selectcol_arrayref("SELECT name || '=' || is_deleted FROM color ORDER BY id") },
        @{ $db->selectcol_arrayref("SELECT status FROM softdelete") }), "\n";
}

sub refused {
    my ($title, $function, $argument) = @_;
    eval { $function->($argument); 1 } or print "refused $title: ", $db->errstr, "\n";
}

$delete->execute("red");
show("deleted");
suspend(1);
$delete->execute("green");
show("suspended");
refused("restore", \&restore, 1);
suspend(0);
restore(1);
show("resumed");
my $reader = $db->prepare("SELECT name FROM color ORDER BY id");
$reader->execute;
$reader->fetchrow_array;
suspend(1);
$reader->finish;
show("finished");
